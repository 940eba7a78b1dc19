import { readFileSync } from 'node:fs';
import { GENERAL_LEXICON } from './general-lexicon.ts';
import { termsNaming } from './synonyms.ts';

/** By index term: the terms of words that exclude it, as "accept" excludes "refuse" and all that means the same. */
export const OPPOSITES: ReadonlyMap<string, ReadonlySet<string>> = readOpposites(
  readFileSync(new URL('opposites.txt', import.meta.url), 'utf8'),
);

// --- internal ---

function readOpposites(text: string): Map<string, Set<string>> {
  const opposites = new Map<string, Set<string>>();
  const add = (term: string, others: readonly string[]) => {
    opposites.set(term, new Set([...(opposites.get(term) ?? []), ...others]));
  };
  const [, ...lines] = text.trim().split('\n');
  for (const [at, line] of lines.entries()) {
    const [one, other, ...rest] = line.split('/').map((words) => termsNaming(GENERAL_LEXICON, words));
    if (!one?.length || !other?.length || rest.length > 0)
      throw new Error(`opposites.txt:${at + 2}: expected two words with a slash between, not "${line}"`);
    for (const term of one) add(term, other);
    for (const term of other) add(term, one);
  }
  return opposites;
}
