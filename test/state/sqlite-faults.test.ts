import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createState, openState } from '../../src/state/open.ts';
import { sqliteEngine } from '../../src/state/sqlite.ts';
import { type State, StateError } from '../../src/state/state.ts';
import { tempFolder } from '../temp-folder.ts';
import { expectUnusable, refusalOf } from './contract.ts';
import { writeFirstStore } from './first-store.ts';
import { EVENT, POST, SETTING, TOLD } from './samples.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = tempFolder(onTestFinished);
  file = join(folder, 'desk.db');
});
afterEach(() => chmodSync(folder, 0o700));

/** Until the test ends, or closes it. */
async function open(sqliteFile = file): Promise<State> {
  const state = await openState({ sqliteFile }, { owner: 'test' });
  onTestFinished(() => state.close());
  return state;
}

/** With the database itself, for what the store does not offer. */
async function openTuned() {
  const opened: Database.Database[] = [];
  const state = await createState(
    sqliteEngine(file, (one) => opened.push(one)),
    { owner: 'test' },
  );
  onTestFinished(() => state.close());
  return { state, database: opened[0] as Database.Database };
}

const refusal = (sqliteFile = file) => refusalOf({ sqliteFile });

/** Opens the file in a process of its own. */
async function openElsewhere() {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'opener.ts'), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    result: JSON.parse(line) as { isOpen: boolean; name: string; message: string; ms: number },
    async end(signal?: NodeJS.Signals) {
      if (signal) child.kill(signal);
      else child.stdin.end();
      await gone;
    },
  };
}

describe('the store’s file', () => {
  it('is created with its folder, readable by this user only', async () => {
    await open(join(folder, 'var/deep/desk.db'));
    for (const name of ['var', 'var/deep']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
    for (const name of ['desk.db', 'desk.db-wal']) {
      expect(statSync(join(folder, 'var/deep', name)).mode & 0o777).toBe(0o600);
    }
  });

  it('is made private to this user when it was not, with what a killed process left beside it', async () => {
    const other = await openElsewhere();
    await other.end('SIGKILL');
    for (const name of [file, `${file}-wal`]) chmodSync(name, 0o644);
    await open();
    for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
  });

  it('is a single file again once closed, and can be reopened at once', async () => {
    const state = await open();
    await state.inbox.receive(EVENT);
    await state.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
    const again = await open();
    expect(await again.inbox.receive(EVENT)).toBe(false);
  });

  it('is synced to disk with every write', async () => {
    const { database } = await openTuned();
    const setting = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() as object)[0];
    expect(setting('synchronous')).toBe(2);
    expect(setting('journal_mode')).toBe('wal');
    expect(setting('locking_mode')).toBe('exclusive');
  });

  it('keeps nothing when in memory, and can then be opened twice', async () => {
    const [one, other] = [await open(':memory:'), await open(':memory:')];
    expect(await one.inbox.receive(EVENT)).toBe(true);
    expect(await other.inbox.receive(EVENT)).toBe(true);
    expect(existsSync(':memory:')).toBe(false);
  });
});

describe('a second process on the same file', () => {
  it('is refused within three seconds, and told what to do', async () => {
    const state = await open();
    const other = await openElsewhere();
    await other.end();
    expect(other.result).toMatchObject({
      isOpen: false,
      name: 'StateRefusal',
      message: `SQLITE_FILE: ${file} is in use by another process; stop that one, or set DATABASE_URL to a PostgreSQL database for several at once`,
    });
    expect(other.result.ms).toBeLessThan(3000);
    expect(await state.inbox.receive(EVENT)).toBe(true);
  });

  it.each([
    ['new', async () => {}],
    ['made before', async () => (await open()).close()],
    ['left by a process that was killed', async () => (await openElsewhere()).end('SIGKILL')],
  ])('is refused even to read a file that is %s, before anything else is written', async (_what, prepare) => {
    await prepare();
    const other = await openElsewhere();
    expect(other.result.isOpen).toBe(true);
    const stranger = new Database(file);
    expect(() => stranger.prepare('select * from inbox').all()).toThrow('database is locked');
    expect(() => stranger.exec('create table mine (it integer)')).toThrow('database is locked');
    stranger.close();
    await other.end();
  });

  it.each([undefined, 'SIGKILL'] as const)('can open it once the first has ended (%s)', async (signal) => {
    const other = await openElsewhere();
    await other.end(signal);
    await open();
  });
});

