import type { Entry } from '../checkthat.ts';
import { termOf } from '../english.ts';
import { DEPTH, type Ranker } from './ranker.ts';

/** The part of minisearch that is used here: it is installed beside the bench only, so its own types may not be there. */
interface MiniSearch {
  addAll(entries: readonly (Entry & { id: number })[]): void;
  search(query: string, options?: object): { id: number }[];
}
type Module = { default: new (options: object) => MiniSearch };

/** minisearch as it comes, and as its documentation says to set it up for English text. */
export async function loadMinisearch(): Promise<{ plain: Ranker; tuned: Ranker }> {
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
          .map(({ id }) => id);
    };
  };
  return {
    plain: { name: 'minisearch', settings: 'defaults, claim', build: build({ fields: ['claim'] }) },
    tuned: {
      name: 'minisearch tuned',
      settings: 'stop words, stems, fuzzy .2, claim and title',
      build: build({ fields: ['claim', 'title'], processTerm: termOf, searchOptions: { fuzzy: 0.2 } }),
    },
  };
}
