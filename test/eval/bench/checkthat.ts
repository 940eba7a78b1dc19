import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSeparated } from './separated.ts';

/** One entry that is searched: a sentence, and the heading it stands under. */
export interface Entry {
  claim: string;
  title: string;
}

/** A query and the entries that meet it, by number. */
export interface Query {
  text: string;
  relevant: ReadonlySet<number>;
}

/**
 * Reads CheckThat! 2020, Task 2: verified claims, and tweets that repeat them.
 * @param folder holds verified_claims.docs.tsv and one folder for each split
 */
export function loadCheckThat(folder: string, split: string): { entries: Entry[]; queries: Query[] } {
  const documents = read(folder, 'verified_claims.docs.tsv').slice(1);
  const numbers = new Map(documents.map(([id], number) => [id as string, number]));
  const relevant = new Map<string, Set<number>>();
  for (const [query = '', , document = '', grade] of read(folder, split, 'tweet-vclaim-pairs.qrels')) {
    const number = numbers.get(document);
    if (number === undefined || !(Number(grade) > 0)) continue;
    relevant.set(query, (relevant.get(query) ?? new Set()).add(number));
  }
  const queries = read(folder, split, 'tweets.queries.tsv').slice(1);
  return {
    entries: documents.map(([, claim = '', title = '']) => ({ claim, title })),
    queries: queries.flatMap(([id = '', text = '']) => {
      const found = relevant.get(id);
      return found ? [{ text, relevant: found }] : [];
    }),
  };
}

// --- internal ---

function read(...path: string[]): string[][] {
  return readSeparated(readFileSync(join(...path), 'utf8'), '\t').filter((row) => row.length > 1);
}