describe('what an earlier process left behind', () => {
  it('is all kept, and taken over at once when the file is reopened', async () => {
    const before = await open();
    await before.inbox.receive(EVENT);
    await before.ledger.claim(POST, 600_000);
    const waiting = await before.ledger.claim({ ...POST, key: 'waiting' }, 600_000);
    if (waiting.kind === 'fresh') await before.ledger.release(waiting.held, 600_000);
    await before.digests.change('o1', SETTING);
    await before.close();
    const after = await open();
    expect(await after.inbox.takeOver(5)).toEqual([{ id: 'Ev1', body: EVENT.body, attempt: 2 }]);
    expect((await after.ledger.claim(POST, 600_000)).kind).toBe('lapsed');
    expect((await after.ledger.claim({ ...POST, key: 'waiting' }, 600_000)).kind).toBe('busy');
    expect(await after.digests.active()).toEqual([SETTING]);
  });
});

describe('a file that cannot be used', () => {
  it('is a folder', async () => {
    mkdirSync(file);
    expect(await refusal()).toBe(
      `SQLITE_FILE: ${file} is a folder; set SQLITE_FILE to a file, like var/haiti-desk.db`,
    );
  });

  it.each([
    ['another kind of file', 'hello, I am no database. '.repeat(100)],
    ['a few bytes', 'hi'],
  ])('is %s', async (_what, text) => {
    writeFileSync(file, text);
    expect(await refusal()).toBe(
      `SQLITE_FILE: ${file} cannot be used (file is not a database); move it away, or set SQLITE_FILE to another`,
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is damaged', async () => {
    await (await open()).close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 100);
    writeFileSync(file, bytes);
    expect(await refusal()).toMatch(/^SQLITE_FILE: .+ cannot be used \(.+\); move it away/);
  });

  it.each([
    [
      'is under a file, where a folder should be',
      () => {
        writeFileSync(join(folder, 'var'), '');
        chmodSync(folder, 0o755);
        return ['var/desk.db'];
      },
    ],
    [
      'is in a folder that is not writable, existing or not',
      () => {
        mkdirSync(join(folder, 'closed'));
        chmodSync(folder, 0o755);
        chmodSync(join(folder, 'closed'), 0o555);
        return ['closed/desk.db', 'closed/var/desk.db'];
      },
    ],
    [
      'is read-only',
      async () => {
        await (await open()).close();
        chmodSync(folder, 0o555);
        chmodSync(file, 0o400);
        return ['desk.db'];
      },
    ],
    [
      'is writable in a folder that is not',
      async () => {
        mkdirSync(join(folder, 'shut'));
        await (await open(join(folder, 'shut/desk.db'))).close();
        chmodSync(join(folder, 'shut/desk.db'), 0o600);
        if (process.geteuid?.() === 0) chownSync(join(folder, 'shut/desk.db'), NOBODY, NOBODY);
        chmodSync(join(folder, 'shut'), 0o555);
        chmodSync(folder, 0o755);
        return ['shut/desk.db'];
      },
    ],
  ])('%s', async (_what, prepare) => {
    const names = await prepare();
    await asNobody(async () => {
      for (const name of names) {
        expect(await refusal(join(folder, name))).toMatch(
          /^SQLITE_FILE: .+ cannot be written \(.+\); let this user write there, or set SQLITE_FILE to a place where it may$/,
        );
      }
    });
  });

  it('may be read by others, and belongs to somebody else', async () => {
    await (await open()).close();
    chmodSync(folder, 0o777);
    chmodSync(file, 0o666);
    await asNobody(async () => {
      expect(await refusal()).toBe(
        `SQLITE_FILE: ${file} can be read by other users; run chmod 600 on it, as its owner, or set SQLITE_FILE to another`,
      );
    });
  });

  it.each(['n', 'folder/'])('has too long a name (%s…)', async (part) => {
    expect(await refusal(join(folder, part.repeat(600)))).toMatch(
      /^SQLITE_FILE: .{199}… is too long a name; set SQLITE_FILE to a shorter one, like var\/haiti-desk\.db$/,
    );
  });

  it('was written by a newer version of this program', async () => {
    await (await open()).close();
    const database = new Database(file);
    database.exec('insert into schema_steps (step) values (99)');
    database.close();
    expect(await refusal()).toMatch(
      /^SQLITE_FILE: was written by a newer version of this program \(schema 99, known here \d+\); run that version, or set SQLITE_FILE to another$/,
    );
  });
});

describe('a change of the schema', () => {
  it('is made completely or not at all', async () => {
    const database = new Database(file);
    database.exec('create table probes (it integer)');
    database.close();
    await expect(open()).rejects.toThrow('already exists');
    const mended = new Database(file);
    expect(mended.prepare('select name from sqlite_schema').all()).toEqual([{ name: 'probes' }]);
    mended.exec('drop table probes');
    mended.close();
    await open();
  });

  it('leaves the checksum of every step, which for a released step never changes', async () => {
    await (await open()).close();
    const database = new Database(file);
    const steps = database.prepare('select step, checksum from schema_steps order by step').raw().all();
    database.close();
    expect(steps.slice(0, RELEASED.length)).toEqual(RELEASED.map((checksum, index) => [index + 1, checksum]));
  });

  it('is refused when a step that the file has was edited', async () => {
    await (await open()).close();
    const database = new Database(file);
    database.exec(`update schema_steps set checksum = 'another' where step = 2`);
    database.close();
    expect(await refusal()).toBe(
      'SQLITE_FILE: was written with another schema step 2 than this program has; run the version that wrote it, or undo the edit of that step',
    );
  });

  it('gives a file from before checksums those of the steps it has', async () => {
    writeFirstStore(file);
    await (await open()).close();
    const database = new Database(file);
    expect(database.prepare('select checksum from schema_steps where step = 1').raw().get()).toEqual([
      RELEASED[0],
    ]);
    database.close();
  });
});

