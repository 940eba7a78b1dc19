import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/state/open.ts';
import type { State } from '../../src/state/state.ts';
import { tempFolder } from '../temp-folder.ts';
import { EVENT, SETTING } from './samples.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

let folder: string;
let file: string;
let copy: string;
beforeEach(() => {
  folder = tempFolder(onTestFinished);
  file = join(folder, 'desk.db');
  copy = join(folder, 'copy.db');
});

describe('backup', () => {
  it('copies a store that is open and being written to, all of it or as it was at one moment', async () => {
    const state = await open();
    await state.digests.change('o1', SETTING);
    await fill(state, 300);
    let isDone = false;
    let written = 0;
    const writing = (async () => {
      for (; !isDone; written++) await receive(state, `during ${written}`);
    })();
    const result = await backup(copy);
    isDone = true;
    await writing;

    expect(result).toEqual({ code: 0, out: `${file} is backed up in ${copy}\n`, error: '' });
    expect(written).toBeGreaterThan(100);
    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'desk.db', 'desk.db-wal', 'desk.db.sock']);
    const ids = idsIn(copy);
    expect(ids.filter((id) => id.startsWith('before'))).toHaveLength(300);
    // Of what was written meanwhile the first ones, without a hole.
    const during = ids.filter((id) => id.startsWith('during'));
    expect(new Set(during)).toEqual(new Set(during.map((_, number) => `during ${number}`)));
  });

  it('leaves the bot with everything that was written meanwhile', async () => {
    const state = await open();
    const bot = await hold();
    const size = statSync(file).size;
    // More than SQLite would keep in its log by itself.
    const body = 'x'.repeat(20_000);
    for (let number = 0; number < 300; number++)
      await state.inbox.receive({ id: `held ${number}`, message: null, body });
    bot.write('COPIED\n');
    expect(await bot.line()).toBe('KEPT');
    expect(statSync(file).size).toBe(size);
    await state.close();
    expect(idsIn(file)).toHaveLength(300);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('is private, and opens as the store', async () => {
    const state = await open();
    await state.digests.change('o1', SETTING);
    await backup(copy);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const restored = await openState({ sqliteFile: copy }, { owner: 'test' });
    expect(await restored.digests.active()).toEqual([SETTING]);
    await restored.close();
  });

  it.each(['stopped', 'killed'])('copies a store whose bot was %s', async (how) => {
    const state = await open();
    await fill(state, 5);
    await state.close();
    if (how === 'killed') writeFileSync(`${file}.sock`, '');
    expect(await backup(copy)).toMatchObject({ code: 0, error: '' });
    expect(idsIn(copy)).toHaveLength(5);
  });

  it('is cut off when the bot stops, before the file changes', async () => {
    const state = await open();
    const bot = await hold();
    await receive(state, 'held');
    const size = statSync(file).size;
    const stopped = state.close();
    expect(statSync(file).size).toBe(size);
    expect(await bot.line()).toBeUndefined();
    await stopped;
  });

  it('waits for no second one', async () => {
    await open();
    await hold();
    expect(await backup(copy)).toEqual({
      code: 2,
      out: '',
      error: 'Another backup is under way; wait for it to end\n',
    });
    expect(existsSync(copy)).toBe(false);
  });

  it.each([
    ['a file that exists', 'desk.db', /^.+desk\.db: exists already; name a file that does not/],
    ['a folder that does not', 'no/copy.db', /^.+copy\.db: .+no is no folder; make it first\n$/],
    ['a folder that is a file', 'desk.db/copy.db', /^.+copy\.db: cannot be written \(ENOTDIR/],
  ])('refuses %s in one line', async (_what, name, line) => {
    await open();
    const { code, error } = await backup(join(folder, name));
    expect(code).toBe(2);
    expect(error).toMatch(line);
    expect(error.trim()).not.toContain('\n');
    expect(readdirSync(folder).filter((entry) => entry.includes('part'))).toEqual([]);
  });

  it('refuses in one line when there is no store, no file named, or a PostgreSQL database', async () => {
    expect((await backup(copy)).error).toBe(
      `SQLITE_FILE: ${file} does not exist, so there is nothing to back up\n`,
    );
    expect((await backup()).error).toMatch(/^backup takes one file to write; for example: .+\n$/);
    expect((await backup(copy, { DATABASE_URL: 'postgres://desk@127.0.0.1/desk' })).error).toMatch(
      /^backup is for SQLITE_FILE, and DATABASE_URL is set; back that up with pg_dump, or unset it\n$/,
    );
  });

  it('works through a socket that only this user can reach', async () => {
    await open();
    expect(statSync(`${file}.sock`).mode & 0o777).toBe(0o600);
  });

  it('is not offered where the path is too long, and says that the store is in use', async () => {
    const deep = join(folder, 'x'.repeat(100));
    mkdirSync(deep);
    chmodSync(deep, 0o700);
    file = join(deep, 'desk.db');
    await open();
    expect((await backup(copy)).error).toMatch(/^SQLITE_FILE: .+ is in use by another process; /);
  });
});

// --- internal ---

async function open(): Promise<State> {
  const state = await openState({ sqliteFile: file }, { owner: 'test' });
  onTestFinished(() => state.close());
  return state;
}

const receive = (state: State, id: string) => state.inbox.receive({ ...EVENT, id, message: null });

async function fill(state: State, count: number): Promise<void> {
  for (let number = 0; number < count; number++) await receive(state, `before ${number}`);
}

function idsIn(name: string): string[] {
  const database = new Database(name);
  const ids = database.prepare('select id from inbox').raw().all() as string[][];
  database.close();
  return ids.map(([id = '']) => id);
}

async function backup(target?: string, env: Record<string, string> = {}) {
  const args = ['--import', 'tsx', 'src/cli.ts', 'backup', ...(target ? [target] : [])];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, SQLITE_FILE: file, ...env },
  });
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    error += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, error };
}

/** Whoever copies, once the file is held. */
async function hold() {
  const socket = connect(`${file}.sock`);
  onTestFinished(() => void socket.destroy());
  const lines = createInterface(socket)[Symbol.asyncIterator]();
  const line = async () => (await lines.next()).value as string | undefined;
  expect(await line()).toBe('HOLDING');
  return { line, write: (text: string) => socket.write(text) };
}
