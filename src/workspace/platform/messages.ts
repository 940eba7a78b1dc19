import type { Changes } from './changes.ts';
import { type Clock, type Ids, secret, tsMicros } from './ids.ts';
import { type Fields, isObject } from './rules/check.ts';

export interface Message {
  ts: string;
  channel: string;
  text: string;
  user?: string;
  bot_id?: string;
  app_id?: string;
  subtype?: string;
  blocks?: Fields[];
  /** What another app attaches, or what is forwarded. */
  attachments?: Fields[];
  thread_ts?: string;
  metadata?: Fields;
  edited?: { user: string; ts: string };
  /** Visible only to this user, and in no history. */
  ephemeralTo?: string;
  /** The command that this private message answers, as typed. */
  asked?: string;
  /** How it was sent: a Web API method, `ack`, `response_url`, or `say` for people. */
  via: string;
  /** The response_url of the interaction it answers. */
  responseUrl?: string;
  /** When conversations.history begins to return it. */
  visibleAt: number;
  deleted: boolean;
}

export type NewMessage = Partial<Message> & { channel: string; via: string };

export interface HistoryQuery {
  oldest?: string;
  latest?: string;
  inclusive?: boolean;
  /** Only this thread, including its parent. */
  thread?: string;
}

export interface Messages {
  readonly all: Message[];
  post(message: NewMessage): Message;
  edit(message: Message, change: Partial<Message>): Message;
  remove(message: Message): void;
  find(channel: string, ts: string): Message | undefined;
  /** All lasting messages of the channel, oldest first, whether visible to the API yet or not. */
  inChannel(channel: string): Message[];
  replies(parent: Message): Message[];
  /** The channel as a person sees it: with their private messages, and replies only if broadcast or orphaned. */
  shownTo(user: string, channel: string): Message[];
  threadShownTo(user: string, channel: string, parent: string): Message[];
  /** What the API returns now, oldest first. */
  visible(channel: string, query: HistoryQuery): Message[];
}

export function createMessages(ids: Ids, now: Clock, delay: () => number, changes: Changes): Messages {
  const all: Message[] = [];
  const listed = (channel: string, keep: (message: Message) => boolean) =>
    all
      .filter((message) => message.channel === channel && !message.deleted && keep(message))
      .sort((a, b) => tsMicros(a.ts) - tsMicros(b.ts));
  const find = (channel: string, ts: string) =>
    all.find((message) => message.channel === channel && message.ts === ts && !message.deleted);
  const changed = ({ channel, ts }: Message, fresh: boolean) =>
    changes.log({ kind: 'message', channel, ts, fresh });
  /** The parent's reply count has changed. */
  const parentChanged = (message: Message) => {
    const parent = isReply(message) ? find(message.channel, message.thread_ts ?? '') : undefined;
    if (parent && !message.ephemeralTo) changed(parent, false);
  };
  const seenBy = (user: string) => (message: Message) =>
    message.ephemeralTo === undefined || message.ephemeralTo === user;
  return {
    all,
    find,
    post(spec) {
      const message: Message = {
        ts: ids.ts(),
        text: '',
        deleted: false,
        visibleAt: now() + (spec.via === 'say' ? 0 : delay()),
        ...spec,
      };
      if (message.blocks) message.blocks = named(message.blocks);
      all.push(message);
      changed(message, true);
      parentChanged(message);
      return message;
    },
    edit(message, change) {
      Object.assign(message, change);
      if (change.blocks) message.blocks = named(change.blocks);
      changed(message, false);
      return message;
    },
    remove(message) {
      message.deleted = true;
      changes.log({ kind: 'gone', channel: message.channel, ts: message.ts });
      parentChanged(message);
    },
    inChannel: (channel) => listed(channel, (message) => !message.ephemeralTo),
    replies: ({ channel, ts }) =>
      listed(
        channel,
        (message) => message.thread_ts === ts && message.ts !== ts && message.ephemeralTo === undefined,
      ),
    shownTo: (user, channel) =>
      listed(channel, seenBy(user)).filter(
        (message) =>
          !isReply(message) ||
          message.subtype === 'thread_broadcast' ||
          !find(channel, message.thread_ts ?? ''),
      ),
    threadShownTo: (user, channel, parent) =>
      listed(channel, seenBy(user)).filter(({ ts, thread_ts }) => ts === parent || thread_ts === parent),
    visible(channel, { oldest, latest, inclusive = false, thread }) {
      const from = oldest === undefined ? Number.NEGATIVE_INFINITY : tsMicros(oldest);
      const to = latest === undefined ? Number.POSITIVE_INFINITY : tsMicros(latest);
      return listed(channel, (message) => {
        if (message.ephemeralTo || now() < message.visibleAt) return false;
        const at = tsMicros(message.ts);
        const within = inclusive ? at >= from && at <= to : at > from && at < to;
        if (thread !== undefined) return message.ts === thread || (within && message.thread_ts === thread);
        // Replies are not in the channel's history unless broadcast.
        return within && (!isReply(message) || message.subtype === 'thread_broadcast');
      });
    },
  };
}

/** Adds the ids that the app left out, as Slack does. */
export function named(blocks: Fields[]): Fields[] {
  const withId = (element: unknown): unknown =>
    isObject(element) && interactiveTypes.test(String(element.type))
      ? { action_id: secret(3), ...element }
      : element;
  return blocks.map((block) => {
    const copy: Fields = { block_id: secret(3), ...block };
    for (const name of ['accessory', 'element']) if (name in copy) copy[name] = withId(copy[name]);
    const elements = copy.elements;
    if (Array.isArray(elements)) copy.elements = elements.map(withId);
    return copy;
  });
}

const interactiveTypes = /button|select|picker|checkboxes|_input$/;

function isReply({ ts, thread_ts }: Message): boolean {
  return thread_ts !== undefined && thread_ts !== ts;
}

/** A message as the Web API returns it. */
export function apiMessage(message: Message, messages: Messages, withMetadata: boolean): Fields {
  const { ephemeralTo, asked, via, responseUrl, visibleAt, deleted, channel, metadata, ...shown } = message;
  const replies = messages.replies(message);
  const last = replies.at(-1);
  return {
    type: 'message',
    ...shown,
    ...(withMetadata && metadata ? { metadata } : {}),
    ...(last
      ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: last.ts, is_locked: false }
      : {}),
  };
}
