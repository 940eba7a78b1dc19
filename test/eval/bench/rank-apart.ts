import { takeTask } from '../apart.ts';
import type { Entry } from './checkthat.ts';
import { loadRanker } from './rankers/rankers.ts';

/** Which ranking to run, over what, and what to ask in turn. One list is told a query. */
export interface RankTask {
  ranker: string;
  entries: readonly Entry[];
  texts: readonly string[];
}

takeTask<RankTask, readonly number[]>(async ({ ranker, entries, texts }, tell) => {
  const { build } = await loadRanker(ranker);
  const rank = build(entries);
  for (const text of texts) {
    tell(rank(text).map(({ document }) => document));
    // Told at once: who stops this process keeps what it has found.
    await new Promise(setImmediate);
  }
});
