import type { WebClient } from '@slack/web-api';
import { retryAfter, slackFault } from './slack-fault.ts';

/** Where a post goes: a channel, or a thread in it. */
export interface Place {
  channel: string;
  thread?: string | undefined;
}

/** What looking for a post shows. */
export type Look =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  /** `wait`: milliseconds that Slack asks to wait before another look, or 0. */
  | { kind: 'unclear'; why: string; wait: number };

/** Every post carries its key in its metadata, so that it can be found again. */
export function metadataOf(key: string): { event_type: string; event_payload: { key: string } } {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/**
 * Looks in a channel or thread for this bot's post with a key.
 * @param wanted.since when it was sent, by this machine's clock, in milliseconds
 */
export async function findPost(
  client: WebClient,
  wanted: {
    key: string;
    to: Place;
    since: number;
    me: { user: string | undefined; bot: string | undefined };
  },
): Promise<Look> {
  const { key, to, me } = wanted;
  const range = {
    channel: to.channel,
    oldest: String((wanted.since - CLOCK_SKEW) / 1000),
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE,
  };
  try {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page++) {
      const part = cursor ? { ...range, cursor } : range;
      const listed = to.thread
        ? await client.conversations.replies({ ...part, ts: to.thread })
        : await client.conversations.history(part);
      if (!Array.isArray(listed.messages)) return unclear('no list of messages');
      const found = listed.messages.find(
        (message) =>
          (message.user === me.user || message.bot_id === me.bot) &&
          message.metadata?.event_type === EVENT_TYPE &&
          isUnder(message.metadata.event_payload, key),
      );
      if (found?.ts) return { kind: 'found', ts: found.ts };
      cursor = listed.response_metadata?.next_cursor || undefined;
      if (!cursor) return listed.has_more ? unclear('an incomplete list') : { kind: 'absent' };
    }
    return unclear('too many messages to look through');
  } catch (error) {
    return unclear(slackFault(error), (retryAfter(error) ?? 0) * 1000);
  }
}

// --- internal ---

const EVENT_TYPE = 'desk_post';
/** Messages per page, and pages. Slack gives a workspace's own app up to 999 per page. */
const PAGE = 200;
const PAGES = 10;
/** How far this machine's clock may be off Slack's, in milliseconds. */
const CLOCK_SKEW = 600_000;

/**
 * Whether a post carries this key. An earlier release named the workspace in a digest's key as well, and a digest
 * that was refused at first and then asked for has a key of its own.
 */
function isUnder(payload: object | undefined, key: string): boolean {
  const found: unknown = payload && 'key' in payload ? payload.key : null;
  return (
    found === key ||
    (typeof found === 'string' &&
      found.replace(/^digest [TE]\w* (?=\S+ \d)/, 'digest ').replace(/ now$/, '') === key)
  );
}

function unclear(why: string, wait = 0): Look {
  return { kind: 'unclear', why, wait };
}
