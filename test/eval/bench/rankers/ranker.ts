import type { Entry } from '../checkthat.ts';

/** A way to search, built over entries. */
export interface Ranker {
  name: string;
  /** How it is set, for the reader of the table. */
  settings: string;
  build(entries: readonly Entry[]): (query: string) => readonly number[];
}

/** Numbers that are returned, best first: what lies deeper counts nowhere. */
export const DEPTH = 50;
