import type { State } from './choices.ts';
import type { Channel, User } from './members.ts';
import { apiMessage, type Message } from './messages.ts';
import type { Platform } from './platform.ts';
import type { ResponseUrl } from './response-urls.ts';
import type { Fields } from './rules/check.ts';
import type { Trigger } from './triggers.ts';
import { apiView, type View } from './views.ts';

/** The legacy verification token; nothing should rely on it. */
const TOKEN = 'verification';

export function eventBody(event: Fields, eventId: string, platform: Platform, outer: Fields = {}): Fields {
  const channel = platform.members.channels.get(String(event.channel));
  const { enterpriseId = null } = platform;
  // What belongs to the organisation names no workspace.
  const teamId = enterpriseId === null ? platform.teamId : null;
  return {
    token: TOKEN,
    team_id: teamId,
    enterprise_id: enterpriseId,
    context_team_id: teamId,
    context_enterprise_id: enterpriseId,
    api_app_id: platform.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(platform.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterpriseId,
        team_id: teamId,
        user_id: platform.botUserId,
        is_bot: true,
        is_enterprise_install: enterpriseId !== null,
      },
    ],
    is_ext_shared_channel: channel?.is_ext_shared ?? false,
    event_context: `4-${eventId}`,
    ...outer,
  };
}

/** The fields common to app_mention and message.im. */
export function spoken(message: Message, user: User, platform: Platform): Fields {
  const { text, ts, channel, thread_ts } = message;
  const foreign = user.team_id !== platform.teamId;
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
    ...(thread_ts
      ? { thread_ts, parent_user_id: platform.messages.find(channel, thread_ts)?.user ?? null }
      : {}),
    ...(foreign ? { user_team: user.team_id, source_team: user.team_id } : {}),
  };
}

export function commandBody(
  said: { text: string; command: string },
  user: User,
  channel: Channel,
  trigger: Trigger,
  response: ResponseUrl,
  platform: Platform,
): Fields {
  const name = channel.is_im ? 'directmessage' : channel.is_private ? 'privategroup' : channel.name;
  return {
    token: TOKEN,
    team_id: user.team_id,
    team_domain: user.team_id === platform.teamId ? platform.teamDomain : user.team_id.toLowerCase(),
    channel_id: channel.id,
    channel_name: name,
    user_id: user.id,
    user_name: user.name,
    command: said.command,
    text: said.text,
    api_app_id: platform.appId,
    is_enterprise_install: 'false',
    response_url: response.url,
    trigger_id: trigger.id,
  };
}

export function interactionBody(
  type: string,
  user: User,
  trigger: Trigger | undefined,
  platform: Platform,
): Fields {
  return {
    type,
    token: TOKEN,
    api_app_id: platform.appId,
    team: { id: platform.teamId, domain: platform.teamDomain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
    enterprise: null,
    is_enterprise_install: false,
    ...(trigger ? { trigger_id: trigger.id } : {}),
  };
}

/** Where an element is, as an interaction payload says it. The content of an ephemeral message is left out. */
export function placeOf(on: Message | View, platform: Platform, state: State = {}): Fields {
  if ('hash' in on) return { container: { type: 'view', view_id: on.id }, view: apiView(on) };
  const channel = platform.members.channel(on.channel);
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
    ...(ephemeral ? {} : { message: { ...apiMessage(on, platform.messages, false), team: platform.teamId } }),
    state: { values: state },
  };
}
