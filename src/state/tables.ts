import type { ColumnType } from 'kysely';
import type { Key } from './codec.ts';

/**
 * The schema as the queries see it. The same on both engines: ids and days are text, instants whole milliseconds
 * since 1970, yes and no are 1 and 0, lists and bodies JSON text. What rows are found by is a Key.
 */
export interface Tables {
  inbox: {
    id: Key;
    message: Key | null;
    /** JSON; emptied when the work is done. */
    body: string | null;
    owner: Key;
    /** End of the owner's lease. */
    until: number;
    attempt: number;
    at: number;
    finished: number | null;
  };
  ledger: {
    key: Key;
    kind: string;
    team: Key;
    channel: Key;
    date: string | null;
    state: PostState;
    owner: string;
    fence: number;
    attempt: number;
    /** When the right to send was last given. */
    given: number;
    /** End of the lease while sending or looking; while waiting or free, the instant before which nobody may claim. */
    until: number;
    empty: number;
    inconclusive: number;
    ts: string | null;
    why: string | null;
    base: Key | null;
    fact: string | null;
    /** When it was settled. */
    at: number | null;
  };
  told: { id: Key; team: string; channel: string; ts: string | null; base: Key; at: number };
  told_facts: { told: Key; fact: Key };
  misses: { id: Key; place: Key; question: string; key: Key; at: number };
  bases: { version: Key; snapshot: string; at: number };
  digests: {
    team: Key;
    channel: Key;
    is_on: YesNo;
    time: string;
    days: string;
    zone: string;
    /** JSON. */
    topics: string;
    is_quiet: YesNo;
    paused_until: string | null;
    set_by: string;
    since: number;
    fault: string | null;
  };
  /** What has been ordered already, so that an order repeated by Slack changes nothing. */
  orders: { key: Key; at: number };
  probes: { id: Key };
}

/**
 * sending: somebody holds the right to send. looking: somebody holds the right to look what became of it.
 * waiting: it may have been sent, and is to be looked for. free: nothing was sent. The others are for good.
 */
export type PostState = 'sending' | 'looking' | 'waiting' | 'free' | 'posted' | 'refused' | 'unknown';

/** States in which nothing is decided yet. */
export const OPEN: readonly PostState[] = ['sending', 'looking', 'waiting', 'free'];
/** States in which somebody has the right. */
export const HELD: readonly PostState[] = ['sending', 'looking'];

// --- internal ---

type YesNo = ColumnType<number, boolean, boolean>;
