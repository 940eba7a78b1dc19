import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, type TestContext, vi } from 'vitest';
import type { Door } from '../standin/door.ts';
import { type Slack, startSlack } from '../standin/start.ts';
import { type Bot, runBot, startBot } from './bot.ts';
import { addressOf, CARRIERS, type Carrier } from './carriers.ts';
import { SMALL_QUESTION, smallBase } from './small-base.ts';

const BOT = 'xoxb-1234-not-a-real-one';
const APP = 'xapp-1-A1-1234-not-a-real-one';
const SECRET = '0123456789abcdef0123456789abcdef';

// Each test has a Slack and a bot of its own, so that they may run side by side.
vi.setConfig({ testTimeout: 60_000, maxConcurrency: 3 });

const base = smallBase();
const DATA_DIR = base.folder;
afterAll(base.dispose);

describe.concurrent('a socket that is lost', () => {
  it('is followed by another, through every fault that passes', async (test) => {
    const { slack, bot } = await openFor(test, 'socket');
    const { socket } = slack;
    const droppedWith = (spec: Parameters<Slack['fault']>[1]) => {
      slack.fault('apps.connections.open', spec);
      return socket.drop();
    };
    const ways = [
      () => socket.disconnect('refresh_requested'),
      () => socket.drop(),
      () => droppedWith({ kind: 'status', status: 500 }),
      () => droppedWith({ kind: 'reset' }),
      () => {
        socket.refuseNext(1);
        return socket.drop();
      },
    ];
    for (const lose of ways) {
      const { id } = lose();
      await slack.waitFor(() => socket.live.some((live) => live.id > id), 10_000, `a socket after ${lose}`);
      expect((await slack.command({ text: 'help' })).reply).toBeDefined();
    }
    expect(socket.live).toHaveLength(1);
    expect(bot.running()).toBe(true);
    slack.assertClean();
  });
});

describe.concurrent('what cannot work ends with exit code 1 and a line that names the variable', () => {
  const bot = { SLACK_BOT_TOKEN: BOT };
  const app = { SLACK_APP_TOKEN: APP };
  const cases: [string, Record<string, string>, RegExp[]][] = [
    ['a bot token alone', bot, [/^SLACK_APP_TOKEN: is missing/]],
    [
      'whatever is malformed, a line each',
      {
        // The tokens have changed places.
        ...{ SLACK_BOT_TOKEN: APP, SLACK_APP_TOKEN: BOT, SLACK_SIGNING_SECRET: `${SECRET} !` },
        ...{ SLACK_MODE: 'pigeon', SLACK_API_URL: 'slack', PORT: '70000' },
        ...{ STALE_AFTER_DAYS: '0', LOG_LEVEL: 'loud' },
      },
      [
        ...[/^SLACK_BOT_TOKEN: expected .* xoxb-/, /^SLACK_APP_TOKEN: expected .* xapp-/],
        ...[/^SLACK_SIGNING_SECRET: expected/, /^SLACK_MODE: expected socket or http/],
        ...[/^SLACK_API_URL: expected/, /^PORT: expected a port number/],
        ...[/^STALE_AFTER_DAYS: expected/, /^LOG_LEVEL: expected/],
      ],
    ],
    [
      'a Slack that is not there',
      { ...bot, ...app, SLACK_API_URL: 'http://127.0.0.1:9/api/' },
      [/^Slack did not answer .*SLACK_API_URL/],
    ],
    [
      'a folder of facts that is missing',
      { DATA_DIR: '/no/such/folder' },
      [/^DATA_DIR: .* one fault/, /^\/no\/such\/folder:1: .*DATA_DIR/],
    ],
  ];

  it.for(cases)('%s', async ([, env, lines]) => {
    expectRefusal(await runBot({ DATA_DIR, ...env }), lines);
  });

  it('a folder of facts with faults: all of them, each with its file and line', async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'door-data-'));
    test.onTestFinished(() => rm(folder, { recursive: true }));
    await cp(DATA_DIR, folder, { recursive: true });
    const change = async (file: string, from: RegExp, to: string) => {
      const before = await readFile(join(folder, file), 'utf8');
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      await writeFile(join(folder, file), after);
    };
    await change('facts/boats.yml', /quote: Two/, 'quote: Two or three');
    await change('desk.yml', /^timezone: .*$/m, 'timezone: Nowhere/Land');
    expectRefusal(await runBot({ DATA_DIR: folder }), [
      /^DATA_DIR: its fact base is refused, with 2 faults:$/,
      /^desk\.yml:\d+: timezone: expected an IANA time zone/,
      /^facts\/boats\.yml:\d+: [\w-]+: the quote does not stand in /,
    ]);
  });
});

