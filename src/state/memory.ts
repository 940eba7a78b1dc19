import type { Kysely } from 'kysely';
import { type Key, keyOf, rowOf } from './codec.ts';
import type { Memory } from './state.ts';
import type { Tables } from './tables.ts';

export function createMemory(db: Kysely<Tables>): Memory {
  return {
    async tell(...told) {
      const rows = told.map(({ id, team, channel, ts, thread, base, at }) => {
        const inThread = thread === null ? null : threadOf(team, channel, thread);
        return rowOf({ id: keyOf(id), team, channel, ts, thread: inThread, base: keyOf(base), at });
      });
      await db.transaction().execute(async (tx) => {
        const inserted = await tx
          .insertInto('told')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .execute();
        const isNew = new Set(inserted.map(({ id }) => id));
        const facts = told
          .filter(({ id }) => isNew.delete(keyOf(id)))
          .flatMap(({ id, facts }) =>
            [...new Set(facts.map(keyOf))].map((fact) => ({ told: keyOf(id), fact })),
          );
        if (facts.length > 0) await tx.insertInto('told_facts').values(facts).execute();
      });
    },

    async toldWhere(fact) {
      return db
        .selectFrom('told_facts')
        .innerJoin('told', 'told.id', 'told_facts.told')
        .select(['team', 'channel', 'ts', 'base', 'at'])
        .where('fact', '=', keyOf(fact))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute();
    },

    async toldInThread(team, channel, thread) {
      const last = await db
        .selectFrom('told')
        .select('id')
        .where('thread', '=', threadOf(team, channel, thread))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirst();
      if (!last) return [];
      const rows = await db
        .selectFrom('told_facts')
        .select('fact')
        .where('told', '=', last.id as Key)
        .execute();
      return rows.map(({ fact }) => fact).sort();
    },

    async miss(...misses) {
      const rows = misses.map(({ id, channel, question, key, at }) => {
        return rowOf({ id: keyOf(id), place: keyOf(channel), question, key: keyOf(key), at });
      });
      await db
        .insertInto('misses')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async missesSince(channel, since, limit) {
      const asked = rowOf({ place: keyOf(channel), at: since });
      return (
        db
          .selectFrom((from) =>
            from
              .selectFrom('misses')
              .select((eb) => [
                'question',
                'at',
                'id',
                eb.fn
                  .countAll<number>()
                  .over((over) => over.partitionBy('key'))
                  .as('count'),
                eb.fn
                  .agg<number>('row_number')
                  .over((over) => over.partitionBy('key').orderBy('at', 'desc').orderBy('id', 'desc'))
                  .as('place'),
              ])
              .where('place', '=', asked.place)
              .where('at', '>=', asked.at)
              .as('asked'),
          )
          // A question asked in several wordings appears in the latest one.
          .where('place', '=', 1)
          .select(['question', 'count'])
          .orderBy('count', 'desc')
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute()
      );
    },
  };
}

// --- internal ---

function threadOf(team: string, channel: string, thread: string): Key {
  return keyOf(`${team} ${channel} ${thread}`);
}
