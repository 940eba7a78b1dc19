import { type Expression, type Kysely, sql } from 'kysely';
import type { Clock } from './clock.ts';
import { keyOf, rowOf } from './codec.ts';
import { outcomeOf } from './posts.ts';
import type { Claim, Post } from './state.ts';
import { OPEN, type Tables } from './tables.ts';

/** A single statement decides who gets the right, so that only one of any number of processes does. */
export async function claim(
  db: Kysely<Tables>,
  clock: Clock,
  owner: string,
  post: Post,
  lease: number,
): Promise<Claim> {
  const { key, kind, team, channel, date } = post;
  const row = {
    ...{ key: keyOf(key), kind, team: keyOf(team), channel: keyOf(channel), date, owner },
    ...{ state: 'sending' as const, fence: 1, attempt: 1, given: clock.now(), until: clock.after(lease) },
    ...{ empty: 0, inconclusive: 0, ts: null, why: null, base: null, fact: null, at: null },
  };
  const claimed = await db
    .insertInto('ledger')
    .values(rowOf(row))
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((eb) => ({
          state: ifFree(sql.lit('sending'), sql.lit('looking')),
          owner,
          fence: eb('ledger.fence', '+', 1),
          until: clock.after(lease),
          given: ifFree(eb.ref('excluded.given'), eb.ref('ledger.given')),
          empty: ifFree(eb.ref('excluded.empty'), eb.ref('ledger.empty')),
          inconclusive: ifFree(eb.ref('excluded.inconclusive'), eb.ref('ledger.inconclusive')),
        }))
        .where('ledger.state', 'in', OPEN)
        .where('ledger.until', '<=', clock.now()),
    )
    .returning(['state', 'fence', 'attempt', 'given', 'empty', 'inconclusive'])
    .returning(clock.now().as('now'))
    .executeTakeFirst();
  if (claimed) {
    const { state, fence, attempt, given, empty, inconclusive, now } = claimed;
    const held = { key, fence, attempt };
    if (state === 'sending') return { kind: 'fresh', held };
    return { kind: 'lapsed', held, silentFor: Math.max(0, now - given), looks: { empty, inconclusive } };
  }
  const settled = await outcomeOf(db, key);
  if (settled) return settled;
  const other = await db
    .selectFrom('ledger')
    .select((eb) => eb('until', '-', clock.now()).as('wait'))
    .where('key', '=', keyOf(key))
    .executeTakeFirst();
  return { kind: 'busy', wait: Math.max(0, other?.wait ?? 0) };
}

// --- internal ---

/** A released post, of which nothing was sent, is claimed as if it were new. */
function ifFree<Value>(then: Expression<Value>, otherwise: Expression<Value>) {
  return sql<Value>`case ledger.state when 'free' then ${then} else ${otherwise} end`;
}
