import type { ColumnType } from 'kysely';
import type { Key } from './codec.ts';

/**
 * The schema as the queries see it, the same on both engines: ids and dates are text, instants milliseconds since 1970,
 * booleans 1 and 0, lists and bodies JSON text. Columns by which rows are found hold a Key.
 */
export interface Tables {
  inbox: {
    id: Key;
    message: Key | null;
    /** JSON; null once the event is handled. */
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
    /** While sending or looking, the end of the lease; while waiting or free, when it may be claimed. */
    until: number;
    empty: number;
    inconclusive: number;
    ts: string | null;
    why: string | null;
    base: Key | null;
    fact: string | null;
    /** JSON; null in rows from before this was kept. */
    facts: string | null;
    /** When it was settled. */
    at: number | null;
  };
  told: {
    id: Key;
    team: string;
    channel: string;
    ts: string | null;
    thread: Key | null;
    base: Key;
    at: number;
  };
  told_facts: { told: Key; fact: Key };
  misses: { id: Key; place: Key; question: string; key: Key; at: number };
  bases: {
    version: Key;
    /** JSON; null when it is forgotten. */
    snapshot: string;
    /** When it was last started with. */
    at: number;
    /** When it was first seen. */
    seen: number;
    /** When an operator last chose it for the digests. */
    chosen: number | null;
  };
  digests: {
    channel: Key;
    team: Key;
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
  /** Digest commands carried out, so that one that Slack repeats changes nothing. */
  orders: { key: Key; at: number };
  /** One row: when the record was last known to go on, and the last gap in it. */
  record: { id: Key; alive: number; gap_from: number | null; gap_to: number | null };
  probes: { id: Key };
}

/**
 * sending: somebody holds the right to send it. looking: somebody holds the right to look for it. waiting: it may have
 * been sent, and is to be looked for. free: nothing was sent. The others are final.
 */
export type PostState = 'sending' | 'looking' | 'waiting' | 'free' | 'posted' | 'refused' | 'unknown';

/** Not settled yet. */
export const OPEN: readonly PostState[] = ['sending', 'looking', 'waiting', 'free'];
/** Somebody has the right. */
export const HELD: readonly PostState[] = ['sending', 'looking'];

// --- internal ---

type YesNo = ColumnType<number, boolean, boolean>;
