import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { play } from '../doors/one-bot.ts';
import { smallBase } from '../doors/small-base.ts';
import { setDigests } from './due.ts';
import { seeded, startHerd, TIMES } from './herd.ts';
import { useStores } from './stores.ts';

/** Full scale by hand: DIGESTS=200 KILLS=80. */
const DIGESTS = Number(process.env.DIGESTS ?? 30);
const KILLS = Number(process.env.KILLS ?? 10);
const SEED = Number(process.env.SEED ?? 7);
const LIMIT_MS = 15 * 60_000;

const DATA_DIR = smallBase();

describe(`${DIGESTS} digests while processes are killed ${KILLS} times`, { timeout: LIMIT_MS }, () => {
  it.for(useStores('digests'))(
    'are each posted once by %s, and none stays unknown',
    async ([title, processes, store], test) => {
      const slack = await play(test, { visibilityDelay: 150 });
      const env = await store();
      const posted = await setDigests(env, DIGESTS, slack);
      const random = seeded(SEED);
      const herd = startHerd(test, processes, { ...slack.env('socket'), ...env, DATA_DIR }, random);
      // So slow that most deaths strike between sending and the answer.
      slack.fault('chat.postMessage', { kind: 'slow', ms: 600, times: Number.POSITIVE_INFINITY });
      const end = performance.now() + LIMIT_MS;
      while (performance.now() < end) {
        if (!posted().includes(0) && herd.deaths >= KILLS) break;
        if (herd.deaths < KILLS) herd.kill();
        await pause(60 + random() * 400);
      }
      await pause(3 * TIMES.lease);
      const counts = posted();
      const unknown = herd.logged(
        'post unknown: it may or may not stand in the channel, and is not sent again',
      );
      const lookedFor = herd.logged('post looked for').length;
      const once = counts.filter((count) => count === 1).length;
      const doubled = counts.filter((count) => count > 1).length;
      console.log(
        `${title}: ${herd.deaths} deaths, ${once} posted once, ${doubled} doubled, ${counts.length - once - doubled} missing, ${unknown.length} unknown, ${lookedFor} looked for, seed ${SEED}`,
      );
      expect(counts).toEqual(counts.map(() => 1));
      expect(unknown).toEqual([]);
      // Deaths that strike nobody in the act would prove nothing.
      expect(lookedFor).toBeGreaterThan(KILLS / 4);
      expect(herd.deaths).toBeGreaterThanOrEqual(KILLS);
      expect(herd.complaints()).toBe('');
    },
  );
});
