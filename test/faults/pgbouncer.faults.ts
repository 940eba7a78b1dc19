import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { StateError } from '../../src/state/state.ts';
import { contract, type OpenFresh } from '../state/contract.ts';
import { freePort, usePostgres } from '../state/postgres.ts';
import { EVENT } from '../state/samples.ts';
import { tempFolder } from '../temp-folder.ts';
import { ROWS } from './rows.ts';

const GUIDE = readFileSync(new URL('../../docs/operating/postgres.md', import.meta.url), 'utf8');
const PGBOUNCER = process.env.PGBOUNCER ?? 'pgbouncer';
const TABLES = 'inbox, ledger, told, told_facts, misses, bases, digests, orders, probes';

const postgres = usePostgres();
const folder = tempFolder();
let stopPgbouncer = async () => {};
/** Of the pooler. */
let databaseUrl: string;
/** Of the server behind it. */
let direct: string;

beforeAll(async () => {
  direct = await postgres.url('desk');
  const port = await freePort();
  await startPgbouncer(port);
  databaseUrl = direct.replace(`:${postgres.port}/`, `:${port}/`);
});

afterAll(() => stopPgbouncer());

const openFresh: OpenFresh = async (shift) => {
  const state = await openState({ databaseUrl }, { owner: 'test', shift });
  await run(direct, `truncate ${TABLES}`);
  return state;
};

describe(ROWS.store, () => {
  contract('PostgreSQL behind pgbouncer in transaction mode', openFresh);

  describe('behind pgbouncer', () => {
    it('instances set up an empty database at the same time', async () => {
      await run(direct, `drop table ${TABLES}, record, schema_steps`);
      const states = await Promise.all([1, 2, 3].map((n) => openState({ databaseUrl }, { owner: `${n}` })));
      await Promise.all(states.map((state) => state.probe()));
      await Promise.all(states.map((state) => state.close()));
    });

    it('a blocked statement is an error within seconds, ends on the server, and leaves no setting behind', async () => {
      const state = await openState({ databaseUrl }, { owner: 'test' });
      onTestFinished(() => state.close());
      const other = new pg.Client({ connectionString: direct });
      await other.connect();
      onTestFinished(() => other.end());
      await other.query('begin; lock table inbox');
      const asked = performance.now();
      await expect(state.inbox.receive(EVENT)).rejects.toThrow(StateError);
      expect(performance.now() - asked).toBeLessThan(5000);
      expect(
        (await other.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).rowCount,
      ).toBe(0);
      await other.query('rollback');
      expect(await state.inbox.receive({ ...EVENT, id: 'later', message: null })).toBe(true);
      expect(await run(databaseUrl, 'show statement_timeout')).toEqual([{ statement_timeout: '0' }]);
    });
  });
});

// --- internal ---

/** As documented, with the places of this machine. */
async function startPgbouncer(port: number): Promise<void> {
  const users = join(folder, 'userlist.txt');
  const { username, password } = new URL(direct);
  writeFileSync(users, `"${username}" "${password}"\n`);
  const documented = /```ini\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '';
  const settings = documented
    .replace('port=5432', `port=${postgres.port}`)
    .replace('listen_port = 6432', `listen_port = ${port}`)
    .replace('/etc/pgbouncer/userlist.txt', users);
  // Tests say where sockets go; there are none.
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, `${settings}\nunix_socket_dir =\n`);
  // It does not run as root.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  if ('uid' in user) {
    execFileSync('chown', ['-R', '65534:65534', folder]);
    chmodSync(folder, 0o755);
  }
  const pooler = spawn(PGBOUNCER, [file], { stdio: ['ignore', 'ignore', 'pipe'], ...user });
  let said = '';
  pooler.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const gone = once(pooler, 'close').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new Error('pgbouncer is missing: apt-get install pgbouncer, or set PGBOUNCER to its path')
      : error;
  });
  const lastResort = () => pooler.kill('SIGKILL');
  process.once('exit', lastResort);
  stopPgbouncer = async () => {
    process.off('exit', lastResort);
    lastResort();
    await gone;
  };
  for (const end = Date.now() + 10_000; !said.includes('process up'); ) {
    if (Date.now() > end || pooler.exitCode !== null) throw new Error(`pgbouncer does not start: ${said}`);
    await Promise.race([gone, new Promise((next) => setTimeout(next, 50))]);
  }
}

async function run(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
