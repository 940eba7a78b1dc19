import { describe, expect, it } from 'vitest';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import type { Slack } from '../start-slack.ts';
import { answersTo, expectAnsweredOnce, postCalls } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const ON_BASE = { DATA_DIR: smallBase() };
const MENTIONS = 30;
const SIDE = { id: 'C0SIDE0000', name: 'side' };

describe(ROWS.queues, () => {
  it('thirty mentions at once: as many calls as posts, in their order, and another channel does not wait', {
    timeout: 120_000,
  }, async (test) => {
    const slack = await play(test, { channels: [{ id: 'C0NEWSDESK', name: 'newsdesk' }, SIDE] });
    onePostASecond(slack, 'C0NEWSDESK');
    await start(test, { ...slack.env(), ...ON_BASE });
    const mentions = await Promise.all(
      Array.from({ length: MENTIONS }, () => slack.mention({ text: SMALL_QUESTION })),
    );
    await slack.waitFor(() => postCalls(slack) > 1);
    const asked = performance.now();
    const { ts } = await slack.mention({ text: SMALL_QUESTION, channel: SIDE.id });
    await slack.waitFor(() => slack.messages(SIDE.id).some((one) => one.bot_id && one.thread_ts === ts));
    expect(performance.now() - asked).toBeLessThan(2000);
    await expectAnsweredOnce(slack, mentions, 60_000);
    const calls = postCalls(slack) - 1;
    // The first refusal is how the bot learns of the limit.
    expect(calls).toBeLessThanOrEqual(MENTIONS + 2);
    const answered = mentions.map((mention) => Number(answersTo(slack, mention.ts)[0]?.ts));
    expect(answered.toSorted((a, b) => a - b)).toEqual(answered);
    tried(test, MENTIONS, `${calls} calls for ${MENTIONS} posts`);
  });
});

// --- internal ---

/** Refuses a post in the channel that comes within a second of the last one. */
function onePostASecond(slack: Slack, channel: string): void {
  let last = Number.NEGATIVE_INFINITY;
  slack.fault('chat.postMessage', {
    kind: 'ratelimited',
    times: Number.POSITIVE_INFINITY,
    when(args) {
      if (args.channel !== channel) return false;
      const isTooSoon = performance.now() - last < 1000;
      if (!isTooSoon) last = performance.now();
      return isTooSoon;
    },
  });
}
