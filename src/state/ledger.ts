import type { Kysely, UpdateObject } from 'kysely';
import { claim } from './claim.ts';
import type { Clock } from './clock.ts';
import { keyOf, rowOf } from './codec.ts';
import { digestsIn, outcomeOf, tally } from './posts.ts';
import type { Held, Ledger } from './state.ts';
import { HELD, type PostState, type Tables } from './tables.ts';

/** @param owner for people who inspect the table: rights go by fence, not by owner */
export function createLedger(db: Kysely<Tables>, clock: Clock, owner: string): Ledger {
  /** Every transition: it succeeds only for whoever still holds the right. */
  async function move(held: Held, changes: Changes): Promise<boolean> {
    const { key, fence } = rightOf(held);
    const { numUpdatedRows } = await db
      .updateTable('ledger')
      .set(rowOf(changes))
      .where('key', '=', key)
      .where('fence', '=', fence)
      .where('state', 'in', HELD)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  const settle = (held: Held, state: PostState, changes: Changes) =>
    move(held, { ...changes, state, at: clock.now() });

  return {
    claim: (post, lease) => claim(db, clock, owner, post, lease),
    outcome: (key) => outcomeOf(db, key),
    digestsIn: (team, channel) => digestsIn(db, team, channel),
    tally: () => tally(db),

    posted: (held, ts, detail) =>
      settle(held, 'posted', {
        ts,
        base: detail === undefined ? null : keyOf(detail.base),
        fact: detail === undefined ? null : detail.fact,
      }),
    refused: (held, why) => settle(held, 'refused', { why }),
    unknown: (held, why) => settle(held, 'unknown', { why }),
    release: (held, wait) => move(held, { state: 'free', until: clock.after(wait) }),
    postpone: (held, wait, { empty, inconclusive }) =>
      move(held, { state: 'waiting', until: clock.after(wait), empty, inconclusive }),

    async resend(held, lease) {
      const { key, fence } = rightOf(held);
      const row = await db
        .updateTable('ledger')
        .set((eb) => ({
          ...{ state: 'sending' as const, owner, given: clock.now(), until: clock.after(lease) },
          ...{ fence: eb('fence', '+', 1), attempt: eb('attempt', '+', 1), empty: 0, inconclusive: 0 },
        }))
        .where('key', '=', key)
        .where('fence', '=', fence)
        .where('state', 'in', HELD)
        .returning(['fence', 'attempt'])
        .executeTakeFirst();
      return row ? { key: held.key, ...row } : null;
    },
  };
}

/** A SQLite file has one process: whichever one held a right is gone. Posts that wait keep waiting. */
export async function lapseLedger(db: Kysely<Tables>): Promise<void> {
  await db.updateTable('ledger').set({ until: 0 }).where('state', 'in', HELD).execute();
}

// --- internal ---

const rightOf = ({ key, fence }: Held) => rowOf({ key: keyOf(key), fence });

type Changes = UpdateObject<Tables, 'ledger'>;
