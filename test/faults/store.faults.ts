import { renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import type { EventResult } from '../../src/workspace/platform/deliveries.ts';
import type { Bot } from '../doors/bot.ts';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { setDigests } from '../kill/due.ts';
import { startSmallDisk } from '../kill/sqlite-machine.ts';
import type { Slack } from '../start-slack.ts';
import { startCarrier } from '../state/carrier.ts';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { answersTo, expectAnsweredOnce } from './effects.ts';
import { readHealth } from './read-health.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

/** By hand: STORE_GONE=60, a whole minute. */
const GONE_MS = Number(process.env.STORE_GONE ?? 6) * 1000;
const ANSWER = 'Two boats were lost';

const DATA_DIR = smallBase();
const folder = tempFolder();
const env = (slack: Slack) => ({ ...slack.env(), DATA_DIR, HEALTH_PORT: '0' });

describe(ROWS.store, { timeout: GONE_MS + 150_000 }, () => {
  describe('PostgreSQL', () => {
    const postgres = usePostgres();

    it('stops for a while', async (test) => {
      const DATABASE_URL = await postgres.url('stops');
      await whileGone(test, { DATABASE_URL }, { take: () => postgres.halt(), give: () => postgres.resume() });
    });

    it('falls silent, as a network does', async (test) => {
      const carrier = await startCarrier(postgres.port);
      test.onTestFinished(() => carrier.stop());
      const url = (await postgres.url('silent')).replace(`:${postgres.port}/`, `:${carrier.port}/`);
      await whileGone(test, { DATABASE_URL: url }, { take: carrier.freeze, give: carrier.thaw });
    });
  });

  it('the disk is full', async (test) => {
    const { folder: disk, file } = smallDisk(test);
    const ballast = join(disk, 'ballast');
    await whileGone(
      test,
      { SQLITE_FILE: file },
      {
        async take({ slack, bot }) {
          const { bavail, bsize } = statfsSync(disk);
          try {
            writeFileSync(ballast, Buffer.alloc(bavail * bsize));
          } catch {
            // The store took some of the room meanwhile, so the disk is full all the same.
          }
          // The store uses up its reserve first.
          for (let at = 0; at < 40 && (await readHealth(bot, '/readyz')).status === 200; at++)
            await slack.mention({ text: 'x'.repeat(400), expectAck: false });
        },
        give: () => rmSync(ballast),
      },
    );
  });

  it('the file is moved away', async (test) => {
    const place = tempFolder(test.onTestFinished);
    const [file, away] = [join(place, 'desk.db'), join(place, 'away.db')];
    const move = (from: string, to: string) => {
      for (const end of ['', '-wal']) renameSync(`${from}${end}`, `${to}${end}`);
    };
    await whileGone(
      test,
      { SQLITE_FILE: file },
      {
        take: () => move(file, away),
        async give({ slack, bot }) {
          const failure = () =>
            bot.logged('job failed').find(({ why }) => String(why).includes('desk.db is gone'));
          const line = await slack.waitFor(failure, 30_000, 'a line for the operator');
          expect(line).toMatchObject({ level: 'error' });
          move(away, file);
        },
      },
    );
  });

  describe('the clock jumps', () => {
    const STEPS = [3600, -7200, 86_400, -86_400, 40, -40];

    it('forwards and back while people ask and digests are due', async (test) => {
      const file = join(folder, 'clock.db');
      const shift = join(folder, 'shift');
      writeFileSync(shift, '0');
      const slack = await play(test);
      const posts = await setDigests({ SQLITE_FILE: file }, 2, slack);
      const clock = new URL('./clock.js', import.meta.url).href;
      const bot = await start(test, {
        ...env(slack),
        ...{ SQLITE_FILE: file, CLOCK_SHIFT: shift },
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${clock}`.trim(),
      });
      await slack.waitFor(() => posts().every((count) => count === 1), 20_000, 'the digests');
      const asked: EventResult[] = [];
      for (const seconds of STEPS) {
        writeFileSync(shift, String(seconds * 1000));
        // A pong seems overdue then, and the library opens another socket.
        await pause(2500);
        await slack.socket.connected();
        asked.push(await slack.mention({ text: SMALL_QUESTION, expectAck: false }));
        expect((await slack.command({ text: SMALL_QUESTION })).reply?.text).toContain(ANSWER);
      }
      await slack.socket.retryUnacked();
      writeFileSync(shift, '-600000');
      // Long enough for the next check of what is due.
      await pause(22_000);
      expect(posts()).toEqual([1, 1]);
      expect(asked.map(({ ts }) => answersTo(slack, ts).length)).toEqual(asked.map(() => 1));
      const times = bot.logged('command answered').map(({ time }) => Date.parse(String(time)));
      expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(86_400_000);
      expect((await bot.stop()).code).toBe(0);
      tried(test, STEPS.length + 1);
    });
  });
});

// --- internal ---

interface Running {
  slack: Slack;
  bot: Bot;
}

/** Asks before, while and after the store is gone. */
async function whileGone(
  test: TestContext,
  store: Record<string, string>,
  { take, give }: Record<'take' | 'give', (running: Running) => unknown>,
): Promise<void> {
  const slack = await play(test);
  const bot = await start(test, { ...env(slack), ...store });
  const ask = () => slack.mention({ text: SMALL_QUESTION, expectAck: false });
  const isAnswered = ({ ts }: EventResult) => answersTo(slack, ts).length === 1;
  const mentions = [await ask(), await ask()];
  await slack.waitFor(() => mentions.every(isAnswered), 20_000, 'answers before');
  await take({ slack, bot });
  const asking: Promise<EventResult>[] = [];
  const times: number[] = [];
  const end = performance.now() + GONE_MS;
  while (performance.now() < end) {
    asking.push(ask());
    const { reply, ack } = await slack.command({ text: SMALL_QUESTION });
    expect(reply?.text).toContain(ANSWER);
    times.push(ack?.ms ?? Number.NaN);
    await pause(400);
  }
  const { status, body } = await readHealth(bot, '/readyz');
  expect(status).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ checks: { slack: { ok: true }, store: { ok: false } } });
  expect((await readHealth(bot, '/healthz')).status).toBe(200);
  const during = await Promise.all(asking);
  expect(during.filter(({ ack }) => ack)).toEqual([]);
  await give({ slack, bot });
  expect(bot.running()).toBe(true);
  const back = performance.now();
  await expect.poll(async () => (await readHealth(bot, '/readyz')).status, { timeout: 30_000 }).toBe(200);
  const seconds = ((performance.now() - back) / 1000).toFixed(1);
  mentions.push(...during, await ask());
  await expectAnsweredOnce(slack, mentions, 90_000);
  tried(
    test,
    mentions.length,
    `gone for ${GONE_MS / 1000} s, /haiti acked in ${Math.round(Math.max(...times))} ms at most, ready again after ${seconds} s`,
  );
}

/** A disk twice as large as the store's log may grow; only root can mount one. */
function smallDisk(test: TestContext): ReturnType<typeof startSmallDisk> {
  try {
    return startSmallDisk(test, 8192);
  } catch {
    return test.skip('mounting a small disk takes root');
  }
}
