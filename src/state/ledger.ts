import { type Expression, type ExpressionBuilder, type Kysely, sql, type UpdateObject } from 'kysely';
import type { Clock } from './clock.ts';
import { keyOf, rowOf, toJson } from './codec.ts';
import { gapAfter } from './gaps.ts';
import type { Claim, Held, Ledger, Post, PostedDigest, Settled } from './state.ts';
import { HELD, OPEN, type PostState, type Tables } from './tables.ts';

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
    digestsIn: (channel) => digestsIn(db, channel),

    written: (held, { base, fact, facts }) =>
      move(held, { base: keyOf(base), fact, facts: toJson(facts, 'facts') }),
    posted: (held, ts) => settle(held, 'posted', { ts }),
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

/** A single statement decides who gets the right, so that only one of any number of processes does. */
async function claim(
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
    ...{ empty: 0, inconclusive: 0, ts: null, why: null, base: null, fact: null, facts: null, at: null },
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
          given: ifFree(eb.ref('excluded.given'), notAhead(eb.ref('ledger.given'), clock.now())),
          empty: ifFree(eb.ref('excluded.empty'), eb.ref('ledger.empty')),
          inconclusive: ifFree(eb.ref('excluded.inconclusive'), eb.ref('ledger.inconclusive')),
        }))
        .where('ledger.state', 'in', OPEN)
        .where((eb) => eb.or([eb('ledger.until', '<=', clock.now()), isPutBack(eb, clock)])),
    )
    .returning(['state', 'fence', 'attempt', 'given', 'empty', 'inconclusive'])
    .returning(clock.now().as('now'))
    .executeTakeFirst();
  if (claimed) {
    const { state, fence, attempt, given, empty, inconclusive, now } = claimed;
    const held = { key, fence, attempt };
    const gap = post.since === undefined ? null : await gapAfter(db, clock, post.since);
    if (state === 'sending') return { kind: 'fresh', held, gap };
    return { kind: 'lapsed', held, gap, silentFor: Math.max(0, now - given), looks: { empty, inconclusive } };
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

/** A released post, of which nothing was sent, is claimed as if it were new. */
function ifFree<Value>(then: Expression<Value>, otherwise: Expression<Value>) {
  return sql<Value>`case ledger.state when 'free' then ${then} else ${otherwise} end`;
}

/** The clock was put back since the right was given: nobody knows what is left of the lease, or of the wait. */
function isPutBack(eb: ExpressionBuilder<Tables, 'ledger'>, clock: Clock) {
  return eb('ledger.given', '>', clock.after(UNEVEN));
}

/** Silence counts from now on, where the clock has been put back. */
function notAhead(given: Expression<number>, now: Expression<number>) {
  return sql<number>`case when ${given} > ${now} then ${now} else ${given} end`;
}

/** How much a clock may run unevenly without having been put back, in milliseconds. */
const UNEVEN = 5000;

/** The outcome under a key; null when it is not settled. */
async function outcomeOf(db: Kysely<Tables>, key: string): Promise<Settled | null> {
  const row = await db
    .selectFrom('ledger')
    .select(['state', 'ts', 'why'])
    .where('key', '=', keyOf(key))
    .where('state', 'not in', OPEN)
    .executeTakeFirst();
  if (!row) return null;
  return { kind: 'settled', outcome: row.state as Settled['outcome'], ts: row.ts, why: row.why };
}

/** Digests posted in a channel, newest first. */
async function digestsIn(db: Kysely<Tables>, channel: string): Promise<PostedDigest[]> {
  const rows = await db
    .selectFrom('ledger')
    .select(['date', 'ts', 'at', 'base', 'fact', 'facts'])
    .where('kind', '=', 'digest')
    .where('channel', '=', keyOf(channel))
    .where('state', '=', 'posted')
    .orderBy('at', 'desc')
    .orderBy('date', 'desc')
    .execute();
  return rows.map(({ date, ts, at, base, fact, facts }) => ({
    ...{ date: date ?? '', ts: ts ?? '', at: at ?? 0, base: base ?? '', fact },
    facts: JSON.parse(facts ?? '[]'),
  }));
}
