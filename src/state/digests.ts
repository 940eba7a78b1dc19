import type { Kysely, Selectable } from 'kysely';
import type { Clock } from './clock.ts';
import { keyOf, rowOf, toJson } from './codec.ts';
import type { DigestSetting, Digests } from './state.ts';
import type { Tables } from './tables.ts';

export function createDigests(db: Kysely<Tables>, clock: Clock): Digests {
  return {
    get: (channel) => get(db, channel),

    async active() {
      const rows = await db
        .selectFrom('digests')
        .selectAll()
        .where('is_on', '=', 1)
        .orderBy('channel')
        .execute();
      return rows.map(settingOf);
    },

    async faults() {
      const { count } = await db
        .selectFrom('digests')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('fault', 'is not', null)
        .executeTakeFirstOrThrow();
      return count;
    },

    async change(key, setting) {
      const { channel, ...rest } = rowOfSetting(setting);
      return db.transaction().execute(async (tx) => {
        const isNew = await tx
          .insertInto('orders')
          .values({ key: keyOf(key), at: clock.now() })
          .onConflict((conflict) => conflict.doNothing())
          .returning('key')
          .executeTakeFirst();
        if (isNew) {
          await tx
            .insertInto('digests')
            .values({ channel, ...rest })
            .onConflict((conflict) => conflict.column('channel').doUpdateSet(rest))
            .execute();
        }
        const stored = await get(tx, setting.channel);
        if (!stored) throw new Error(`the order ${key} was given for another channel`);
        return { setting: stored, isNew: isNew !== undefined };
      });
    },

    async markFault(channel, fault) {
      const { numUpdatedRows } = await db
        .updateTable('digests')
        .set(rowOf({ is_on: false, fault }))
        .where('channel', '=', keyOf(channel))
        .where('is_on', '=', 1)
        .where('fault', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

// --- internal ---

async function get(db: Kysely<Tables>, channel: string): Promise<DigestSetting | null> {
  const row = await db
    .selectFrom('digests')
    .selectAll()
    .where('channel', '=', keyOf(channel))
    .executeTakeFirst();
  return row ? settingOf(row) : null;
}

function rowOfSetting({ team, channel, days, zone, since, fault, ...setting }: DigestSetting) {
  return rowOf({
    ...{ team: keyOf(team), channel: keyOf(channel), is_on: setting.isOn, time: setting.at, days, zone },
    ...{ topics: toJson(setting.topics, 'topics'), is_quiet: setting.isQuiet, since, fault },
    ...{ paused_until: setting.pausedUntil, set_by: setting.setBy },
  });
}

function settingOf({ days, topics, ...row }: Selectable<Tables['digests']>): DigestSetting {
  const { team, channel, time: at, zone, paused_until: pausedUntil, set_by: setBy, since, fault } = row;
  return {
    ...{ team, channel, isOn: row.is_on === 1, at, days, zone },
    ...{ topics: JSON.parse(topics), isQuiet: row.is_quiet === 1, pausedUntil, setBy, since, fault },
  };
}
