import type { Core } from './core.ts';
import { apiMessage, type Message } from './messages.ts';
import type { ResponseUrl, Trigger } from './permits.ts';
import type { Fields } from './rules/check.ts';
import { apiView, type View } from './views.ts';
import type { Channel, User } from './world.ts';

/** What Slack sends; shapes as in its reference of events and interaction payloads. */
const TOKEN = 'verification';

export function eventBody(event: Fields, eventId: string, core: Core, outer: Fields = {}): Fields {
  const channel = core.world.channels.get(String(event.channel));
  return {
    token: TOKEN,
    team_id: core.teamId,
    context_team_id: core.teamId,
    context_enterprise_id: null,
    api_app_id: core.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(core.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: core.teamId,
        user_id: core.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.is_ext_shared ?? false,
    event_context: `4-${eventId}`,
    ...outer,
  };
}

/** The fields that app_mention and message.im share. */
export function spoken(message: Message, user: User, core: Core): Fields {
  const { text, ts, channel, thread_ts } = message;
  const foreign = user.team_id !== core.teamId;
  return {
    user: user.id,
    text,
    ts,
    client_msg_id: `${ts.replace('.', '')}-${user.id}`,
    team: user.team_id,
    blocks: [
      {
        type: 'rich_text',
        block_id: 'said',
        elements: [{ type: 'rich_text_section', elements: text === '' ? [] : [{ type: 'text', text }] }],
      },
    ],
    channel,
    event_ts: ts,
    ...(thread_ts ? { thread_ts, parent_user_id: core.messages.find(channel, thread_ts)?.user ?? null } : {}),
    ...(foreign ? { user_team: user.team_id, source_team: user.team_id } : {}),
  };
}

export function commandBody(
  said: { text: string; command: string },
  user: User,
  channel: Channel,
  permits: { trigger: Trigger; response: ResponseUrl },
  core: Core,
): Fields {
  const name = channel.is_im ? 'directmessage' : channel.is_private ? 'privategroup' : channel.name;
  return {
    token: TOKEN,
    team_id: user.team_id,
    team_domain: user.team_id === core.teamId ? core.teamDomain : user.team_id.toLowerCase(),
    channel_id: channel.id,
    channel_name: name,
    user_id: user.id,
    user_name: user.name,
    command: said.command,
    text: said.text,
    api_app_id: core.appId,
    is_enterprise_install: 'false',
    response_url: permits.response.url,
    trigger_id: permits.trigger.id,
  };
}

export function interactionBody(type: string, user: User, trigger: Trigger | undefined, core: Core): Fields {
  return {
    type,
    token: TOKEN,
    api_app_id: core.appId,
    team: { id: core.teamId, domain: core.teamDomain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
    enterprise: null,
    is_enterprise_install: false,
    ...(trigger ? { trigger_id: trigger.id } : {}),
  };
}

/** Where a button stood: in a message or in a view. An ephemeral message's content is not sent along. */
export function placeOf(on: Message | View, core: Core): Fields {
  if ('hash' in on) return { container: { type: 'view', view_id: on.id }, view: apiView(on) };
  const channel = core.world.channel(on.channel);
  const ephemeral = on.ephemeralTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: on.ts,
      channel_id: on.channel,
      is_ephemeral: ephemeral,
      ...(on.thread_ts ? { thread_ts: on.thread_ts } : {}),
    },
    channel: { id: channel.id, name: channel.is_im ? 'directmessage' : channel.name },
    ...(ephemeral ? {} : { message: { ...apiMessage(on, core.messages.all, false), team: core.teamId } }),
    state: { values: {} },
  };
}
