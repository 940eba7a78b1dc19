import { type Kysely, sql } from 'kysely';
import type { Clock } from './clock.ts';
import { keyOf } from './codec.ts';
import type { Tables } from './tables.ts';

/**
 * A store that is brought back from a backup does not know what was posted after that. What gives it away is a gap: for
 * a while nobody noted that the record goes on. A bot that was simply down leaves one, too; it costs a look.
 */

/** Notes that the record goes on, and what is missing when it has not for a while. */
export async function noteAlive(db: Kysely<Tables>, clock: Clock): Promise<void> {
  await db
    .insertInto('record')
    .values({ id: ONLY, alive: clock.now(), gap_from: null, gap_to: null })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        alive: sql<number>`excluded.alive`,
        gap_from: sql<number>`case
          when excluded.alive - record.alive < ${LONGEST_SILENCE} then record.gap_from
          when record.gap_to > record.alive - ${MEMORY} then record.gap_from
          else record.alive end`,
        gap_to: sql<number>`case
          when excluded.alive - record.alive < ${LONGEST_SILENCE} then record.gap_to
          else excluded.alive end`,
      }),
    )
    .execute();
}

/** Where in the record a post may be missing. */
export interface Gap {
  /** From when on it may have been made. */
  since: number;
  /** Milliseconds since the gap ended. */
  endedFor: number;
}

/**
 * The gap in which a post may have been made by a process of which the record knows nothing; null when there is none.
 * @param since when it could have been made at the earliest
 */
export async function gapAfter(db: Kysely<Tables>, clock: Clock, since: number): Promise<Gap | null> {
  const gap = await db
    .selectFrom('record')
    .select(['gap_from', 'gap_to'])
    .select(clock.now().as('now'))
    .where('gap_to', '>=', since)
    .executeTakeFirst();
  if (!gap) return null;
  return { since: Math.max(since, gap.gap_from ?? since), endedFor: gap.now - (gap.gap_to ?? gap.now) };
}

// --- internal ---

const ONLY = keyOf('this');

/** In milliseconds. Notes are made three times a minute; a backup that is brought back sooner goes unnoticed. */
const LONGEST_SILENCE = 120_000;

/** Two gaps within this many milliseconds count as one: what was lost in the first may not have been looked for yet. */
const MEMORY = 36 * 3_600_000;
