import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import { TIMINGS, type Timings } from '../../src/slack/delivery/post-once.ts';
import { openState } from '../../src/state/open.ts';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { DIGEST, posterOn } from '../kill/poster.ts';
import type { Slack } from '../start-slack.ts';
import { tempFolder } from '../temp-folder.ts';
import { postCalls } from './effects.ts';
import { ROWS } from './rows.ts';

const MINUTE = 60_000;
const MONTH_SECONDS = 31 * 24 * 3600;
const POST = { ...DIGEST, key: 'digest C0NEWSDESK 2026-11-21' };
const TO = { channel: DIGEST.channel };
const message = { text: 'The digest', blocks: [] };

describe(ROWS.clocks, () => {
  it('a machine suspended between the right to send and sending: the post that another made meanwhile stays the only one', async (test) => {
    const { slack, clock, poster } = await open(test, { settling: 200 });
    const own = poster(() => new Date(Date.now() + clock.shift));
    const other = poster();
    const suspended = await own.step(POST, TO, async () => {
      clock.shift = 2 * MINUTE;
      await other.settle(POST, TO, async () => ({ message }));
      return { message };
    });
    expect(suspended).toMatchObject({ kind: 'later' });
    expect(await own.settle(POST, TO, async () => ({ message }))).toMatchObject({ outcome: 'posted' });
    expect(standing(slack)).toBe(1);
  });

  it('the store’s clock is put forward while a post is being sent: nobody else sends it', async (test) => {
    const { slack, clock, poster } = await open(test, { lease: 8000, settling: 3000 });
    const slow = poster().settle(POST, TO, async () => {
      clock.shift = 60 * MINUTE;
      await pause(1000);
      return { message };
    });
    await pause(200);
    const other = poster().settle(POST, TO, async () => ({ message }));
    expect((await other).outcome).toBe('posted');
    expect((await slow).outcome).toBe('posted');
    expect(standing(slack)).toBe(1);
  });

  it('a Retry-After of a month: the bot waits without being busy, and without calling', async (test) => {
    const slack = await play(test);
    const bot = await start(test, { ...slack.env(), DATA_DIR: smallBase() });
    slack.fault('chat.postMessage', {
      ...{ kind: 'ratelimited', retryAfter: MONTH_SECONDS, times: Number.POSITIVE_INFINITY },
    });
    await slack.mention({ text: SMALL_QUESTION });
    await slack.waitFor(() => postCalls(slack) > 0);
    await pause(500);
    const before = cpuSeconds(bot.pid);
    await pause(3000);
    expect(cpuSeconds(bot.pid) - before).toBeLessThan(1);
    expect(postCalls(slack)).toBe(1);
    expect(bot.stderr()).toBe('');
    expect(bot.logged('post put off')).toHaveLength(1);
  });
});

// --- internal ---

/** Posters of several processes on one store, whose clock can be moved. */
async function open(test: TestContext, timings: Partial<Timings>) {
  const clock = { shift: 0 };
  const slack = await play(test);
  const sqliteFile = join(tempFolder(test.onTestFinished), 'clocks.db');
  const state = await openState({ sqliteFile }, { owner: 'one', shift: () => clock.shift });
  test.onTestFinished(() => state.close());
  const poster = (now?: () => Date) =>
    posterOn(state, slack, { ...TIMINGS, look: 100, tries: 6, ...timings }, undefined, now);
  return { slack, clock, poster };
}

function standing(slack: Slack): number {
  return slack.messages(DIGEST.channel).filter((one) => one.bot_id).length;
}

/** Processor time a process has used, from the system's table (proc(5), fields 14 and 15, in hundredths). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
