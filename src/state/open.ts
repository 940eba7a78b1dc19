import { randomUUID } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import { offerBackups } from './backup.ts';
import { createBases } from './bases.ts';
import { createClock } from './clock.ts';
import { keyOf } from './codec.ts';
import { createDigests } from './digests.ts';
import type { Engine } from './engine.ts';
import { noteAlive } from './gaps.ts';
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
 * Opens the store; creates it and brings its schema up to date where needed.
 * @param store a file for one process, or a PostgreSQL database for several
 * @throws StateRefusal with one line that names the variable at fault
 */
export async function openState(store: Store, options: Options): Promise<State> {
  const engine = 'sqliteFile' in store ? sqliteEngine(store.sqliteFile) : postgresEngine(store.databaseUrl);
  return createState(engine, options);
}

interface Options {
  /** Names this process, for people who inspect the tables. */
  owner: string;
  /** For tests: milliseconds added to the store's clock. */
  shift?: () => number;
}

export async function createState(engine: Engine, { owner, shift = () => 0 }: Options): Promise<State> {
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const clock = createClock(engine.kind, shift);
  try {
    await setUp(db, engine);
    if (engine.kind === 'sqlite') {
      await lapseInbox(db);
      await lapseLedger(db);
    }
    // The first write locks the file for this process, whether or not anything was written above.
    await probe(db);
    await noteAlive(db, clock);
    engine.checkKept();
  } catch (error) {
    await db.destroy().catch(() => {});
    throw engine.refusal(error);
  }
  // Two processes may have the same name, such as one before and one after a restart.
  const me = keyOf(`${owner} ${randomUUID()}`);
  // Checked on every call: an event stored in a deleted file must not be acknowledged, and a post claimed there could
  // be sent again after a restart.
  const kept = <Methods extends object>(methods: Methods) => guarded(methods, engine.checkKept);
  const endBackups = engine.file === null ? null : await offerBackups(engine.file, holdFile(db));
  let isOpen = true;
  return {
    inbox: kept(createInbox(db, clock, me)),
    ledger: kept(createLedger(db, clock, me)),
    memory: kept(createMemory(db)),
    bases: kept(createBases(db, clock)),
    digests: kept(createDigests(db, clock)),
    ...kept({
      noteAlive: () => noteAlive(db, clock),
      probe: () => probe(db),
      forget: (before: number, stopping?: AbortSignal) => forget(db, before, stopping),
    }),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      // Closing writes into the file.
      await endBackups?.();
      await db.destroy();
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

/** Until it is released, all that is written stays in the log beside the file. */
function holdFile(db: Kysely<Tables>) {
  return {
    async hold() {
      await sql`PRAGMA wal_autocheckpoint = 0`.execute(db);
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
    },
    async release() {
      await sql`PRAGMA wal_autocheckpoint = 1000`.execute(db);
    },
  };
}

async function setUp(db: Kysely<Tables>, { kind, schemaDialect }: Engine): Promise<void> {
  if (schemaDialect === null) return migrate(db, kind);
  const patient = new Kysely<Tables>({ dialect: schemaDialect });
  try {
    await migrate(patient, kind);
  } finally {
    await patient.destroy();
  }
}
