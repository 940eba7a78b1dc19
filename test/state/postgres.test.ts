import pg from 'pg';
import { openState } from '../../src/state/open.ts';
import { contract, type OpenFresh } from './contract.ts';
import { hostile } from './hostile.ts';
import { usePostgres } from './postgres.ts';

const postgres = usePostgres();

const openFresh: OpenFresh = async (shift) => {
  const databaseUrl = await postgres.url('contract');
  const state = await openState({ databaseUrl }, { owner: 'test', shift });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('truncate inbox, ledger, told, told_facts, misses, bases, digests, orders, probes');
  await client.end();
  return state;
};

contract('PostgreSQL', openFresh);
hostile('PostgreSQL', openFresh);
