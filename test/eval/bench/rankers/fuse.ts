import Fuse, { type IFuseOptions } from 'fuse.js';
import type { Entry } from '../checkthat.ts';
import { DEPTH, type Ranker } from './ranker.ts';

/** fuse.js as it comes. */
export const fuseClassic = fuse('fuse.js classic', 'defaults, claim and title', {});

/** Its search by words, with the best settings found on the train split; with its defaults it ranks far worse. */
export const fuseToken = fuse(
  'fuse.js token',
  'token search, threshold .2, anywhere, no length norm, claim and title',
  {
    useTokenSearch: true,
    threshold: 0.2,
    ignoreLocation: true,
    ignoreFieldNorm: true,
  },
);

// --- internal ---

function fuse(name: string, settings: string, options: IFuseOptions<Entry>): Ranker {
  return {
    name,
    settings,
    build(entries) {
      const index = new Fuse(entries, { keys: ['claim', 'title'], includeScore: true, ...options });
      return (query) =>
        index
          .search(query, { limit: DEPTH })
          .map(({ refIndex, score }) => ({ document: refIndex, score: 1 - (score ?? 1) }));
    },
  };
}