describe.concurrent('what Slack refuses ends the bot with one line', () => {
  it('a bot token', async (test) => {
    const slack = await play(test);
    slack.revoke('invalid_auth');
    const ended = await runBot({ DATA_DIR, ...slack.env('socket') });
    expectRefusal(
      ended,
      [/^Slack refused SLACK_BOT_TOKEN \(invalid_auth\); copy the current one from/],
      slack,
    );
  });

  it('an app token', async (test) => {
    const slack = await play(test);
    // The library alone would ask again for ever.
    const error = 'missing_scope';
    slack.fault('apps.connections.open', { kind: 'error', error, times: Number.POSITIVE_INFINITY });
    const ended = await runBot({ DATA_DIR, ...slack.env('socket') });
    expectRefusal(ended, [/^Slack refused SLACK_APP_TOKEN \(missing_scope\); make one at /], slack);
  });

  it('a socket that it does not open', async (test) => {
    const slack = await play(test);
    slack.fault('apps.connections.open', { kind: 'status', times: Number.POSITIVE_INFINITY });
    expectRefusal(
      await runBot({ DATA_DIR, ...slack.env('socket') }),
      [/^Slack opened no socket .*SLACK_APP_TOKEN/],
      slack,
    );
  });

  it('a token that is revoked while the bot runs', async (test) => {
    const slack = await play(test);
    const bot = await start(test, slack.env('socket'));
    slack.revoke();
    slack.socket.drop();
    const { code } = await bot.ended();
    expectRefusal({ ...bot, code }, [/^Slack refused SLACK_APP_TOKEN \(token_revoked\)/], slack);
  });
});

describe.concurrent('an address that cannot be had', () => {
  const takenPort = async ({ onTestFinished }: TestContext) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    return String((server.address() as AddressInfo).port);
  };

  it('is a port that is taken, for the local workspace', async (test) => {
    const port = await takenPort(test);
    expectRefusal(await runBot({ DATA_DIR, PORT: port }), [new RegExp(`^PORT: ${port} is in use; `)]);
  });

  it('is a port that is taken, over HTTP', async (test) => {
    const slack = await play(test);
    const port = await takenPort(test);
    const ended = await runBot({ DATA_DIR, ...slack.env('http'), PORT: port });
    expectRefusal(ended, [new RegExp(`^PORT: ${port} is in use; `)], slack);
  });

  it('is one that this machine does not have', async (test) => {
    const slack = await play(test);
    expectRefusal(await runBot({ DATA_DIR, ...slack.env('http'), HOST: '192.0.2.1' }), [/^HOST: /], slack);
  });
});

