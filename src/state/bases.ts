import { type Kysely, sql } from 'kysely';
import type { Clock } from './clock.ts';
import { keyOf, rowOf, toJson } from './codec.ts';
import type { Bases } from './state.ts';
import type { Tables } from './tables.ts';

export function createBases(db: Kysely<Tables>, clock: Clock): Bases {
  return {
    async keep(version, snapshot, at) {
      await db.transaction().execute(async (tx) => {
        const row = { version: keyOf(version), snapshot: toJson(snapshot, 'snapshot'), at };
        await tx
          .insertInto('bases')
          .values(rowOf({ ...row, seen: await nextRank(tx, clock), chosen: null }))
          // A base used again after another one is the newest again, but was first seen when it was.
          .onConflict((conflict) =>
            conflict.column('version').doUpdateSet((eb) => ({
              snapshot: eb.ref('excluded.snapshot'),
              at: sql<number>`case when excluded.at > bases.at then excluded.at else bases.at end`,
            })),
          )
          .execute();
      });
    },

    async snapshot(version) {
      const row = await db
        .selectFrom('bases')
        .select('snapshot')
        .where('version', '=', keyOf(version))
        .executeTakeFirst();
      return row ? JSON.parse(row.snapshot) : null;
    },

    async speaker(version) {
      const mine = await db
        .selectFrom('bases')
        .select(rank.as('rank'))
        .where('version', '=', keyOf(version))
        .executeTakeFirst();
      const speaker = await db
        .selectFrom('bases')
        .select(['version', rank.as('rank')])
        .where(({ eb, or, exists, selectFrom }) =>
          or([
            eb('chosen', 'is not', null),
            exists(
              selectFrom('ledger')
                .select('key')
                .whereRef('ledger.base', '=', 'bases.version')
                .where('kind', '=', 'digest')
                .where('state', '=', 'posted'),
            ),
          ]),
        )
        .orderBy(rank, 'desc')
        .orderBy('version', 'desc')
        .executeTakeFirst();
      // One not kept yet is the newest.
      if (!mine || !speaker || speaker.rank < mine.rank) return null;
      return speaker.rank > mine.rank || speaker.version > keyOf(version) ? speaker.version : null;
    },

    async speakFor(version) {
      return db.transaction().execute(async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('bases')
          .set({ chosen: await nextRank(tx, clock) })
          .where('version', '=', keyOf(version))
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      });
    },

    async known() {
      return db
        .selectFrom('bases')
        .select(['version', 'seen'])
        .orderBy('seen', 'desc')
        .orderBy('version', 'desc')
        .execute();
    },
  };
}

/**
 * Drops the content of bases older than `before` that neither a digest nor a telling refers to; the newest keeps it in
 * any case. When each version was first seen stays.
 */
export async function forgetBases(tx: Kysely<Tables>, before: number): Promise<void> {
  await tx
    .updateTable('bases')
    .set({ snapshot: NOTHING })
    .where('at', '<', before)
    .where('snapshot', '!=', NOTHING)
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

// --- internal ---

/** JSON. */
const NOTHING = 'null';

/** An operator's choice counts as if the base had been first seen then. */
const rank = sql<number>`coalesce(bases.chosen, bases.seen)`;

/** Later than every other, also when the clock was put back. */
async function nextRank(tx: Kysely<Tables>, clock: Clock): Promise<number> {
  const newest = await tx
    .selectFrom('bases')
    .select(sql<number | null>`max(${rank})`.as('rank'))
    .executeTakeFirst();
  const { now } = await tx.selectNoFrom(clock.now().as('now')).executeTakeFirstOrThrow();
  return Math.max(now, (newest?.rank ?? 0) + 1);
}
