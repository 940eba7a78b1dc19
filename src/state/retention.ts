import type { Kysely } from 'kysely';
import { forgetBases } from './bases.ts';
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
