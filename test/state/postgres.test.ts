import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { contract, type OpenFresh } from './contract.ts';
import { hostile } from './hostile.ts';
import { type Postgres, startPostgres } from './postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const openFresh: OpenFresh = async (shift) => {
  const databaseUrl = await postgres.url('contract');
  const state = await openState({ databaseUrl }, { owner: 'test', shift });
  await onServer(
    'contract',
    'truncate inbox, ledger, told, told_facts, misses, bases, digests, orders, probes',
  );
  return state;
};

contract('PostgreSQL', openFresh);
hostile('PostgreSQL', openFresh);

/** A statement by someone else than the bot. */
async function onServer(database: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: await postgres.url(database) });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
