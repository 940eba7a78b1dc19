import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Slack } from '../start-slack.ts';
import { tempFolder } from '../temp-folder.ts';
import { runBot } from './bot.ts';
import { expectRefusal, play } from './one-bot.ts';
import { smallBase } from './small-base.ts';

const BOT = 'xoxb-1234-not-a-real-one';
const APP = 'xapp-1-A1-1234-not-a-real-one';
const SECRET = '0123456789abcdef0123456789abcdef';

// Each test has its own Slack and bot, so they can run side by side.
vi.setConfig({ testTimeout: 60_000, maxConcurrency: 3 });

const DATA_DIR = smallBase();

describe.concurrent('the bot exits with code 1 and a line that names the variable', () => {
  const bot = { SLACK_BOT_TOKEN: BOT };
  const cases: [string, Record<string, string>, RegExp[]][] = [
    ['a bot token alone', bot, [/^SLACK_APP_TOKEN: is missing/]],
    [
      'several malformed values, a line each',
      {
        // The tokens are swapped.
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
      'a fact base that is missing',
      { DATA_DIR: '/no/such/folder' },
      [/^The fact base \(DATA_DIR or --data\) has one fault:$/, /^\/no\/such\/folder:1: .*DATA_DIR/],
    ],
  ];

  it.for(cases)('for %s', async ([, env, lines]) => {
    expectRefusal(await runBot({ DATA_DIR, ...env }), lines, null, [BOT, APP, SECRET]);
  });

  it('for a fact base with faults: all of them, each with its file and line', async (test) => {
    const folder = tempFolder(test.onTestFinished);
    await cp(DATA_DIR, folder, { recursive: true });
    const change = async (file: string, from: RegExp, to: string | ((found: string) => string)) => {
      const before = await readFile(join(folder, file), 'utf8');
      const after = before.replace(from, to as string);
      expect(after).not.toBe(before);
      await writeFile(join(folder, file), after);
    };
    await change('facts/boats.yml', /quote: "?Two/, (found) => `${found} or three`);
    await change('desk.yml', /^timezone: .*$/m, 'timezone: Nowhere/Land');
    const lines = [
      /^The fact base \(DATA_DIR or --data\) has 2 faults:$/,
      /^desk\.yml:\d+: timezone: expected an IANA time zone/,
      /^facts\/boats\.yml:\d+: [\w-]+: the quote is not in /,
    ];
    expectRefusal(await runBot({ DATA_DIR: folder }), lines, null);
  });
});

describe.concurrent('the bot exits with one line when Slack refuses', () => {
  const always = Number.POSITIVE_INFINITY;
  const cases: [string, (slack: Slack) => void, RegExp][] = [
    [
      'a bot token',
      (slack) => slack.revoke('invalid_auth'),
      /^Slack refused SLACK_BOT_TOKEN \(invalid_auth\); copy the current one from/,
    ],
    [
      // The library by itself would try for ever.
      'an app token',
      (slack) =>
        slack.fault('apps.connections.open', { kind: 'error', error: 'missing_scope', times: always }),
      /^Slack refused SLACK_APP_TOKEN \(missing_scope\); make one at /,
    ],
  ];

  it.for(cases)('%s', async ([, refuse, line], test) => {
    const slack = await play(test);
    refuse(slack);
    expectRefusal(await runBot({ DATA_DIR, ...slack.env('socket') }), [line], slack);
  });
});

describe.concurrent('the bot exits with one line for', () => {
  it.for(['the local workspace', 'HTTP'])('a port in use, for %s', async (mode, test) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    test.onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const slack = mode === 'HTTP' ? await play(test) : null;
    const ended = await runBot({ DATA_DIR, ...slack?.env('http'), PORT: `${port}` });
    expectRefusal(ended, [new RegExp(`^PORT: ${port} is in use; `)], slack);
  });

  it('an address that this machine does not have', async (test) => {
    const slack = await play(test);
    expectRefusal(await runBot({ DATA_DIR, ...slack.env('http'), HOST: '192.0.2.1' }), [/^HOST: /], slack);
  });
});
