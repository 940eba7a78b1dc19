import type { Entry } from '../checkthat.ts';

/** A way to search, built over entries. */
export interface Ranker {
  name: string;
  /** How it is set, for the reader of the table. */
  settings: string;
  build(entries: readonly Entry[]): Rank;
}

/** Ranks the entries for a query, best first. */
type Rank = (query: string) => readonly Ranked[];

export interface Ranked {
  /** Number of the entry. */
  document: number;
  /** Higher is better; how far scores of different queries compare is the ranker's affair. */
  score: number;
}

/** Entries that are returned: what lies deeper counts nowhere. */
export const DEPTH = 50;
