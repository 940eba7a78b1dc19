import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { forgetBases } from './bases.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes what is older than `before`, milliseconds since 1970: finished events, answers given, questions missed.
 * Digests stay in the ledger, so that the next one knows the last. Goes in batches, so that neither the event loop nor
 * another instance waits long; what one run leaves, the next deletes.
 * @param stopping ends it after the batch under way
 */
export async function forget(db: Kysely<Tables>, before: number, stopping?: AbortSignal): Promise<void> {
  for (const { table, key, old } of OLD) {
    const batch = sql`delete from ${sql.table(table)} where ${sql.ref(key)} in (
      select ${sql.ref(key)} from ${sql.table(table)} where ${old(before)} limit ${sql.lit(AT_ONCE)})`;
    for (let deleted = AT_ONCE; deleted === AT_ONCE && !stopping?.aborted; await nextTurn()) {
      const { numAffectedRows } = await batch.execute(db);
      deleted = Number(numAffectedRows);
    }
  }
  if (!stopping?.aborted) await forgetBases(db, before);
}

// --- internal ---

/** Rows of a batch: with SQLite, deleting them holds the event loop for a few milliseconds. */
const AT_ONCE = 200;

const OLD: { table: keyof Tables; key: string; old(before: number): RawBuilder<unknown> }[] = [
  { table: 'inbox', key: 'id', old: (before) => sql`finished < ${before}` },
  // Only settled posts have an instant.
  { table: 'ledger', key: 'key', old: (before) => sql`kind <> 'digest' and at < ${before}` },
  { table: 'told', key: 'id', old: (before) => sql`at < ${before}` },
  { table: 'misses', key: 'id', old: (before) => sql`at < ${before}` },
  { table: 'orders', key: 'key', old: (before) => sql`at < ${before}` },
];
