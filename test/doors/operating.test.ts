import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { expect, it, type TestContext, vi } from 'vitest';
import { writeFirstStore } from '../state/first-store.ts';
import { tempFolder } from '../temp-folder.ts';
import { type Bot, startBot } from './bot.ts';
import { play } from './one-bot.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const GUIDE = readFileSync(join(ROOT, 'docs/operating/backup.md'), 'utf8');

vi.setConfig({ testTimeout: 120_000 });

it('a store is backed up and restored, step by step as documented', async (test) => {
  const { folder, store, follow, bot } = await installed(test);
  await bot.start();
  await follow('Back up');
  expect(statSync(join(folder, 'var/backup.db')).mode & 0o777).toBe(0o600);

  await bot.stop();
  change(store, 'delete from digests; delete from told_facts');
  await bot.start();
  await follow('Restore');
  await bot.stop();
  expect(read(store, 'select time from digests')).toEqual([['08:30']]);
  expect(read(store, 'select fact from told_facts')).toEqual([['funding-voluntary']]);
  expect(existsSync(join(folder, 'var/aside/haiti-desk.db'))).toBe(true);
});

it('a store of the first version is upgraded, step by step as documented', async (test) => {
  const { folder, store, follow, release, bot } = await installed(test);
  release('data/NEWS.md');
  await follow('Upgrade');
  await bot.stop();
  expect(existsSync(join(folder, 'data/NEWS.md'))).toBe(true);
  expect(read(store, 'select time from digests')).toEqual([['08:30']]);
  expect(read(join(folder, 'var/before-upgrade.db'), 'select * from schema_steps')).toEqual([[1]]);
  expect(read(store, 'select max(step) > 1, count(*) = max(step) from schema_steps')).toEqual([[1, 1]]);
});

// --- internal ---

/** The bot checked out in a folder of its own, with a full store of the first version. */
async function installed(test: TestContext) {
  const [origin, folder] = [tempFolder(test.onTestFinished), join(tempFolder(test.onTestFinished), 'bot')];
  const listed = run(
    ROOT,
    'git',
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    'src',
    'data',
    '.',
  );
  for (const name of listed.split('\n').filter((path) => /^(src|data)\/|^[\w.-]+$/.test(path))) {
    mkdirSync(dirname(join(origin, name)), { recursive: true });
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(origin, name));
  }
  run(origin, 'git', 'init', '-q');
  commit(origin);
  run(dirname(folder), 'git', 'clone', '-q', origin, folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'var'));
  const store = join(folder, 'var/haiti-desk.db');
  writeFirstStore(store);

  const slack = await play(test);
  let running: Bot | null = null;
  const bot = {
    async start() {
      running = await startBot(
        { ...slack.env(), RETENTION_DAYS: '36500', SQLITE_FILE: store, DATA_DIR: join(folder, 'data') },
        undefined,
        folder,
      );
    },
    async stop() {
      if (running) expect(await running.stop()).toEqual({ code: 0, signal: null });
      running = null;
    },
  };
  test.onTestFinished(() => bot.stop());
  return {
    ...{ folder, store, bot },
    /** A newer version to upgrade to, with another file. */
    release(name: string) {
      writeFileSync(join(origin, name), 'new\n');
      commit(origin);
    },
    async follow(part: string) {
      for (const { says, commands } of stepsOf(part)) {
        if (commands !== null) run(folder, 'bash', '-euo', 'pipefail', '-c', commands);
        else if (says.startsWith('Stop the bot.')) await bot.stop();
        else if (says.startsWith('Start the bot.')) await bot.start();
        else throw new Error(`no test can do this: ${says}`);
      }
    },
  };
}

/** The numbered steps of a part of the guide. */
function stepsOf(part: string): { says: string; commands: string | null }[] {
  const text = GUIDE.split('\n## ').find((section) => section.startsWith(`${part}\n`)) ?? '';
  const steps = text.split(/^\d+\. /m).slice(1);
  if (steps.length === 0) throw new Error(`docs/operating/backup.md has no steps under ${part}`);
  return steps.map((step) => ({ says: step, commands: /```sh\n([\s\S]*?)```/.exec(step)?.[1] ?? null }));
}

/** npm only says what it would install: the network is off, and the packages are those of this checkout. */
function run(cwd: string, command: string, ...args: string[]): string {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    npm_config_dry_run: 'true',
    npm_config_offline: 'true',
  };
  return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function commit(folder: string): void {
  run(folder, 'git', 'add', '-Af');
  run(
    folder,
    'git',
    '-c',
    'user.name=desk',
    '-c',
    'user.email=desk@example.org',
    'commit',
    '-qm',
    'a version',
  );
}

function change(store: string, statements: string): void {
  const database = new Database(store);
  database.exec(statements);
  database.close();
}

function read(store: string, query: string): unknown[] {
  const database = new Database(store);
  const rows = database.prepare(query).raw().all();
  database.close();
  return rows;
}
