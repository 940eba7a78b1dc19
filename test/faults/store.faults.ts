import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import type { EventResult } from '../../src/workspace/platform/deliveries.ts';
import type { Bot } from '../doors/bot.ts';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { setDigests } from '../kill/due.ts';
import type { Slack } from '../start-slack.ts';
import { startCarrier } from '../state/carrier.ts';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { readHealth } from './read-health.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

/** By hand: STORE_GONE=60, a whole minute. */
const GONE_MS = Number(process.env.STORE_GONE ?? 6) * 1000;
const ANSWER = 'Two boats were lost';

const DATA_DIR = smallBase();
const folder = tempFolder();
const env = (slack: Slack) => ({ ...slack.env(), DATA_DIR, HEALTH_PORT: '0' });
const answersTo = (slack: Slack, ts: string) =>
  slack.messages().filter((message) => message.bot_id && message.thread_ts === ts).length;

describe(ROWS.store, () => {
  describe('PostgreSQL', () => {
    const postgres = usePostgres();

    it('stops for a while', { timeout: GONE_MS + 150_000 }, async (test) => {
      const slack = await play(test);
      const bot = await start(test, { ...env(slack), DATABASE_URL: await postgres.url('stops') });
      const seen = await whileGone(
        slack,
        bot,
        () => postgres.halt(),
        () => postgres.resume(),
      );
      tried(test, seen.asked, seen.words);
    });

    it('falls silent, as a network does', { timeout: GONE_MS + 150_000 }, async (test) => {
      const carrier = await startCarrier(postgres.port);
      test.onTestFinished(() => carrier.stop());
      const url = (await postgres.url('silent')).replace(`:${postgres.port}/`, `:${carrier.port}/`);
      const slack = await play(test);
      const bot = await start(test, { ...env(slack), DATABASE_URL: url });
      const seen = await whileGone(
        slack,
        bot,
        async () => carrier.freeze(),
        async () => carrier.thaw(),
      );
      tried(test, seen.asked, seen.words);
    });
  });

  it('the disk is full', { timeout: GONE_MS + 150_000 }, async (test) => {
    const disk = smallDisk(test);
    const slack = await play(test);
    const bot = await start(test, { ...env(slack), SQLITE_FILE: join(disk, 'desk.db') });
    const ballast = join(disk, 'ballast');
    const fill = async () => {
      const { bavail, bsize } = statfsSync(disk);
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      } catch {
        // The store took some of it meanwhile: full is full.
      }
      // What the store has in reserve goes first.
      for (let at = 0; at < 40 && (await readHealth(bot, '/readyz')).status === 200; at++)
        await slack.mention({ text: 'x'.repeat(400), expectAck: false });
    };
    const seen = await whileGone(slack, bot, fill, async () => rmSync(ballast));
    tried(test, seen.asked, seen.words);
  });

  it('the file is moved away', { timeout: GONE_MS + 150_000 }, async (test) => {
    const place = mkdtempSync(join(folder, 'moved-'));
    const file = join(place, 'desk.db');
    const slack = await play(test);
    const bot = await start(test, { ...env(slack), SQLITE_FILE: file });
    const move = (from: string, to: string) => {
      for (const end of ['', '-wal']) renameSync(`${from}${end}`, `${to}${end}`);
    };
    const seen = await whileGone(
      slack,
      bot,
      async () => move(file, join(place, 'away.db')),
      async () => {
        const isTold = () =>
          bot.logged('job failed').find(({ why }) => String(why).includes('desk.db is gone'));
        expect(await slack.waitFor(isTold, 30_000, 'a word to the operator')).toMatchObject({
          level: 'error',
        });
        move(join(place, 'away.db'), file);
      },
    );
    tried(test, seen.asked, seen.words);
  });

  describe('a clock that jumps', () => {
    const STEPS = [3600, -7200, 86_400, -86_400, 40, -40];

    it('forwards and back while people ask and digests are due', { timeout: 120_000 }, async (test) => {
      const file = join(folder, 'clock.db');
      const shift = join(folder, 'shift');
      writeFileSync(shift, '0');
      const channels = [{ id: 'C0DIGEST01' }, { id: 'C0DIGEST02' }];
      const slack = await play(test);
      for (const channel of channels) slack.addChannel(channel);
      await setDigests({ SQLITE_FILE: file }, channels, slack);
      const clock = new URL('./clock.js', import.meta.url).href;
      const bot = await start(test, {
        ...env(slack),
        ...{ SQLITE_FILE: file, CLOCK_SHIFT: shift },
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${clock}`.trim(),
      });
      const posts = () => channels.map(({ id }) => slack.messages(id).filter((post) => post.bot_id).length);
      await slack.waitFor(() => posts().every((count) => count === 1), 20_000, 'the digests');
      const asked: EventResult[] = [];
      for (const seconds of STEPS) {
        writeFileSync(shift, String(seconds * 1000));
        // A pong seems overdue then: the library takes another socket.
        await pause(2500);
        await slack.socket.connected();
        asked.push(await slack.mention({ text: SMALL_QUESTION, expectAck: false }));
        expect((await slack.command({ text: SMALL_QUESTION })).reply?.text).toContain(ANSWER);
      }
      await slack.socket.retryUnacked();
      writeFileSync(shift, '-600000');
      // Long enough for the next look at what is due.
      await pause(22_000);
      expect(posts()).toEqual([1, 1]);
      expect(asked.map(({ ts }) => answersTo(slack, ts))).toEqual(asked.map(() => 1));
      const times = bot.logged('command answered').map(({ time }) => Date.parse(String(time)));
      expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(86_400_000);
      expect((await bot.stop()).code).toBe(0);
      tried(test, STEPS.length + 1);
    });
  });
});

// --- internal ---

/** Asks before, while and after the store is gone; Slack sends again what was not acked. */
async function whileGone(
  slack: Slack,
  bot: Bot,
  take: () => Promise<unknown>,
  give: () => Promise<unknown>,
): Promise<{ asked: number; words: string }> {
  const ask = () => slack.mention({ text: SMALL_QUESTION, expectAck: false });
  const mentions = [await ask(), await ask()];
  await slack.waitFor(() => mentions.every(({ ts }) => answersTo(slack, ts) === 1), 20_000, 'answers before');
  await take();
  const asking: Promise<EventResult>[] = [];
  const slowest: number[] = [];
  const end = performance.now() + GONE_MS;
  while (performance.now() < end) {
    asking.push(ask());
    const { reply, ack } = await slack.command({ text: SMALL_QUESTION });
    expect(reply?.text).toContain(ANSWER);
    slowest.push(ack?.ms ?? Number.NaN);
    await pause(400);
  }
  const { status, body } = await readHealth(bot, '/readyz');
  expect(status).toBe(503);
  expect(JSON.parse(body)).toMatchObject({ checks: { slack: { ok: true }, store: { ok: false } } });
  expect((await readHealth(bot, '/healthz')).status).toBe(200);
  const during = await Promise.all(asking);
  // What is not written down is not acked.
  expect(during.filter(({ ack }) => ack)).toEqual([]);
  await give();
  expect(bot.running()).toBe(true);
  const back = performance.now();
  await expect.poll(async () => (await readHealth(bot, '/readyz')).status, { timeout: 30_000 }).toBe(200);
  const seconds = ((performance.now() - back) / 1000).toFixed(1);
  mentions.push(...during, await ask());
  for (let round = 0; round < 10 && slack.socket.unacked().length > 0; round++)
    await slack.socket.retryUnacked();
  const counts = () => mentions.map(({ ts }) => answersTo(slack, ts));
  await slack.waitFor(() => counts().every((count) => count > 0), 90_000, 'all answers').catch(() => {});
  expect(counts()).toEqual(mentions.map(() => 1));
  slack.violations.length = 0;
  return {
    asked: mentions.length,
    words: `gone for ${GONE_MS / 1000} s, /haiti acked in ${Math.round(Math.max(...slowest))} ms at most, ready again after ${seconds} s`,
  };
}

/** A disk of eight megabytes, twice what the store's log may grow to; only root may make one. */
function smallDisk(test: TestContext): string {
  const disk = mkdtempSync(join(tmpdir(), 'small-disk-'));
  mkdirSync(disk, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'pipe' });
  } catch {
    rmSync(disk, { recursive: true, force: true });
    test.skip('a small disk takes the rights of root');
  }
  test.onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });
  return disk;
}
