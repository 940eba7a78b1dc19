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
  attachments?: unknown[];
  thread_ts?: string;
  metadata?: Fields;
  edited?: { user: string; ts: string };
  reactions: { name: string; users: string[] }[];
  /** Only this user sees it, and no history returns it. */
  ephemeralTo?: string;
  /** How it came: a Web API method, `ack`, `response_url`, or `say` for people. */
  via: string;
  /** The interaction it answers, named by its response_url. */
  responseUrl?: string;
  /** conversations.history returns it from this moment on. */
  visibleAt: number;
  deleted: boolean;
}

export type NewMessage = Partial<Message> & { channel: string; via: string };

export interface HistoryQuery {
  oldest?: string;
  latest?: string;
  inclusive?: boolean;
  /** Only this thread, parent included. */
  thread?: string;
}

export interface Messages {
  readonly all: Message[];
  post(message: NewMessage): Message;
  find(channel: string, ts: string): Message | undefined;
  /** What stands in the channel, oldest first, whether visible to the API yet or not. */
  inChannel(channel: string): Message[];
  ephemerals(channel: string, user?: string): Message[];
  /** What the API sees at this moment, oldest first. */
  visible(channel: string, query: HistoryQuery): Message[];
}

export function createMessages(ids: Ids, now: Clock, delay: () => number): Messages {
  const all: Message[] = [];
  const inChannel = (channel: string) =>
    all
      .filter((message) => message.channel === channel && !message.deleted && !message.ephemeralTo)
      .sort((a, b) => tsMicros(a.ts) - tsMicros(b.ts));
  return {
    all,
    inChannel,
    post(spec) {
      const message: Message = {
        ts: ids.ts(),
        text: '',
        reactions: [],
        deleted: false,
        visibleAt: now() + (spec.via === 'say' ? 0 : delay()),
        ...spec,
      };
      if (message.blocks) message.blocks = named(message.blocks);
      all.push(message);
      return message;
    },
    find: (channel, ts) =>
      all.find((message) => message.channel === channel && message.ts === ts && !message.deleted),
    ephemerals: (channel, user) =>
      all.filter(
        (message) =>
          message.channel === channel &&
          !message.deleted &&
          message.ephemeralTo !== undefined &&
          (user === undefined || message.ephemeralTo === user),
      ),
    visible(channel, { oldest, latest, inclusive = false, thread }) {
      const from = oldest === undefined ? Number.NEGATIVE_INFINITY : tsMicros(oldest);
      const to = latest === undefined ? Number.POSITIVE_INFINITY : tsMicros(latest);
      return inChannel(channel).filter((message) => {
        const at = tsMicros(message.ts);
        const within = inclusive ? at >= from && at <= to : at > from && at < to;
        const isParent = message.ts === thread;
        const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
        // A reply stays out of the channel's history unless it was broadcast.
        const here = thread === undefined ? !isReply || message.subtype === 'thread_broadcast' : false;
        const inThread = thread !== undefined && (isParent || message.thread_ts === thread);
        return (isParent || within) && (here || inThread) && now() >= message.visibleAt;
      });
    },
  };
}

/** Slack names what the app left unnamed. */
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

const interactiveTypes = /button|select|picker|overflow|checkboxes|_input$/;

/** A message as the Web API returns it. */
export function apiMessage(message: Message, all: Message[], withMetadata: boolean): Fields {
  const { ephemeralTo, via, responseUrl, visibleAt, deleted, channel, metadata, reactions, ...shown } =
    message;
  const replies = all.filter((m) => m.thread_ts === message.ts && m.ts !== message.ts && !m.deleted);
  const last = replies.at(-1);
  return {
    type: 'message',
    ...shown,
    ...(withMetadata && metadata ? { metadata } : {}),
    ...(reactions.length > 0
      ? { reactions: reactions.map((entry) => ({ ...entry, count: entry.users.length })) }
      : {}),
    ...(last
      ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: last.ts, is_locked: false }
      : {}),
  };
}
