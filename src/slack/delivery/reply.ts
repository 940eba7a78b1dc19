import type { Log } from '../../log.ts';
import { type Message, withLead } from '../render/rich-text.ts';
import type { Place } from './find-post.ts';
import type { History, Recorded } from './history.ts';
import type { Poster } from './post-once.ts';

/** A reply, and what the history keeps of it. */
export interface Reply extends Recorded {
  message: Message;
  /** What became of the question, or which page it is; for the metrics. */
  kind: string;
}

/** The message that is being answered. */
export interface Incoming {
  team: string;
  channel: string;
  ts: string;
  user: string | undefined;
  door: 'mention' | 'direct';
  /** When it arrived, by `performance.now()`. */
  at: number;
}

export type SendReply = (incoming: Incoming, to: Place, reply: Reply) => Promise<void>;

/** What the bot counts; times in milliseconds. */
export interface AnswerMetrics {
  question(kind: string, door: string): void;
  answered(door: string, ms: number): void;
}

/**
 * Posts replies, each once, and records what they told. When Slack refuses one, it goes out another way: without its
 * layout if Slack rejects the layout, privately if Slack does not allow it in the channel.
 */
export function createSendReply(deps: {
  poster: Poster;
  history: History;
  metrics: AnswerMetrics;
  log: Log;
}): SendReply {
  const { poster, history, metrics, log } = deps;
  return async (incoming, to, reply) => {
    const { team, door, user } = incoming;
    const id = `answer ${team} ${incoming.channel} ${incoming.ts}`;
    const attempts = [{ key: id, to, message: reply.message }];
    for (const { key, to: place, message } of attempts) {
      const since = Math.floor(Number(incoming.ts) * 1000);
      const post = { key, kind: 'answer' as const, team, channel: place.channel, date: null, since };
      const end = await poster.settle(post, place, async () => ({ message }));
      if (end.outcome === 'posted') {
        const ms = performance.now() - incoming.at;
        log.info('answered', { kind: reply.kind, ms: Math.round(ms) });
        metrics.question(reply.kind, door);
        metrics.answered(door, ms);
        const { channel, thread = null } = place;
        return history.record({ id, team, channel, ts: end.ts, thread }, reply);
      }
      const why = end.why ?? '';
      if (end.outcome === 'refused' && attempts.length < MOST_ATTEMPTS) {
        if (LAYOUT_CODES.test(why)) {
          attempts.push({ key: `${id} as text`, to: place, message: { text: message.text, blocks: [] } });
        } else if (user !== undefined && place.channel !== user) {
          const line = `Slack did not let me answer where you asked (${why}). Here is the answer:`;
          const message = withLead(line, reply.message);
          attempts.push({ key: `${id} in private`, to: { channel: user }, message });
        }
      }
      log.error('answer not sent', { why });
    }
  };
}

// --- internal ---

/** As it is, without layout, and in private. */
const MOST_ATTEMPTS = 3;

/** Slack's error codes for a message whose blocks it rejects, such as `invalid_blocks` and `msg_too_long`. */
const LAYOUT_CODES = /blocks|too_long|metadata/;
