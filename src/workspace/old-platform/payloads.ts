import type { Cast, Channel, Person } from './cast.ts';
import { maybe, type Obj } from './json.ts';
import type { Message, Messages } from './messages.ts';
import type { Tickets } from './tickets.ts';
import type { View, Views } from './views.ts';

/** What Slack sends to an app when a person does something, in Slack's shapes (docs.slack.dev). */
export interface Payloads {
  command(user: Person, channel: Channel, command: string, text: string): Obj;
  /** An Events API envelope around one event. */
  event(event: Obj): Obj;
  messageAction(user: Person, channel: Channel, message: Message, action: Obj, values: Obj): Obj;
  viewAction(user: Person, view: View, action: Obj, values: Obj): Obj;
  submission(user: Person, view: View, values: Obj): Obj;
  closed(user: Person, view: View, isCleared: boolean): Obj;
}

/** The verification token of old; nothing should look at it. */
const TOKEN = 'local';

export function createPayloads(
  cast: Cast,
  messages: Messages,
  views: Views,
  tickets: Tickets,
  now: () => Date,
): Payloads {
  let events = 0;

  return {
    command: (user, channel, command, text) => ({
      token: TOKEN,
      team_id: cast.team.id,
      team_domain: cast.team.domain,
      channel_id: channel.id,
      channel_name: channel.name,
      user_id: user.id,
      user_name: user.name,
      command,
      text,
      api_app_id: cast.app,
      is_enterprise_install: 'false',
      response_url: tickets.responseUrl({ kind: 'commands', user: user.id, channel: channel.id }),
      trigger_id: tickets.trigger(user.id),
    }),
    event: (event) => ({
      token: TOKEN,
      team_id: cast.team.id,
      context_team_id: cast.team.id,
      context_enterprise_id: null,
      api_app_id: cast.app,
      event,
      type: 'event_callback',
      event_id: `Ev${String(++events).padStart(9, '0')}`,
      event_time: seconds(),
      authorizations: [
        {
          enterprise_id: null,
          team_id: cast.team.id,
          user_id: cast.bot.id,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-local-${events}`,
    }),
    messageAction: (user, channel, message, action, values) => ({
      ...interaction('block_actions', user),
      trigger_id: tickets.trigger(user.id),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: message.only_for !== undefined,
        ...maybe('thread_ts', message.thread_ts),
      },
      channel: { id: channel.id, name: channel.name },
      // Slack leaves an ephemeral message out of what it sends: its app has to bring all it needs in the value.
      ...(message.only_for ? {} : { message: messages.asSlack(message) }),
      state: { values },
      response_url: tickets.responseUrl({
        kind: 'actions',
        user: user.id,
        channel: channel.id,
        source: message.ts,
      }),
      actions: [{ ...action, action_ts: messages.stamp() }],
    }),
    viewAction: (user, view, action, values) => ({
      ...interaction('block_actions', user),
      trigger_id: tickets.trigger(user.id),
      container: { type: 'view', view_id: view.id },
      view: views.asSlack(view, values),
      actions: [{ ...action, action_ts: messages.stamp() }],
    }),
    submission: (user, view, values) => ({
      ...interaction('view_submission', user),
      trigger_id: tickets.trigger(user.id),
      view: views.asSlack(view, values),
      response_urls: [],
    }),
    closed: (user, view, isCleared) => ({
      ...interaction('view_closed', user),
      view: views.asSlack(view),
      is_cleared: isCleared,
    }),
  };

  // --- internal ---

  function interaction(type: string, user: Person): Obj {
    return {
      type,
      user: { id: user.id, username: user.name, name: user.name, team_id: cast.team.id },
      api_app_id: cast.app,
      token: TOKEN,
      team: { id: cast.team.id, domain: cast.team.domain },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  function seconds(): number {
    return Math.floor(now().getTime() / 1000);
  }
}
