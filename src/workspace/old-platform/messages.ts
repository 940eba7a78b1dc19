import type { Cast } from './cast.ts';
import type { Changes } from './changes.ts';
import { maybe, type Obj } from './json.ts';

export interface Message {
  /** Slack's name of a message within its channel: `seconds.microseconds`, unique and increasing. */
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks?: Obj[];
  thread_ts?: string;
  /** A reply that is shown in the channel as well. */
  broadcast?: boolean;
  metadata?: Obj;
  edited?: string;
  reactions?: { name: string; users: string[] }[];
  /** An ephemeral message: the one person who sees it. */
  only_for?: string;
  /** What that person typed to get it. */
  asked?: string;
}

export interface Messages {
  stamp(): string;
  post(draft: Omit<Message, 'ts'>): Message;
  edit(message: Message, change: Partial<Message>): void;
  touch(message: Message): void;
  remove(message: Message): void;
  find(channel: string, ts: string): Message | undefined;
  /** What a channel shows to a person: no thread replies, except those sent to the channel too, and orphans. */
  inChannel(channel: string, viewer: string): Message[];
  inThread(channel: string, root: string, viewer: string): Message[];
  /** What everyone may read: all that is not ephemeral. */
  lasting(channel: string): Message[];
  replies(root: Message): Message[];
  /** As the Web API and the events give it. */
  asSlack(message: Message, withMetadata?: boolean): Obj;
}

export function createMessages(cast: Cast, changes: Changes, now: () => Date): Messages {
  const all: Message[] = [];
  let last = 0;

  const messages: Messages = {
    stamp() {
      last = Math.max(last + 1, now().getTime() * 1000);
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
    },
    post(draft) {
      const message = { ...draft, ts: messages.stamp() };
      all.push(message);
      changes.log({ kind: 'message', channel: message.channel, ts: message.ts, fresh: true });
      touchRoot(message);
      return message;
    },
    edit(message, change) {
      Object.assign(message, change);
      messages.touch(message);
    },
    touch(message) {
      changes.log({ kind: 'message', channel: message.channel, ts: message.ts, fresh: false });
    },
    remove(message) {
      const at = all.indexOf(message);
      if (at < 0) return;
      all.splice(at, 1);
      changes.log({ kind: 'gone', channel: message.channel, ts: message.ts });
      touchRoot(message);
    },
    find: (channel, ts) => all.find((message) => message.channel === channel && message.ts === ts),
    inChannel: (channel, viewer) =>
      all.filter((message) => message.channel === channel && sees(message, viewer) && inMain(message)),
    inThread: (channel, root, viewer) =>
      all.filter((message) => message.channel === channel && sees(message, viewer) && within(message, root)),
    lasting: (channel) => all.filter((message) => message.channel === channel && !message.only_for),
    replies: (root) =>
      all.filter((message) => isReply(message) && message.thread_ts === root.ts && sameRoom(message, root)),
    asSlack(message, withMetadata = false) {
      const replies = messages.replies(message);
      const bot = message.user === cast.bot.id;
      return {
        type: 'message',
        ...maybe('subtype', message.broadcast ? 'thread_broadcast' : undefined),
        user: message.user,
        ts: message.ts,
        ...(bot ? { bot_id: cast.bot.bot_id, app_id: cast.app, bot_profile: profile() } : {}),
        text: message.text,
        team: cast.team.id,
        ...maybe('blocks', message.blocks),
        ...threadFields(message, replies),
        ...maybe('edited', message.edited ? { user: message.user, ts: message.edited } : undefined),
        ...maybe(
          'reactions',
          message.reactions?.map((one) => ({ ...one, count: one.users.length })),
        ),
        ...maybe('metadata', withMetadata ? message.metadata : undefined),
      };
    },
  };
  return messages;

  // --- internal ---

  function touchRoot(reply: Message): void {
    const root = reply.thread_ts && !reply.only_for && messages.find(reply.channel, reply.thread_ts);
    if (root && root !== reply) messages.touch(root);
  }

  function inMain(message: Message): boolean {
    if (!isReply(message) || message.broadcast) return true;
    return !messages.find(message.channel, message.thread_ts ?? '');
  }

  function threadFields(message: Message, replies: Message[]): Obj {
    if (isReply(message)) {
      const root = messages.find(message.channel, message.thread_ts ?? '');
      return { thread_ts: message.thread_ts, ...maybe('parent_user_id', root?.user) };
    }
    const latest = replies.at(-1);
    if (!latest) return {};
    const users = [...new Set(replies.map((reply) => reply.user))];
    return {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users_count: users.length,
      reply_users: users,
      latest_reply: latest.ts,
      is_locked: false,
      subscribed: true,
    };
  }

  function profile(): Obj {
    return { id: cast.bot.bot_id, app_id: cast.app, name: cast.bot.real_name, team_id: cast.team.id };
  }
}

function isReply(message: Message): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

function within(message: Message, root: string): boolean {
  return message.ts === root || message.thread_ts === root;
}

function sameRoom(message: Message, root: Message): boolean {
  return message.channel === root.channel && !message.only_for;
}

function sees(message: Message, viewer: string): boolean {
  return message.only_for === undefined || message.only_for === viewer;
}
