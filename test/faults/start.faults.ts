import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, type TestContext } from 'vitest';
import { until } from '../../src/workspace/platform/wait.ts';
import { runBot } from '../doors/bot.ts';
import { expectRefusal, play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import type { FaultSpec } from '../slack-faults.ts';
import type { Slack } from '../start-slack.ts';
import { tempFolder } from '../temp-folder.ts';
import { expectAnsweredOnce, postCalls } from './effects.ts';
import { ROWS } from './rows.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const ON_BASE = { DATA_DIR: smallBase() };
const STOPPED = { code: 0, signal: null };
const FOREVER = Number.POSITIVE_INFINITY;

describe.concurrent(ROWS.start, () => {
  const FAULTS: [string, string, FaultSpec][] = [
    ['one 503 on auth.test', 'auth.test', { kind: 'status', status: 503 }],
    ['one 429 on auth.test', 'auth.test', { kind: 'ratelimited', retryAfter: 1 }],
    ['three dropped connections', 'auth.test', { kind: 'reset', times: 3 }],
    ['an internal error of Slack', 'auth.test', { kind: 'error', error: 'internal_error' }],
    ['one 503 when it opens its socket', 'apps.connections.open', { kind: 'status', status: 503 }],
    ['one 429 when it opens its socket', 'apps.connections.open', { kind: 'ratelimited', retryAfter: 1 }],
  ];

  it.for(FAULTS)('%s: it waits, says so in the log, and starts', async ([, method, spec], test) => {
    const slack = await play(test);
    const fault = slack.fault(method, spec);
    const bot = await start(test, { ...slack.env(), ...ON_BASE });
    expect(bot.logged('slack not reached').map(({ call }) => call)).toEqual(
      Array.from({ length: fault.hits }, () => method),
    );
    const mention = await slack.mention({ text: SMALL_QUESTION });
    await expectAnsweredOnce(slack, [mention], 10_000);
  });

  it.for([
    ['auth.test', /^Slack did not answer .*SLACK_API_URL/],
    ['apps.connections.open', /^Slack opened no socket .*SLACK_APP_TOKEN/],
  ] as const)(
    '%s is never answered: after two minutes, it exits with 1 and one line',
    {
      timeout: 180_000,
    },
    async ([method, line], test) => {
      const slack = await play(test);
      slack.fault(method, { kind: 'status', status: 503, times: FOREVER });
      const began = performance.now();
      const ended = await runBot({ ...slack.env(), ...ON_BASE }, 150_000);
      expect(performance.now() - began).toBeGreaterThan(119_000);
      expectRefusal(ended, [line], slack);
      // It waits longer and longer.
      expect(ended.logged('slack not reached').length).toBeLessThan(20);
    },
  );

  const MOMENTS: [string, (slack: Slack, pid: number) => Promise<unknown>][] = [
    [
      'while it loads its code',
      async (slack, pid) => {
        await until(() => handles(pid, SIGHUP), 20_000, 'a handler');
        expect(slack.calls).toEqual([]);
      },
    ],
    [
      'while it waits for Slack',
      async (slack) => {
        slack.fault('auth.test', { kind: 'status', status: 503, times: FOREVER });
        await slack.waitFor(() => slack.calls.filter(({ method }) => method === 'auth.test')[1], 20_000);
      },
    ],
    [
      'while its socket has not said hello',
      async (slack) => {
        slack.socket.slowHello = 60_000;
        await slack.waitFor(() => slack.socket.all[0], 20_000);
      },
    ],
  ];

  describe.each(MOMENTS)('a signal %s', (_when, prepare) => {
    it.for(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s: it exits with 0', async (signal, test) => {
      const slack = await play(test);
      const child = spawnBot(test, slack);
      await prepare(slack, child.pid ?? 0);
      expect(await ended(child, signal)).toEqual(STOPPED);
    });

    it('as process 1 of a container, too', async (test) => {
      const slack = await play(test);
      const child = spawnBot(test, slack, CONTAINER);
      const pid = await until(() => childrenOf(child)[0], 5000, 'process 1');
      await prepare(slack, pid);
      const end = once(child, 'close');
      process.kill(pid, 'SIGTERM');
      expect(await end).toEqual([0, null]);
    });
  });

  it('SIGHUP: a bot at work finishes its answer, and exits with 0', async (test) => {
    const slack = await play(test);
    const bot = await start(test, { ...slack.env(), ...ON_BASE });
    slack.fault('chat.postMessage', { kind: 'ratelimited', retryAfter: 1 });
    const mention = await slack.mention({ text: SMALL_QUESTION });
    await slack.waitFor(() => postCalls(slack) > 0);
    bot.signal('SIGHUP');
    expect(await bot.ended()).toEqual(STOPPED);
    await expectAnsweredOnce(slack, [mention], 1000);
  });

  it('nobody reads its log any more: it goes on answering, and stops as before', async (test) => {
    const slack = await play(test);
    const child = spawnBot(test, slack);
    child.stdout?.destroy();
    child.stderr?.destroy();
    await slack.socket.connected({ ms: 30_000 });
    await askThree(slack);
    expect(await ended(child, 'SIGTERM')).toEqual(STOPPED);
  });

  it('the disk of its log is full: it goes on answering, and logs again once there is room', async (test) => {
    const slack = await play(test);
    const disk = tempFolder(test.onTestFinished);
    const full =
      'mount -t tmpfs -o size=64k log "$0"; head -c 1M /dev/zero >"$0/full"; exec "$@" >"$0/log" 2>&1';
    const child = spawnBot(test, slack, [...UNSHARED, '--mount', 'sh', '-c', full, disk]);
    await slack.socket.connected({ ms: 30_000 });
    await askThree(slack);
    // Only the bot's own processes see the disk.
    const seen = `/proc/${child.pid}/root${disk}`;
    expect(readFileSync(`${seen}/log`, 'utf8')).toBe('');
    rmSync(`${seen}/full`);
    await askThree(slack);
    expect(readFileSync(`${seen}/log`, 'utf8')).toContain('"answered"');
    expect(await ended(child, 'SIGTERM')).toEqual(STOPPED);
  });
});