describe.concurrent('asked to stop', () => {
  const STOPPED = { code: 0, signal: null };

  it.for(CARRIERS)(
    'over %s it finishes the answer it is at, ends with exit code 0, and nobody is left',
    async ([, carrier], test) => {
      const { slack, bot, door } = await openFor(test, carrier);
      slack.fault('chat.postMessage', { kind: 'ratelimited', retryAfter: 1 });
      const { ts } = await door.mention({ text: SMALL_QUESTION });
      await slack.waitFor(() => slack.calls.some(({ method }) => method === 'chat.postMessage'));
      expect(await bot.stop()).toEqual(STOPPED);
      expect(slack.messages().filter((message) => message.bot_id && message.thread_ts === ts)).toHaveLength(
        1,
      );
      expect(bot.stderr()).toBe('');
      expect(bot.logged().filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
      expect(slack.socket.live).toEqual([]);
      if (carrier === 'http') expect(await isFree(bot.port())).toBe(true);
      slack.assertClean();
    },
  );

  it('by SIGINT, the local workspace ends with exit code 0 and frees its port', async (test) => {
    const bot = await start(test, {});
    const port = Number(/localhost:(\d+)/.exec(bot.stdout())?.[1]);
    expect(await isFree(port)).toBe(false);
    bot.signal('SIGINT');
    expect(await bot.ended()).toEqual(STOPPED);
    expect(await isFree(port)).toBe(true);
  });

  it('while it looks for a new socket, it ends all the same', async (test) => {
    const { slack, bot } = await openFor(test, 'socket');
    slack.fault('apps.connections.open', { kind: 'status', times: Number.POSITIVE_INFINITY });
    slack.socket.drop();
    await slack.waitFor(() => bot.logged('not connected')[0]);
    expect(await bot.stop()).toEqual(STOPPED);
    expect(bot.stderr()).toBe('');
  });

  it('while a new socket has not said hello, it ends all the same', async (test) => {
    const { slack, bot } = await openFor(test, 'socket');
    slack.socket.slowHello = 60_000;
    slack.socket.drop();
    await slack.waitFor(() => slack.socket.all.length === 2);
    expect(await bot.stop()).toEqual(STOPPED);
    expect(bot.stderr()).toBe('');
  });

  it('right after it is ready, on a socket whose other end is gone, it ends all the same', async (test) => {
    const { slack, bot } = await openFor(test, 'socket');
    slack.socket.halfOpen();
    expect(await bot.stop()).toEqual(STOPPED);
  });

  it('while a request is still arriving, it ends all the same', async (test) => {
    const { bot } = await openFor(test, 'http');
    const half = connect(bot.port(), '127.0.0.1');
    test.onTestFinished(() => void half.destroy());
    half.on('error', () => {});
    await new Promise<void>((resolve) => {
      half.write('POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n\r\n{', () => resolve());
    });
    expect(await bot.stop()).toEqual(STOPPED);
  });
});

// --- internal ---

async function play({ onTestFinished }: TestContext): Promise<Slack> {
  const slack = await startSlack();
  onTestFinished(() => slack.close());
  return slack;
}

async function start({ onTestFinished }: TestContext, env: Record<string, string>): Promise<Bot> {
  const bot = await startBot({ DATA_DIR, ...env });
  onTestFinished(async () => {
    if (bot.running()) await bot.stop();
  });
  return bot;
}

async function openFor(test: TestContext, carrier: Carrier): Promise<{ slack: Slack; bot: Bot; door: Door }> {
  const slack = await play(test);
  const bot = await start(test, slack.env(carrier));
  return { slack, bot, door: carrier === 'http' ? slack.http(addressOf(bot)) : slack };
}

/** Exit code 1, and so many lines that say why; no stack trace, and no token. */
function expectRefusal(
  ended: Pick<Bot, 'stderr' | 'written'> & { code: number | null },
  lines: RegExp[],
  slack?: Slack,
): void {
  expect(ended.code).toBe(1);
  const said = ended.stderr().trimEnd().split('\n');
  expect(said, ended.written()).toHaveLength(lines.length);
  for (const [at, line] of lines.entries()) expect(said[at]).toMatch(line);
  expect(ended.written()).not.toMatch(/^\s+at |\.[jt]s:\d/m);
  const secrets = slack ? [slack.botToken, slack.appToken, slack.signingSecret] : [BOT, APP, SECRET];
  for (const secret of secrets) expect(ended.written()).not.toContain(secret);
}

/** Whether nobody listens there. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });
}
