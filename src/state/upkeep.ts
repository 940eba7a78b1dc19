import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { keyOf } from './codec.ts';
import type { State } from './state.ts';
import type { Tables } from './tables.ts';

export function createUpkeep(db: Kysely<Tables>): Pick<State, 'probe' | 'forget'> {
  return {
    async probe() {
      const id = keyOf(randomUUID());
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('probes').values({ id }).execute();
        await tx.deleteFrom('probes').where('id', '=', id).execute();
      });
    },

    async forget(before) {
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('inbox').where('finished', '<', before).execute();
        // Only what is settled has an instant.
        await tx.deleteFrom('ledger').where('kind', '!=', 'digest').where('at', '<', before).execute();
        await tx.deleteFrom('told').where('at', '<', before).execute();
        await tx.deleteFrom('misses').where('at', '<', before).execute();
        await tx.deleteFrom('orders').where('at', '<', before).execute();
        await forgetBases(tx, before);
      });
    },
  };
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