// --- internal ---

/** Namespaces of its own, for which anybody but root needs one of users, too. */
const UNSHARED = ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];
/** The command after it has process id 1. */
const CONTAINER = [...UNSHARED, '--pid', '--fork', '--kill-child'];

async function askThree(slack: Slack): Promise<void> {
  const mentions = [];
  for (let at = 0; at < 3; at++) mentions.push(await slack.mention({ text: SMALL_QUESTION }));
  await expectAnsweredOnce(slack, mentions, 20_000);
}

/** Starts the bot and waits for nothing. */
function spawnBot({ onTestFinished }: TestContext, slack: Slack, wrapped: string[] = []): ChildProcess {
  const cwd = tempFolder(onTestFinished);
  const tsx = pathToFileURL(createRequire(join(ROOT, 'package.json')).resolve('tsx')).href;
  const [command, ...args] = [...wrapped, process.execPath, '--import', tsx, join(ROOT, 'src/main.ts')];
  const { PATH, NODE_OPTIONS } = process.env;
  const child = spawn(command as string, args, {
    cwd,
    env: { PATH, NODE_OPTIONS, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), ...slack.env(), ...ON_BASE },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals) {
  const end = once(child, 'exit');
  child.kill(signal);
  const [code, by] = await end;
  return { code, signal: by };
}

/** Node has handlers of its own for the others. */
const SIGHUP = 1;

/** Whether a process has a handler for a signal: only the system's table tells before it says anything itself. */
function handles(pid: number, signal: number): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return (BigInt(`0x${caught}`) & (1n << BigInt(signal - 1))) !== 0n;
}

function childrenOf({ pid }: ChildProcess): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
      .split(' ')
      .flatMap((child) => (child.trim() === '' ? [] : [Number(child)])),
  );
}
