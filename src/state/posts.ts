import type { Kysely } from 'kysely';
import { keyOf } from './codec.ts';
import type { PostedDigest, Settled } from './state.ts';
import { OPEN, type Tables } from './tables.ts';

/** The outcome under a key; null when it is not settled. */
export async function outcomeOf(db: Kysely<Tables>, key: string): Promise<Settled | null> {
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
export async function digestsIn(db: Kysely<Tables>, team: string, channel: string): Promise<PostedDigest[]> {
  const rows = await db
    .selectFrom('ledger')
    .select(['date', 'ts', 'at', 'base', 'fact'])
    .where('kind', '=', 'digest')
    .where('team', '=', keyOf(team))
    .where('channel', '=', keyOf(channel))
    .where('state', '=', 'posted')
    .orderBy('at', 'desc')
    .orderBy('date', 'desc')
    .execute();
  return rows.map(({ date, ts, at, base, fact }) => ({
    ...{ date: date ?? '', ts: ts ?? '', at: at ?? 0, base: base ?? '', fact },
  }));
}

/** Number of digests by outcome. */
export async function tally(db: Kysely<Tables>): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('ledger')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('kind', '=', 'digest')
    .groupBy('state')
    .execute();
  const counts: Record<string, number> = { posted: 0, refused: 0, unknown: 0, open: 0 };
  for (const { state, count } of rows) {
    const outcome = OPEN.includes(state) ? 'open' : state;
    counts[outcome] = (counts[outcome] ?? 0) + count;
  }
  return counts;
}
