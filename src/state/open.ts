import { randomUUID } from 'node:crypto';
import { Kysely } from 'kysely';
import { createClock } from './clock.ts';
import { keyOf, withCodec } from './codec.ts';
import { createDigests } from './digests.ts';
import type { Engine } from './engine.ts';
import { guarded } from './guard.ts';
import { createInbox, lapseInbox } from './inbox.ts';
import { createLedger, lapseLedger } from './ledger.ts';
import { createMemory } from './memory.ts';
import { migrate } from './migrations.ts';
import { postgresEngine } from './postgres.ts';
import { forget } from './retention.ts';
import { sqliteEngine } from './sqlite.ts';
import type { State } from './state.ts';
import type { Tables } from './tables.ts';

export type Store = { sqliteFile: string } | { databaseUrl: string };

/**
 * Opens what survives a restart; makes it, and brings its schema up to date, where needed.
 * @param store a file for one process, or a PostgreSQL database for several
 * @throws StateRefusal with one line that names the variable at fault
 */
export async function openState(store: Store, options: Options): Promise<State> {
  const engine = 'sqliteFile' in store ? sqliteEngine(store.sqliteFile) : postgresEngine(store.databaseUrl);
  return createState(engine, options);
}

interface Options {
  /** Who this process is, for people who look into the tables. */
  owner: string;
  /** For tests: milliseconds by which the store's clock is put forward. */
  shift?: () => number;
}

export async function createState(engine: Engine, { owner, shift = () => 0 }: Options): Promise<State> {
  const db = new Kysely<Tables>({ dialect: withCodec(engine.dialect) });
  try {
    await setUp(db, engine);
    if (engine.kind === 'sqlite') {
      await lapseInbox(db);
      await lapseLedger(db);
    }
    // A write takes the file for this process alone, whatever there was or was not to do above.
    await probe(db);
    engine.checkKept();
  } catch (error) {
    await db.destroy().catch(() => {});
    throw engine.refusal(error);
  }
  const clock = createClock(engine.kind, shift);
  // Two processes may have the same name, above all one before and one after a restart.
  const me = keyOf(`${owner} ${randomUUID()}`);
  // Not only the probe: an event that goes into a deleted file must not be acknowledged, and a post whose right is
  // given out from there could be sent again after a restart.
  const kept = <Room extends object>(room: Room) => guarded(room, engine.checkKept);
  let isOpen = true;
  return {
    inbox: kept(createInbox(db, clock, me)),
    ledger: kept(createLedger(db, clock, me)),
    memory: kept(createMemory(db)),
    digests: kept(createDigests(db, clock)),
    ...kept({ probe: () => probe(db), forget: (before: number) => forget(db, before) }),
    async close() {
      if (isOpen) await db.destroy();
      isOpen = false;
    },
  };
}

// --- internal ---

/** Writes a row and takes it back. */
async function probe(db: Kysely<Tables>): Promise<void> {
  const id = keyOf(randomUUID());
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('probes').values({ id }).execute();
    await tx.deleteFrom('probes').where('id', '=', id).execute();
  });
}

async function setUp(db: Kysely<Tables>, { kind, schemaDialect }: Engine): Promise<void> {
  if (schemaDialect === null) return migrate(db, kind);
  const patient = new Kysely<Tables>({ dialect: withCodec(schemaDialect) });
  try {
    await migrate(patient, kind);
  } finally {
    await patient.destroy();
  }
}
