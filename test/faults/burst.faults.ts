import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { CARRIERS, openBoth } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { complaints, median } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

/** Full scale by hand: BURST_SECONDS=60. */
const SECONDS = Number(process.env.BURST_SECONDS ?? 10);
const BURST = 300;
const IN_FLIGHT = 50;
/** How long Slack waits for an acknowledgement, in milliseconds. */
const ACK = 3000;
/** Between two looks at the threads, in milliseconds. */
const LOOK = 100;
const ANSWER = 'Two boats were lost';

const DATA_DIR = smallBase();

const doors = openBoth({ DATA_DIR });

describe(ROWS.burst, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    afterEach(() => open.tidy());

    /** Counts the answers in each thread; rarely called, because the local Slack shares this process. */
    const threads = () => {
      const counts = new Map<string, number>();
      for (const { bot_id, thread_ts } of open.slack.messages())
        if (bot_id && thread_ts) counts.set(thread_ts, (counts.get(thread_ts) ?? 0) + 1);
      return counts;
    };
    /** Commands and mentions in turn. */
    const ask = async (at: number): Promise<Asked> => {
      if (at % 2 === 0) {
        const { ack, reply } = await open.door.command({ text: SMALL_QUESTION });
        return { ms: ack?.ms, ts: null, isTold: reply?.text.includes(ANSWER) === true };
      }
      const { ack, ts } = await open.door.mention({ text: SMALL_QUESTION });
      return { ms: ack?.ms, ts, isTold: false };
    };
    const expectAll = async (test: TestContext, asked: readonly Asked[]) => {
      const mentions = asked.flatMap(({ ts }) => ts ?? []);
      const areAnswered = () => {
        const counts = threads();
        return mentions.every((ts) => counts.has(ts));
      };
      for (let look = 0; look < 600 && !areAnswered(); look++) await pause(LOOK);
      await open.settled();
      const counts = threads();
      const wrong = mentions.filter((ts) => counts.get(ts) !== 1);
      const untold = asked.filter(({ ts, isTold }) => ts === null && !isTold).length;
      expect({ wrong: wrong.length, untold }).toEqual({ wrong: 0, untold: 0 });
      expect(complaints(open.bot)).toEqual([]);
      const times = asked.map(({ ms }) => ms ?? Number.POSITIVE_INFINITY);
      const most = Math.max(...times);
      tried(test, asked.length, `acked in ${Math.round(median(times))} ms, ${Math.round(most)} ms at most`);
      expect(most).toBeLessThan(ACK);
    };

    it('three hundred commands and mentions at once are answered while Slack is slow', {
      timeout: 120_000,
    }, async (test) => {
      open.slack.fault('chat.postMessage', { kind: 'slow', ms: 3500, times: BURST });
      await expectAll(test, await Promise.all(Array.from({ length: BURST }, (_, at) => ask(at))));
    });

    it('fifty requests kept in flight are answered', { timeout: SECONDS * 1000 + 120_000 }, async (test) => {
      const asked: Asked[] = [];
      const end = performance.now() + SECONDS * 1000;
      let counts = threads();
      let next = 0;
      const looking = setInterval(() => {
        counts = threads();
      }, LOOK);
      test.onTestFinished(() => clearInterval(looking));
      const worker = async () => {
        while (performance.now() < end) {
          next += 1;
          const one = await ask(next);
          asked.push(one);
          while (one.ts !== null && !counts.has(one.ts) && performance.now() < end) await pause(20);
        }
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
      await expectAll(test, asked);
    });
  });
});

// --- internal ---

interface Asked {
  ms: number | undefined;
  /** Of a mention; null for a command. */
  ts: string | null;
  /** Whether the ack of a command carried the answer. */
  isTold: boolean;
}