describe('a full disk', () => {
  it('is a StateError that loses nothing, and writing works again once there is room', async () => {
    const { state, database } = await openTuned();
    database.exec('PRAGMA max_page_count = 60');
    const kept: string[] = [];
    const fill = async () => {
      for (let number = 0; number < 1000; number++) {
        const id = `Ev${number}`;
        await state.inbox.receive({ id, message: null, body: 'x'.repeat(2000) });
        kept.push(id);
      }
    };
    await expect(fill()).rejects.toThrow(StateError);
    expect(kept.length).toBeGreaterThan(10);
    await expect(state.digests.change('o1', { ...SETTING, zone: 'x'.repeat(20_000) })).rejects.toThrow(
      'the store cannot be used: database or disk is full',
    );
    expect(await state.digests.get('C1')).toBeNull();
    for (const id of kept) expect(await state.inbox.receive({ id, message: null, body: '' })).toBe(false);
    database.exec('PRAGMA max_page_count = 100000');
    expect((await state.digests.change('o1', SETTING)).isNew).toBe(true);
    await state.probe();
    await state.close();
    const again = await open();
    expect(await again.inbox.takeOver(1000)).toHaveLength(kept.length);
  });
});

describe('a file of the first version', () => {
  it('opens, keeps what it had, and can do what came later', async () => {
    writeFirstStore(file);
    const state = await open();
    expect(await state.memory.toldWhere('funding-voluntary')).toHaveLength(1);
    expect(await state.digests.get('C0NEWSDESK')).toMatchObject({ at: '08:30', isOn: true });
    expect(await state.inbox.takeOver(5)).toMatchObject([{ id: 'Ev2' }]);
    await state.memory.tell({ ...TOLD, id: 'later', thread: '1.1' });
    expect(await state.memory.toldInThread('T1', 'C1', '1.1')).toEqual(['funding-voluntary']);
  });
});

describe('a store that lost its tables', () => {
  it('makes every method a StateError', async () => {
    const { state, database } = await openTuned();
    database.exec('PRAGMA foreign_keys = OFF');
    const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).raw().all();
    for (const [table] of tables as string[][]) database.exec(`drop table ${table}`);
    await expectUnusable(state);
  });
});

describe('a file deleted or replaced while it is open', () => {
  const away = () => {
    for (const name of [file, `${file}-wal`]) renameSync(name, `${name}.away`);
  };
  const back = () => {
    for (const name of [file, `${file}-wal`]) renameSync(`${name}.away`, name);
  };

  it.each([
    ['deleted', away, /^the store cannot be used: .+desk\.db is gone \(ENOENT.*\); restart, or put it back$/],
    ['without its log', () => rmSync(`${file}-wal`), /desk\.db-wal is gone/],
    [
      'put back from a copy',
      () => {
        copyFileSync(file, `${file}.copy`);
        renameSync(`${file}.copy`, file);
      },
      /desk\.db is another file than was opened; restart, or put the old one back$/,
    ],
  ])('%s: nothing more is accepted, so that nothing acknowledged is lost', async (_what, act, says) => {
    const state = await open();
    await state.inbox.receive(EVENT);
    act();
    await expectUnusable(state, says);
  });

  it('is the store again once it is restored', async () => {
    const state = await open();
    away();
    await expect(state.probe()).rejects.toThrow(StateError);
    back();
    await state.probe();
    expect(await state.inbox.receive(EVENT)).toBe(true);
    await state.close();
    const again = await open();
    expect(await again.inbox.receive(EVENT)).toBe(false);
  });
});

// --- internal ---

/** By step. A step that differs from its entry was edited: undo that, and add a step instead. */
const RELEASED = [...['5e27fbbfea16d23f', '7eb079b7ffe773c2', 'c65912d177bf1b0d', '841e0f68a8c47fe2']];

/** Its number on Debian. */
const NOBODY = 65534;

/** Runs a test as somebody else, because root can write everywhere. */
async function asNobody(test: () => Promise<void>): Promise<void> {
  const user = process.geteuid?.();
  if (user === 0) process.seteuid?.('nobody');
  try {
    await test();
  } finally {
    if (user === 0) process.seteuid?.(user);
  }
}
