import type { WebClient } from '@slack/web-api';
import type { Place } from './post-once.ts';
import { retryAfter, slackFault } from './slack-fault.ts';

/** What looking for a post shows. */
export type Look =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  /** `wait`: milliseconds before another look, as Slack asks; 0 when it does not. */
  | { kind: 'unclear'; why: string; wait: number };

/** Every post carries its key, so that it can be found again. */
export function metadataOf(key: string): { event_type: string; event_payload: { key: string } } {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

/**
 * Looks in a channel or thread for a post of this bot with a key.
 * @param wanted.since instant of the sending, by this machine's clock
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
    oldest: String((wanted.since - CLOCKS_APART) / 1000),
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE,
  };
  try {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page++) {
      const part = cursor ? { ...range, cursor } : range;
      const shown = to.thread
        ? await client.conversations.replies({ ...part, ts: to.thread })
        : await client.conversations.history(part);
      if (!Array.isArray(shown.messages)) return unclear('no list of messages');
      const found = (shown.messages as Shown[]).find(
        (message) =>
          (message.user === me.user || message.bot_id === me.bot) &&
          message.metadata?.event_type === EVENT_TYPE &&
          message.metadata.event_payload?.key === key,
      );
      if (found?.ts) return { kind: 'found', ts: found.ts };
      cursor = shown.response_metadata?.next_cursor || undefined;
      if (!cursor) return shown.has_more ? unclear('an incomplete list') : { kind: 'absent' };
    }
    return unclear('too many messages to look through');
  } catch (error) {
    return unclear(slackFault(error), (retryAfter(error) ?? 0) * 1000);
  }
}

// --- internal ---

interface Shown {
  ts?: string;
  user?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: { key?: unknown } };
}

const EVENT_TYPE = 'desk_post';
/** Messages a page, and pages; Slack gives a workspace's own app up to 999 a page. */
const PAGE = 200;
const PAGES = 10;
/** How far this machine's clock and Slack's may be apart, in milliseconds. */
const CLOCKS_APART = 600_000;

function unclear(why: string, wait = 0): Look {
  return { kind: 'unclear', why, wait };
}
