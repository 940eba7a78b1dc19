import type { Entry } from '../checkthat.ts';
import { termOf } from '../english.ts';
import { DEPTH, type Ranker } from './ranker.ts';

/** The part of minisearch that is used here: it is installed beside the bench only, so its own types may not be there. */
interface MiniSearch {
  addAll(entries: readonly (Entry & { id: number })[]): void;
  search(query: string, options?: object): { id: number; score: number }[];
}
type Module = { default: new (options: object) => MiniSearch };

/**
 * minisearch as it comes, and as its documentation says to set it up for English text. Its scores grow with the length of the
 * query; where one threshold decides, it fares better by the score per word.
 */
export async function loadMinisearch(): Promise<{ plain: Ranker; tuned: Ranker; tunedPerWord: Ranker }> {
  const name: string = 'minisearch';
  const { default: MiniSearch } = (await import(name)) as Module;
  const build = (options: object): Ranker['build'] => {
    return (entries) => {
      const index = new MiniSearch(options);
      index.addAll(entries.map((entry, id) => ({ id, ...entry })));
      return (query) =>
        index
          .search(query)
          .slice(0, DEPTH)
          .map(({ id, score }) => ({ document: id, score }));
    };
  };
  const tuned: Ranker = {
    name: 'minisearch tuned',
    settings: 'stop words, stems, fuzzy .2, claim and title',
    build: build({ fields: ['claim', 'title'], processTerm: termOf, searchOptions: { fuzzy: 0.2 } }),
  };
  const perWord: Ranker['build'] = (entries) => {
    const rank = tuned.build(entries);
    return (query) => {
      const words = query.trim().split(/\s+/).length;
      return rank(query).map((ranked) => ({ ...ranked, score: ranked.score / words }));
    };
  };
  return {
    plain: { name: 'minisearch', settings: 'defaults, claim', build: build({ fields: ['claim'] }) },
    tuned,
    tunedPerWord: { ...tuned, settings: `${tuned.settings}; score per word of the query`, build: perWord },
  };
}
