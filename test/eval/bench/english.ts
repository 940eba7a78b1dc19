import { stemmer } from 'stemmer';

/** English as any search library would be set up for it: the usual short list of stop words, and Porter's stems. */
export const STOP_WORDS: readonly string[] =
  `a about above after again against all am an and any are as at be because been before being below between both but by can
   could did do does doing down during each few for from further had has have having he her here hers him his how i if in into
   is it its just me more most my no nor not now of off on once only or other our out over own same she should so some such
   than that the their them then there these they this those through to too under until up very was we were what when where
   which while who whom why will with would you your`.split(/\s+/);

const STOP = new Set(STOP_WORDS);

/** The stem of a word, or null for one that tells nothing. */
export function termOf(word: string): string | null {
  const folded = word
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
  return folded === '' || STOP.has(folded) ? null : stemmer(folded);
}

/** Stems of a text, in order. */
export function termsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)*/gu) ?? []).flatMap((word) => termOf(word) ?? []);
}
