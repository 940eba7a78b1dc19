import { isEnglishWord } from './english-words.ts';
import type { Token } from './tokens.ts';

/** Which words of a base name a person, body or place. */
export interface Names {
  /** Written with a capital inside sentences of claims or quotes, and never otherwise. */
  isName(word: Pick<Token, 'text'>): boolean;
}

/** @param texts claims and quotes, each with its words */
export function createNames(texts: Iterable<{ text: string; words: readonly Token[] }>): Names {
  const capital = new Set<string>();
  const small = new Set<string>();
  for (const { text, words } of texts) {
    for (const word of words) {
      if (!isCapital(text, word)) small.add(word.text);
      else if (!opensSentence(text, word)) capital.add(word.text);
    }
  }
  return {
    isName: ({ text }) =>
      capital.has(text) && !small.has(text) && !isEnglishWord(text) && !NEVER_NAMES.has(text),
  };
}

/** Whether a word of a text begins with a capital letter. */
export function isCapital(text: string, { start }: Pick<Token, 'start'>): boolean {
  return /\p{Lu}/u.test(text[start] ?? '');
}

/** Whether a word is the first of a sentence or of a quotation, where any word has a capital. */
export function opensSentence(text: string, { start }: Pick<Token, 'start'>): boolean {
  return /(?:^|[.!?¿¡:“"‘(\n])\s*$/u.test(text.slice(0, start));
}

/** Written with a capital, and not what a question is about: parts of a date, and titles. */
export const NEVER_NAMES: ReadonlySet<string> = new Set(
  `january february march april May june july august september october november december monday tuesday wednesday thursday friday
  saturday sunday mr mrs ms miss dr doctor prof professor sir dame lord lady judge justice i`.split(/\s+/),
);
