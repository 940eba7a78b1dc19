import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type Database from 'libsql';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createState } from '../../src/state/open.ts';
import { postgresEngine } from '../../src/state/postgres.ts';
import { sqliteEngine } from '../../src/state/sqlite.ts';
import { usePostgres } from '../state/postgres.ts';
import { EVENT } from '../state/samples.ts';
import { tempFolder } from '../temp-folder.ts';

/** Rows in all, a fifth of them in each table. */
const ROWS = 200_000;
/** Milliseconds for which deleting may hold the event loop. */
const LONGEST_HOLD = 50;

const postgres = usePostgres();

describe.each([
  ['a SQLite file', openSqlite],
  ['PostgreSQL', openPostgres],
] as const)('200,000 old rows in %s', (_name, open) => {
  it('are deleted without holding the event loop, while events come in', { timeout: 120_000 }, async () => {
    const { state, query } = await open();
    for (const statement of FILL) await query(statement);

    const stopping = new AbortController();
    const cutShort = state.forget(OLD + 1, stopping.signal);
    stopping.abort();
    await cutShort;
    expect(await countOld(query)).toBeGreaterThan(ROWS - 1000);

    let isDone = false;
    const forget = async () => {
      await state.forget(OLD + 1);
      isDone = true;
    };
    const receive = async () => {
      let count = 0;
      for (; !isDone; count++) await state.inbox.receive({ ...EVENT, id: `new ${count}`, message: null });
      return count;
    };
    const [, received, longest] = await Promise.all([forget(), receive(), longestHold(() => isDone)]);
    expect(await countOld(query)).toBe(0);
    expect(await count(query, 'inbox')).toBe(received);
    expect(received).toBeGreaterThan(20);
    expect(longest).toBeLessThan(LONGEST_HOLD);
  });
});

// --- internal ---

const OLD = 1000;
const TABLES = ['inbox', 'ledger', 'told', 'misses', 'orders'];
const numbers = `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${ROWS / 5})`;
const FILL = [
  `${numbers} insert into inbox select 'Ev' || n, null, null, 'test', 0, 1, ${OLD}, ${OLD} from numbers`,
  `${numbers} insert into ledger (key, kind, team, channel, state, owner, fence, attempt, given, until, empty, inconclusive, at)
    select 'answer ' || n, 'answer', 'T1', 'C1', 'posted', 'test', 1, 1, 0, 0, 0, 0, ${OLD} from numbers`,
  `${numbers} insert into told (id, team, channel, base, at) select 'told ' || n, 'T1', 'C1', 'v1', ${OLD} from numbers`,
  `insert into told_facts select id, 'funding-voluntary' from told`,
  `${numbers} insert into misses select 'miss ' || n, 'T1 C1', 'Who won?', 'who won', ${OLD} from numbers`,
  `${numbers} insert into orders select 'order ' || n, ${OLD} from numbers`,
];

/** Milliseconds between two looks at the event loop. */
const TURN = 2;

/** How late the event loop came round at most, in milliseconds, without the time that it waited for a processor. */
async function longestHold(isDone: () => boolean): Promise<number> {
  let longest = 0;
  for (let last = held(); !isDone(); last = held()) {
    await pause(TURN);
    longest = Math.max(longest, held() - last - TURN);
  }
  return longest;
}

/** On Linux the second number is how long this thread was ready to run while others ran, in nanoseconds. */
function held(): number {
  const [, waited = 0] = existsSync(SCHEDSTAT) ? readFileSync(SCHEDSTAT, 'utf8').split(' ').map(Number) : [];
  return performance.now() - waited / 1e6;
}

const SCHEDSTAT = '/proc/thread-self/schedstat';

type Query = (text: string) => Promise<Record<string, unknown>[]>;

async function count(query: Query, table: string): Promise<number> {
  const [row] = await query(`select count(*) as count from ${table}`);
  return Number(row?.count);
}

async function countOld(query: Query): Promise<number> {
  let sum = 0;
  for (const table of TABLES) sum += await count(query, `${table} where at <= ${OLD}`);
  return sum;
}

async function openSqlite() {
  const opened: Database.Database[] = [];
  const file = join(tempFolder(onTestFinished), 'desk.db');
  const state = await createState(
    sqliteEngine(file, (one) => opened.push(one)),
    { owner: 'test' },
  );
  onTestFinished(() => state.close());
  const query: Query = async (text) => {
    const statement = opened[0]!.prepare(text);
    if (statement.reader) return statement.all() as Record<string, unknown>[];
    statement.run();
    return [];
  };
  return { state, query };
}

async function openPostgres() {
  const databaseUrl = await postgres.url('retention');
  const state = await createState(postgresEngine(databaseUrl), { owner: 'test' });
  onTestFinished(() => state.close());
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query(`truncate ${TABLES.join(', ')}, told_facts`);
  const query: Query = async (text) => (await client.query(text)).rows;
  return { state, query };
}
