import { plainBm25 } from './bm25.ts';
import { fuseClassic, fuseToken } from './fuse.ts';
import { haitiDesk, haitiDeskAnswers } from './haiti-desk.ts';
import { loadMinisearch } from './minisearch.ts';
import type { Ranker } from './ranker.ts';

/** Every ranking of the bench, by what it is compared in. The peers must be installed. */
export interface Rankers {
  /** Those that are quick enough to be asked every query of a benchmark. */
  quick: Ranker[];
  /** Those that take seconds a query. */
  slow: Ranker[];
  /** Those whose speed is compared; the first is what the others are held against. */
  timed: Ranker[];
  /** Peers that answer when their score reaches a threshold. */
  deciding: Ranker[];
}

export async function loadRankers(): Promise<Rankers> {
  const minisearch = await loadMinisearch();
  return {
    quick: [haitiDesk, plainBm25, minisearch.plain, minisearch.tuned],
    slow: [fuseClassic, fuseToken],
    timed: [haitiDeskAnswers, plainBm25, minisearch.tuned, fuseToken],
    deciding: [
      { ...plainBm25, name: 'bm25' },
      { ...minisearch.tunedPerWord, name: 'minisearch' },
    ],
  };
}

/** A worker is told which ranking to run by its name. */
export async function loadRanker(name: string): Promise<Ranker> {
  const { quick, slow, timed } = await loadRankers();
  const found = [...quick, ...slow, ...timed].find((ranker) => ranker.name === name);
  if (!found) throw new Error(`no ranking is called "${name}"`);
  return found;
}
