import type { Reply } from '../listeners/answer-request.ts';
import type { Bot } from '../listeners/bot.ts';
import { escapeText } from '../render/escape.ts';
import { plain, richText, section } from '../render/rich-text.ts';
import type { Place } from './post-once.ts';

/** The message that is answered. */
export interface Heard {
  team: string;
  channel: string;
  ts: string;
  user: string | undefined;
  door: 'mention' | 'direct';
  /** When it came in, by `performance.now()`. */
  at: number;
}

/**
 * Posts an answer once, and remembers what it told. What Slack refuses is told another way: without layout when it
 * will not have the layout, to the person alone when it will not have it in the channel.
 */
export async function say(heard: Heard, to: Place, reply: Reply, bot: Bot): Promise<void> {
  const id = `answer ${heard.team} ${heard.channel} ${heard.ts}`;
  const attempts = [{ key: id, to, message: reply.message }];
  for (const { key, to: place, message } of attempts) {
    const post = { key, kind: 'answer' as const, team: heard.team, channel: place.channel, date: null };
    const end = await bot.poster.settle(post, place, async () => ({ message }));
    if (end.outcome === 'posted') {
      const ms = performance.now() - heard.at;
      bot.log.info('answered', { kind: reply.kind, ms: Math.round(ms) });
      bot.metrics.question(reply.kind, heard.door);
      bot.metrics.answered(heard.door, ms);
      await bot.remember.now({ id, team: heard.team, channel: place.channel, ts: end.ts }, reply);
      return;
    }
    const why = end.why ?? '';
    if (end.outcome === 'refused' && attempts.length < MOST) {
      if (LAYOUT.test(why)) {
        attempts.push({ key: `${id} as text`, to: place, message: withoutLayout(message.text) });
      } else if (heard.user !== undefined && place.channel !== heard.user) {
        const message = inPrivate(reply, why);
        attempts.push({ key: `${id} in private`, to: { channel: heard.user }, message });
      }
    }
    bot.log.error('answer not sent', { why });
  }
}

// --- internal ---

/** The answer itself, without layout, in private. */
const MOST = 3;

/** Slack's codes for a message whose blocks it will not have. */
const LAYOUT = /blocks|too_long|metadata/;

function withoutLayout(text: string): Reply['message'] {
  return { text, blocks: [] };
}

function inPrivate({ message }: Reply, why: string): Reply['message'] {
  const line = `Slack did not let me answer where you asked (${why}). Here is the answer:`;
  return {
    text: `${escapeText(line)} ${message.text}`,
    blocks: [richText(section([plain(line)])), ...message.blocks],
  };
}
