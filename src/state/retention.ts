import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Deletes what is older than `before`, milliseconds since 1970: finished events, answers given, questions missed.
 * Digests stay in the ledger, so that the next one knows the last.
 */
export async function forget(db: Kysely<Tables>, before: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('inbox').where('finished', '<', before).execute();
    // Only settled posts have an instant.
    await tx.deleteFrom('ledger').where('kind', '!=', 'digest').where('at', '<', before).execute();
    await tx.deleteFrom('told').where('at', '<', before).execute();
    await tx.deleteFrom('misses').where('at', '<', before).execute();
    await tx.deleteFrom('orders').where('at', '<', before).execute();
    await forgetBases(tx, before);
  });
}

// --- internal ---

/** A base stays while a digest or a telling refers to it; the newest stays in any case. */
async function forgetBases(tx: Kysely<Tables>, before: number): Promise<void> {
  await tx
    .deleteFrom('bases')
    .where('at', '<', before)
    .where(({ eb, not, exists, selectFrom }) =>
      eb.and([
        not(
          exists(
            selectFrom('ledger')
              .select('key')
              .whereRef('ledger.base', '=', 'bases.version')
              .where('kind', '=', 'digest'),
          ),
        ),
        not(exists(selectFrom('told').select('id').whereRef('told.base', '=', 'bases.version'))),
        exists(selectFrom('bases as newer').select('version').whereRef('newer.at', '>', 'bases.at')),
      ]),
    )
    .execute();
}
