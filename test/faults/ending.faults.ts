import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { EventResult } from '../../src/workspace/platform/deliveries.ts';
import { until } from '../../src/workspace/platform/wait.ts';
import { type Bot, startBot } from '../doors/bot.ts';
import { CARRIERS } from '../doors/carriers.ts';
import { isFree, openFor, play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { setDigests } from '../kill/due.ts';
import { seeded, startHerd } from '../kill/herd.ts';
import type { Slack } from '../start-slack.ts';
import { tempFolder } from '../temp-folder.ts';
import { answersTo, complaints, expectAnsweredOnce, postCalls } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

const DATA_DIR = smallBase();
const folder = tempFolder();
const ON_BASE = { DATA_DIR };
const STOPPED = { code: 0, signal: null };
/** Most supervisors kill after half a minute. */
const STOP_MS = 25_000;

/** Mentions sent while the bot is killed; test:kill sends hundreds. */
const MENTIONS = 60;

describe(ROWS.ending, () => {
  describe('asked to stop', () => {
    it.for(CARRIERS)(
      'over %s, it finishes its answer, exits with 0 and leaves nothing open',
      async ([, carrier], test) => {
        const { slack, bot, door } = await openFor(test, carrier, ON_BASE);
        slack.fault('chat.postMessage', { kind: 'ratelimited', retryAfter: 1 });
        const { ts } = await door.mention({ text: SMALL_QUESTION });
        await slack.waitFor(() => postCalls(slack) > 0);
        expect(await bot.stop()).toEqual(STOPPED);
        expect(answersTo(slack, ts)).toHaveLength(1);
        expect(bot.stderr()).toBe('');
        expect(complaints(bot)).toEqual([]);
        expect(slack.socket.live).toEqual([]);
        if (carrier === 'http') expect(await isFree(bot.port())).toBe(true);
        slack.assertClean();
      },
    );

    it('by SIGINT, the local workspace exits with 0 and frees its port', async (test) => {
      const bot = await start(test, ON_BASE);
      // Its first lines may come one by one.
      const address = /localhost:(\d+)\b/;
      await expect.poll(bot.stdout, { timeout: 10_000 }).toMatch(address);
      const port = Number(address.exec(bot.stdout())?.[1]);
      expect(await isFree(port)).toBe(false);
      bot.signal('SIGINT');
      expect(await bot.ended()).toEqual(STOPPED);
      expect(await isFree(port)).toBe(true);
    });

    const MOMENTS: [string, (slack: Slack, bot: Bot) => unknown][] = [
      [
        'it looks for a new socket',
        (slack, bot) => {
          slack.fault('apps.connections.open', { kind: 'status', times: Number.POSITIVE_INFINITY });
          slack.socket.drop();
          return slack.waitFor(() => bot.logged('not connected')[0]);
        },
      ],
      [
        'a new socket has not said hello',
        (slack) => {
          slack.socket.slowHello = 60_000;
          slack.socket.drop();
          return slack.waitFor(() => slack.socket.all.length === 2);
        },
      ],
      ['the other end of its socket is gone, right after it is ready', (slack) => slack.socket.halfOpen()],
    ];

    it.for(MOMENTS)('while %s, it exits with 0', async ([_what, prepare], test) => {
      const { slack, bot } = await openFor(test, 'socket', ON_BASE);
      await prepare(slack, bot);
      expect(await bot.stop()).toEqual(STOPPED);
      expect(bot.stderr()).toBe('');
    });

    it('while a request is still arriving, it exits with 0', async (test) => {
      const { bot } = await openFor(test, 'http', ON_BASE);
      const half = connect(bot.port(), '127.0.0.1');
      test.onTestFinished(() => void half.destroy());
      half.on('error', () => {});
      const head = 'POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n\r\n{';
      await new Promise<void>((resolve) => half.write(head, () => resolve()));
      expect(await bot.stop()).toEqual(STOPPED);
    });
  });

  describe('SIGTERM in the middle of trouble ends it with exit code 0 within 25 s', () => {
    it.for(CARRIERS)('while a post hangs, over %s', async ([, carrier], test) => {
      const { slack, bot, door } = await openFor(test, carrier, ON_BASE);
      slack.fault('chat.postMessage', { kind: 'hang' });
      await door.mention({ text: SMALL_QUESTION });
      await slack.waitFor(() => postCalls(slack) > 0);
      expect((await door.command({ text: SMALL_QUESTION })).reply).toBeDefined();
      bot.signal('SIGTERM');
      expect(await bot.ended(STOP_MS)).toEqual(STOPPED);
      expect(bot.stderr()).toBe('');
    });

    it('while each of sixty digests hangs', async (test) => {
      const file = join(folder, 'digests.db');
      const slack = await play(test);
      await setDigests({ SQLITE_FILE: file }, 60, slack);
      slack.fault('chat.postMessage', { kind: 'hang', times: Number.POSITIVE_INFINITY });
      const bot = await start(test, { ...slack.env(), ...ON_BASE, SQLITE_FILE: file });
      await slack.waitFor(() => postCalls(slack) > 0, 10_000, 'the first digest');
      const begun = postCalls(slack);
      const started = performance.now();
      bot.signal('SIGTERM');
      expect(await bot.ended(STOP_MS)).toEqual(STOPPED);
      // Digests under way are tried, and no others.
      expect(postCalls(slack)).toBeLessThanOrEqual(begun + 8);
      tried(test, 60, `ended after ${Math.round((performance.now() - started) / 1000)} s`);
    });

    it('with fifty mentions open, and the next start answers the rest', async (test) => {
      const file = join(folder, 'fifty.db');
      const slack = await play(test);
      const env = { ...slack.env(), ...ON_BASE, SQLITE_FILE: file };
      const first = await start(test, env);
      slack.fault('chat.postMessage', { kind: 'slow', ms: 300, times: Number.POSITIVE_INFINITY });
      const sent = Array.from({ length: 50 }, () =>
        slack.mention({ text: SMALL_QUESTION, expectAck: false }),
      );
      await slack.waitFor(() => slack.socket.acks.length > 5);
      first.signal('SIGTERM');
      expect(await first.ended(STOP_MS)).toEqual(STOPPED);
      await start(test, env);
      const mentions = await Promise.all(sent);
      await expectAnsweredOnce(slack, mentions, 45_000);
      tried(test, 50);
    });
  });

  it('kill -9 at any moment: each acknowledged mention is answered exactly once', {
    timeout: 150_000,
  }, async (test) => {
    const slack = await play(test);
    const random = seeded(23);
    const env = { ...slack.env(), ...ON_BASE, SQLITE_FILE: join(folder, 'killed.db') };
    const herd = startHerd(test, 1, env, random);
    await herd.ready();
    slack.fault('chat.postMessage', { kind: 'slow', ms: 30, times: Number.POSITIVE_INFINITY });
    const sent: Promise<EventResult>[] = [];
    while (sent.length < MENTIONS || herd.deaths < 4) {
      await slack.socket.connected({ ms: 30_000 });
      for (let at = 0; at < 10; at++) {
        sent.push(slack.mention({ text: SMALL_QUESTION, expectAck: false }));
        await pause(10 + random() * 20);
      }
      herd.kill();
      await until(() => slack.socket.live.length === 0, 5000, 'the end of the killed bot');
    }
    const mentions = await Promise.all(sent);
    await expectAnsweredOnce(slack, mentions, 60_000);
    const acked = mentions.filter(({ ack }) => ack).length;
    tried(
      test,
      herd.deaths,
      `${mentions.length} mentions, ${acked} acked at once, none lost or answered twice`,
    );
  });

  describe('under a supervisor', () => {
    it('a signal sent to npm start ends the bot and all its processes', {
      timeout: 120_000,
    }, async (test) => {
      const slack = await play(test);
      const file = join(folder, 'npm.db');
      const child = spawn('npm', ['start', '--silent'], {
        cwd: ROOT,
        env: {
          ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_OPTIONS: process.env.NODE_OPTIONS },
          ...{ ...slack.env('http'), ...ON_BASE, SQLITE_FILE: file, HOST: '127.0.0.1', PORT: '0' },
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      test.onTestFinished(() => void child.kill('SIGKILL'));
      const port = await readyPort(child);
      const family = descendants(child.pid ?? 0);
      test.onTestFinished(() => {
        for (const pid of family.filter(isAlive)) process.kill(pid, 'SIGKILL');
      });
      expect(family.length).toBeGreaterThan(0);
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      await gone;
      await until(() => family.every((pid) => !isAlive(pid)), 5000, 'all of them to end');
      expect(await isFree(port)).toBe(true);
      // No lock is left: another process opens the same file.
      const next = await start(test, { ...slack.env(), ...ON_BASE, SQLITE_FILE: file });
      expect(await next.stop()).toEqual(STOPPED);
    });

    it('a second process on the same file ends with one line that says why', async (test) => {
      const env = { ...ON_BASE, SQLITE_FILE: join(folder, 'twice.db') };
      const { slack } = await openFor(test, 'socket', env);
      await expect(startBot({ ...slack.env(), ...env })).rejects.toThrow(/is in use by another process/);
    });
  });
});

// --- internal ---

async function readyPort(child: ChildProcess): Promise<number> {
  let said = '';
  for (const output of [child.stdout, child.stderr])
    output?.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
  await until(() => said.includes('"ready"'), 60_000, 'the bot to be ready').catch((error: unknown) => {
    throw new Error(`${String(error)}; it wrote:\n${said}`);
  });
  return Number(/"event":"listening","port":(\d+)/.exec(said)?.[1]);
}

/** Every process that this one has started, directly or not. */
function descendants(pid: number): number[] {
  const pairs = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    pairs.filter(([, of]) => of === parent).flatMap(([one]) => [one, ...below(one)]);
  return below(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
