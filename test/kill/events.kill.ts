import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { startSlack } from '../start-slack.ts';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { seeded, startHerd } from './herd.ts';

/** Full scale by hand: EVENTS=600. */
const EVENTS = Number(process.env.EVENTS ?? 80);
const SEED = Number(process.env.SEED ?? 11);
const LIMIT_MS = 15 * 60_000;
const TIMES = { lease: 2500, settling: 600, look: 150 };

const DATA_DIR = smallBase();
const folder = tempFolder();
const postgres = usePostgres();

describe(`${EVENTS} mentions and a death every half second or so`, { timeout: LIMIT_MS }, () => {
  it.each([
    ['one process on SQLite', 1, async () => ({ SQLITE_FILE: join(folder, 'events.db') })],
    ['three processes on PostgreSQL', 3, async () => ({ DATABASE_URL: await postgres.url('events') })],
  ])('%s: every one that was acknowledged is answered, none twice', async (what, processes, store) => {
    const slack = await startSlack({ visibilityDelay: 150 });
    const random = seeded(SEED);
    const env = { ...slack.env('socket'), ...(await store()), DATA_DIR };
    const herd = startHerd(processes, { ...env, TIMES: JSON.stringify(TIMES), LOG_LEVEL: 'info' }, random);
    try {
      await herd.ready();
      slack.fault('chat.postMessage', { kind: 'slow', ms: 30, times: Number.POSITIVE_INFINITY });
      const acked = new Set<string>();
      let sent = 0;
      let nextDeath = performance.now() + 300;
      const end = performance.now() + LIMIT_MS;
      const pending: Promise<void>[] = [];
      while (sent < EVENTS && performance.now() < end) {
        if (slack.socket.live.length > 0) {
          sent += 1;
          pending.push(
            slack.mention({ text: SMALL_QUESTION, expectAck: false }).then((result) => {
              if (result.ack) acked.add(result.ts);
            }),
          );
        }
        if (performance.now() > nextDeath) {
          herd.kill();
          nextDeath = performance.now() + 200 + random() * 600;
        }
        await pause(20 + random() * 30);
      }
      await Promise.all(pending);
      const unacked = sent - acked.size;
      // Slack sends again what was not acked.
      for (let round = 0; round < 40 && slack.socket.unacked().length > 0; round++) {
        if (slack.socket.live.length > 0) await slack.socket.retryUnacked();
        await pause(250);
      }
      const answers = () => slack.messages().filter((message) => message.bot_id && message.thread_ts);
      const answered = () => new Set(answers().map((message) => message.thread_ts));
      // Those sent again too: a post of which nobody knows whether Slack took it is looked for twice, about a minute apart.
      for (let tries = 0; tries < 1500 && answered().size < sent; tries++) await pause(100);
      await pause(2 * TIMES.lease);
      const missing = [...acked].filter((ts) => !answered().has(ts));
      const doubled = answers().length - answered().size;
      console.log(
        `${what}: ${sent} mentions, ${herd.deaths} deaths, ${acked.size} acked at once, ${unacked} sent again, ${answered().size} answered, ${missing.length} acked and not answered, ${doubled} answered twice, seed ${SEED}`,
      );
      expect(missing).toEqual([]);
      expect(doubled).toBe(0);
      expect(answered().size).toBe(sent);
      expect(herd.deaths).toBeGreaterThan(EVENTS / 60);
    } finally {
      await herd.end();
      await slack.close();
    }
  });
});
