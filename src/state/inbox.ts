import type { ExpressionBuilder, Kysely } from 'kysely';
import { batched } from './batch.ts';
import type { Clock } from './clock.ts';
import { type Key, keyOf, rowOf, toJson } from './codec.ts';
import type { Inbox } from './state.ts';
import type { Tables } from './tables.ts';

/** @param owner unique to this process */
export function createInbox(db: Kysely<Tables>, clock: Clock, owner: Key): Inbox {
  return {
    receive: batched(async (events) => {
      const rows = events.map(({ id, message, body }) =>
        rowOf({
          id: keyOf(id),
          message: message === null ? null : keyOf(message),
          body: toJson(body, 'body'),
          owner,
          until: clock.after(LEASE),
          attempt: 1,
          at: clock.now(),
          finished: null,
        }),
      );
      const inserted = await db
        .insertInto('inbox')
        // In the same order everywhere, so that two instances storing the same events cannot deadlock.
        .values(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .execute();
      const fresh = new Set(inserted.map(({ id }) => id));
      // Of two events with the same id, only the first is new.
      return rows.map(({ id }) => fresh.delete(id));
    }, AT_ONCE),

    async finish(id) {
      await db
        .updateTable('inbox')
        .set({ body: null, finished: clock.now() })
        .where('id', '=', keyOf(id))
        .where('finished', 'is', null)
        .execute();
    },

    async waiting() {
      const row = await db
        .selectFrom('inbox')
        .select((eb) => [
          eb.fn.countAll<number>().as('count'),
          eb(clock.now(), '-', eb.fn.min('at')).as('oldest'),
        ])
        .where('finished', 'is', null)
        .executeTakeFirstOrThrow();
      return { count: row.count, oldest: Math.max(0, row.oldest ?? 0) };
    },

    async takeOver(limit) {
      return db.transaction().execute(async (tx) => {
        const lapsed = await tx
          .selectFrom('inbox')
          .select('id')
          .where('finished', 'is', null)
          .where((eb) => eb.or(isLapsed(eb, clock)))
          .orderBy('at')
          .orderBy('id')
          .limit(limit)
          .execute();
        const taken = [];
        // One by one, and in the same order in all processes: no deadlocks, no overlap.
        for (const { id } of lapsed) {
          const row = await tx
            .updateTable('inbox')
            .set((eb) => ({ owner, until: clock.after(LEASE), attempt: eb('attempt', '+', 1) }))
            .where('id', '=', id)
            .where('finished', 'is', null)
            .where((eb) => eb.or(isLapsed(eb, clock)))
            .returning(['body', 'attempt'])
            .executeTakeFirst();
          if (row) taken.push({ id, body: JSON.parse(row.body ?? 'null'), attempt: row.attempt });
        }
        return taken;
      });
    },

    async renew(ids) {
      if (ids.length === 0) return;
      await db
        .updateTable('inbox')
        .set({ until: clock.after(LEASE) })
        .where('owner', '=', owner)
        .where('finished', 'is', null)
        .where('id', 'in', ids.map(keyOf))
        .execute();
    },
  };
}

/** A SQLite file has one process: whichever one held unfinished events is gone. */
export async function lapseInbox(db: Kysely<Tables>): Promise<void> {
  await db.updateTable('inbox').set({ until: 0 }).where('finished', 'is', null).execute();
}

// --- internal ---

/** A lease that ends later than any can was given before the clock was put back. */
function isLapsed(eb: ExpressionBuilder<Tables, 'inbox'>, clock: Clock) {
  return [eb('until', '<=', clock.now()), eb('until', '>', clock.after(LEASE + UNEVEN))];
}

/** How much a clock may run unevenly without having been put back, in milliseconds. */
const UNEVEN = 5000;

/** Events per batch. */
const AT_ONCE = 50;

/** Milliseconds for which nobody else takes an event over; renewed while it is being handled. */
const LEASE = 60_000;
