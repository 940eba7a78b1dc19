import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { play } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { seeded, startHerd, TIMES } from './herd.ts';
import { useStores } from './stores.ts';

/** Full scale by hand: EVENTS=600. */
const EVENTS = Number(process.env.EVENTS ?? 80);
const SEED = Number(process.env.SEED ?? 11);
const LIMIT_MS = 15 * 60_000;

const DATA_DIR = smallBase();

describe(`${EVENTS} mentions while a process is killed every half second`, { timeout: LIMIT_MS }, () => {
  it.for(useStores('events'))(
    'are each answered once by %s if acknowledged',
    async ([title, processes, store], test) => {
      const slack = await play(test, { visibilityDelay: 150 });
      const random = seeded(SEED);
      const env = { ...slack.env('socket'), ...(await store()), DATA_DIR };
      const herd = startHerd(test, processes, env, random);
      await herd.ready();
      slack.fault('chat.postMessage', { kind: 'slow', ms: 30, times: Number.POSITIVE_INFINITY });
      const acked = new Set<string>();
      let nextDeath = performance.now() + 300;
      const end = performance.now() + LIMIT_MS;
      const sent: Promise<void>[] = [];
      while (sent.length < EVENTS && performance.now() < end) {
        if (slack.socket.live.length > 0) {
          sent.push(
            slack.mention({ text: SMALL_QUESTION, expectAck: false }).then(({ ack, ts }) => {
              if (ack) acked.add(ts);
            }),
          );
        }
        if (performance.now() > nextDeath) {
          herd.kill();
          nextDeath = performance.now() + 200 + random() * 600;
        }
        await pause(20 + random() * 30);
      }
      await Promise.all(sent);
      const unacked = sent.length - acked.size;
      for (let round = 0; round < 40 && slack.socket.unacked().length > 0; round++) {
        if (slack.socket.live.length > 0) await slack.socket.retryUnacked();
        await pause(250);
      }
      const answers = () => slack.messages().filter((message) => message.bot_id && message.thread_ts);
      const answered = () => new Set(answers().map((message) => message.thread_ts));
      // A post whose outcome is unknown is looked for twice, about a minute apart, before it is sent again.
      for (let tries = 0; tries < 1500 && answered().size < sent.length; tries++) await pause(100);
      await pause(2 * TIMES.lease);
      const missing = [...acked].filter((ts) => !answered().has(ts));
      const doubled = answers().length - answered().size;
      console.log(
        `${title}: ${sent.length} mentions, ${herd.deaths} deaths, ${acked.size} acked at once, ${unacked} sent again, ${answered().size} answered, ${missing.length} acked and not answered, ${doubled} answered twice, seed ${SEED}`,
      );
      expect(missing).toEqual([]);
      expect(doubled).toBe(0);
      expect(answered().size).toBe(sent.length);
      expect(herd.deaths).toBeGreaterThan(EVENTS / 60);
    },
  );
});
