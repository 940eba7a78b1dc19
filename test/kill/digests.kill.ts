import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { smallBase } from '../doors/small-base.ts';
import { startSlack } from '../start-slack.ts';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { setDigests } from './due.ts';
import { seeded, startHerd } from './herd.ts';

/** Full scale by hand: DIGESTS=200 KILLS=80. */
const DIGESTS = Number(process.env.DIGESTS ?? 30);
const KILLS = Number(process.env.KILLS ?? 10);
const SEED = Number(process.env.SEED ?? 7);
const LIMIT_MS = 15 * 60_000;

/** A post becomes visible after 150 ms here, and settles within 600. */
const VISIBLE_AFTER = 150;
const SLOW = 600;
const TIMES = { lease: 2500, settling: 600, look: 150 };

const DATA_DIR = smallBase();
const folder = tempFolder();
const postgres = usePostgres();

describe(`${DIGESTS} digests and ${KILLS} deaths at any moment`, { timeout: LIMIT_MS }, () => {
  it.each([
    ['three processes on PostgreSQL', 3, async () => ({ DATABASE_URL: await postgres.url('digests') })],
    ['one process on SQLite', 1, async () => ({ SQLITE_FILE: join(folder, 'digests.db') })],
  ])('%s: each is posted once, none is unknown', async (_what, processes, store) => {
    const slack = await startSlack({ channels: channels(), visibilityDelay: VISIBLE_AFTER });
    const env = await store();
    await setDigests(env, channels(), slack);
    const random = seeded(SEED);
    const herd = startHerd(
      processes,
      {
        ...slack.env('socket'),
        ...env,
        DATA_DIR,
        TIMES: JSON.stringify(TIMES),
        LOG_LEVEL: 'info',
      },
      random,
    );
    try {
      const posts = () => channels().map(({ id }) => slack.messages(id).filter((message) => message.bot_id));
      // Slow enough that most of a process's life is spent between sending and knowing.
      slack.fault('chat.postMessage', { kind: 'slow', ms: SLOW, times: Number.POSITIVE_INFINITY });
      const end = performance.now() + LIMIT_MS;
      while (performance.now() < end) {
        const left = posts().filter((one) => one.length === 0).length;
        if (left === 0 && herd.deaths >= KILLS) break;
        if (herd.deaths < KILLS) herd.kill();
        await pause(60 + random() * 400);
      }
      await pause(3 * TIMES.lease);
      const counts = posts().map((one) => one.length);
      const unknown = herd.logged(
        'post unknown: it may or may not stand in the channel, and is not sent again',
      );
      console.log(
        `${_what}: ${herd.deaths} deaths, ${counts.filter((count) => count === 1).length} posted once, ${counts.filter((count) => count > 1).length} doubled, ${counts.filter((count) => count === 0).length} missing, ${unknown.length} unknown, ${herd.logged('post looked for').length} looked for, seed ${SEED}`,
      );
      expect(counts).toEqual(channels().map(() => 1));
      expect(unknown).toEqual([]);
      // Deaths that struck nobody in the act would prove nothing.
      expect(herd.logged('post looked for').length).toBeGreaterThan(KILLS / 4);
      expect(herd.deaths).toBeGreaterThanOrEqual(KILLS);
      expect(herd.complaints()).toBe('');
    } finally {
      await herd.end();
      await slack.close();
    }
  });
});

function channels(): { id: string; name: string }[] {
  return Array.from({ length: DIGESTS }, (_, at) => ({
    id: `C0DIGEST${String(at).padStart(3, '0')}`,
    name: `digest-${at}`,
  }));
}
