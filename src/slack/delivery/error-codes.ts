/** What the bot does when Slack refuses a post with a code. */
export type Remedy =
  /** Slack did nothing, and will later: the post is sent again after a wait. */
  | 'wait'
  /** Slack may have done it: the post is looked for, and sent again only if it is not there. */
  | 'look'
  /** A person has to put something right: the operator is told, and the post is tried again meanwhile. */
  | 'tell'
  /** The token is no longer good for any call: the bot ends with a line for the operator, and the next start goes on. */
  | 'end'
  /** No wait helps: whoever waits for the post is told. */
  | 'give up';

/**
 * Every code that Slack documents for `chat.postMessage`, by what the bot does about it; `docs/slack-errors.md` is
 * generated from this list.
 */
export const ERROR_CODES: Record<Remedy, Record<string, string>> = {
  wait: {
    ratelimited: 'too many calls',
    rate_limited: 'too many posts',
    message_limit_exceeded: 'the workspace sends too many messages',
    external_channel_migrating: 'a shared channel is being moved',
    team_added_to_org: 'the workspace is being moved into an organization',
  },
  look: {
    fatal_error: 'Slack failed, perhaps after posting',
    internal_error: 'Slack failed, perhaps after posting',
    request_timeout: 'Slack did not get the whole request in time',
    service_unavailable: 'Slack is down',
  },
  tell: {
    access_denied: 'an administrator has not allowed it',
    accesslimited: 'the network the bot runs in is not allowed',
    ekm_access_denied: 'administrators have suspended posting',
    enterprise_is_restricted: 'not allowed from an organization',
    missing_scope: 'the app lacks a scope: compare manifest.yml, and install it again',
    no_permission: 'the app lacks a permission: compare manifest.yml, and install it again',
    not_allowed_token_type: 'the token is of the wrong kind',
    org_login_required: 'the workspace is being moved, or wants a new login',
    team_access_not_granted: 'the app is not installed in that workspace',
    team_not_found: 'the app is not installed in that workspace',
    two_factor_setup_required: 'the workspace wants two-factor authentication',
    deprecated_endpoint: 'Slack has changed: update the bot',
    method_deprecated: 'Slack has changed: update the bot',
  },
  end: {
    account_inactive: 'the app was removed, or its workspace deleted',
    invalid_auth: 'the token is not valid',
    not_authed: 'the token is missing',
    team_disabled: 'the workspace is disabled',
    token_expired: 'the token has expired',
    token_revoked: 'the token was revoked',
    user_removed_from_team: 'the app was removed from the workspace',
  },
  'give up': {
    as_user_not_supported: 'a post of this kind is not possible',
    cannot_dm_bot: 'that person is a bot',
    cannot_reply_to_message: 'that message takes no replies',
    channel_not_found: 'no such channel, or a private one that the bot is not in',
    channel_type_not_supported: 'not possible in this kind of channel',
    duplicate_channel_not_found: 'no such channel',
    duplicate_message_not_found: 'no such message',
    invalid_arg_name: 'the post is malformed',
    invalid_arguments: 'the post is malformed',
    invalid_array_arg: 'the post is malformed',
    invalid_attachments: 'the post is malformed',
    invalid_blocks: 'the layout is refused',
    invalid_blocks_format: 'the layout is refused',
    invalid_charset: 'the post is malformed',
    invalid_form_data: 'the post is malformed',
    invalid_metadata_format: 'the metadata is refused',
    invalid_metadata_schema: 'the metadata is refused',
    invalid_post_type: 'the post is malformed',
    is_archived: 'the channel is archived',
    markdown_text_conflict: 'the post is malformed',
    message_limit_reached: 'the thread is full',
    messages_tab_disabled: 'the app takes no direct messages: compare manifest.yml',
    metadata_must_be_sent_from_app: 'the metadata is refused',
    metadata_too_large: 'the metadata is refused',
    missing_post_type: 'the post is malformed',
    msg_blocks_too_long: 'the layout is too long',
    msg_too_long: 'the text is too long',
    no_text: 'the post is empty',
    not_in_channel: 'the bot is not in the channel: invite it',
    restricted_action: 'the channel does not let the bot post',
    restricted_action_non_threadable_channel: 'the channel takes no replies',
    restricted_action_read_only_channel: 'the channel takes no posts',
    restricted_action_thread_locked: 'the thread is locked',
    restricted_action_thread_only_channel: 'the channel takes replies only',
    slack_connect_blocked_file_type: 'a shared channel refuses it',
    slack_connect_canvas_sharing_blocked: 'a shared channel refuses it',
    slack_connect_clip_sharing_blocked: 'a shared channel refuses it',
    slack_connect_file_link_sharing_blocked: 'a shared channel refuses it',
    slack_connect_file_upload_sharing_blocked: 'a shared channel refuses it',
    slack_connect_lists_sharing_blocked: 'a shared channel refuses it',
    too_many_attachments: 'the post is malformed',
    too_many_contact_cards: 'the post is malformed',
    user_not_found: 'no such person',
  },
};

/** A code that nobody knows may pass or may need a person: it is waited out, and the operator is told. */
export function remedyFor(code: string): Remedy {
  return REMEDIES.get(code) ?? 'tell';
}

// --- internal ---

const REMEDIES = new Map(
  (Object.keys(ERROR_CODES) as Remedy[]).flatMap((remedy) =>
    Object.keys(ERROR_CODES[remedy]).map((code) => [code, remedy] as const),
  ),
);
