import { ApiError } from './api-error.ts';
import { type Channel, type Person, SLACKBOT } from './cast.ts';
import { isObj, maybe, type Obj, str } from './json.ts';
import type { Message } from './messages.ts';
import { mrkdwnToRichText } from './mrkdwn.ts';
import type { Platform } from './platform.ts';
import { reply } from './respond.ts';
import { escapeText } from './store-blocks.ts';

/** What a person does with words in the workspace, told to the app as Slack would tell it. */
export interface Gestures {
  /** A line sent from the composer of a channel or, with `thread`, of a thread. */
  say(user: Person, channel: Channel, typed: string, thread?: string): Promise<void>;
  /** A tab of the app was opened. */
  openApp(user: Person, tab: 'home' | 'messages'): Promise<void>;
  dismiss(user: Person, channel: Channel, ts: string): void;
}

export function createGestures(platform: Platform): Gestures {
  const { cast, messages, views, payloads, delivery } = platform;

  return {
    async say(user, channel, typed, thread) {
      const text = typed.trimEnd();
      if (!text.trim()) return;
      if (!text.startsWith('/')) return speak(user, channel, text.trim(), thread);
      const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
      if (thread !== undefined) {
        return tell(user, channel, `\`${word}\` is not supported in threads. Sorry!`, thread);
      }
      if (word.toLowerCase() !== platform.command) {
        return tell(
          user,
          channel,
          `\`${word}\` is not a valid command. In Slack, all messages that start with the “/” character are ` +
            'interpreted as commands. If you are trying to send a message and not run a command, try preceding ' +
            'the “/” with an empty space.',
        );
      }
      await command(user, channel, rest);
    },

    async openApp(user, tab) {
      const channel = cast.channels.find((one) => one.im === user.id);
      const home = views.home(user.id);
      const view = tab === 'home' && home ? views.asSlack(home) : undefined;
      const event_ts = messages.stamp();
      await hear({
        type: 'app_home_opened',
        user: user.id,
        channel: channel?.id,
        tab,
        ...maybe('view', view),
        event_ts,
      });
    },

    dismiss(user, channel, ts) {
      const message = messages.find(channel.id, ts);
      if (message?.only_for === user.id) messages.remove(message);
    },
  };

  // --- internal ---

  async function command(user: Person, channel: Channel, rest: string): Promise<void> {
    const asked = `${platform.command} ${rest}`.trim();
    const payload = payloads.command(user, channel, platform.command, escapeText(rest));
    const outcome = await delivery.deliver(payload);
    if (outcome.kind === 'timeout') return fail(user, channel, asked, 'operation_timeout');
    if (outcome.kind === 'failed') return fail(user, channel, asked, 'dispatch_failed');
    const body = typeof outcome.body === 'string' ? { text: outcome.body } : outcome.body;
    if (!isObj(body) || (!body.text && !body.blocks)) return;
    try {
      const place = { kind: 'commands', user: user.id, channel: channel.id } as const;
      if (str(body.response_type) === 'in_channel') {
        messages.post({ channel: channel.id, user: user.id, text: escapeText(asked) });
      }
      reply(platform, place, body, asked);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const reasons = Array.isArray(error.details.errors) ? error.details.errors.map(String) : [];
      fail(user, channel, asked, error.code, reasons);
    }
  }

  function fail(user: Person, channel: Channel, asked: string, error: string, reasons: string[] = []): void {
    const why = reasons.map((reason) => `\n• ${escapeText(reason)}`).join('');
    tell(user, channel, `${platform.command} failed with the error "${error}"${why}`, undefined, asked);
  }

  /** Slack itself says something to one person. */
  function tell(user: Person, channel: Channel, text: string, thread?: string, asked?: string): void {
    messages.post({
      channel: channel.id,
      user: SLACKBOT,
      text,
      only_for: user.id,
      ...maybe('thread_ts', thread),
      ...maybe('asked', asked),
    });
  }

  async function speak(user: Person, channel: Channel, typed: string, thread?: string): Promise<void> {
    const text = withMentions(escapeText(typed));
    const root = thread === undefined ? undefined : messages.find(channel.id, thread);
    const message = messages.post({
      channel: channel.id,
      user: user.id,
      text,
      ...maybe('thread_ts', root?.thread_ts ?? thread),
    });
    const event = said(message, channel);
    // In a direct message every line is for the bot, and a mention there says nothing more.
    if (channel.im) await hear({ ...event, type: 'message', channel_type: 'im' });
    else if (text.includes(`<@${cast.bot.id}>`)) await hear({ ...event, type: 'app_mention' });
  }

  function said(message: Message, channel: Channel): Obj {
    return {
      user: message.user,
      ts: message.ts,
      client_msg_id: `local-${message.ts}`,
      text: message.text,
      team: cast.team.id,
      ...maybe('thread_ts', message.thread_ts),
      ...maybe('parent_user_id', message.thread_ts && messages.find(channel.id, message.thread_ts)?.user),
      blocks: [{ ...mrkdwnToRichText(message.text), block_id: platform.nextId() }],
      channel: channel.id,
      event_ts: message.ts,
    };
  }

  /** Slack turns a typed name into a mention, and a typed `@channel` into a call to everyone. */
  function withMentions(text: string): string {
    const names = [cast.bot, ...cast.people].map((one) => [`@${one.real_name}`, `<@${one.id}>`] as const);
    const calls = ['channel', 'here', 'everyone'].map((one) => [`@${one}`, `<!${one}>`] as const);
    const marks = new Map([...names, ...calls].map(([typed, mark]) => [typed.toLowerCase(), mark]));
    const words = [...marks.keys()].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu');
    return text.replace(pattern, (typed) => marks.get(typed.toLowerCase()) ?? typed);
  }

  async function hear(event: Obj): Promise<void> {
    await delivery.deliver(payloads.event(event));
  }
}
