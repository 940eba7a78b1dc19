import type { LexiconGroup } from './schema.ts';

/**
 * Which numbers, in figures or in words, months, weekdays, years and capitalised names of a claim stand neither in the quoted words
 * nor, through the lexicon, as something equal to a word that stands there.
 * A first word that the quotes hold in lower case ("reports …") is no name.
 */
export function findUnsupported(
  claim: string,
  quoted: readonly string[],
  lexicon: readonly LexiconGroup[],
): string[] {
  const support = quoted.map(plain).join(' \n ');
  const words = new Set(wordsOf(support));
  const text = plain(claim);
  const backed = equalSpans(text, support, lexicon);
  const missing: string[] = [];
  for (const match of text.matchAll(NAME_OR_NUMBER)) {
    const word = match[0];
    const isFirst = text.slice(0, match.index).trim() === '';
    if (isFirst && ORDINARY_OPENING.has(word.toLowerCase())) continue;
    if (isFirst && words.has(word.toLowerCase())) continue;
    if (backed.some(([start, end]) => match.index >= start && match.index + word.length <= end)) continue;
    if (!standsIn(word, words)) missing.push(word);
  }
  const said = new Set(wordsOf(support.toLowerCase()));
  for (const match of text.toLowerCase().matchAll(SPELT_OUT)) {
    const word = text.slice(match.index, match.index + match[0].length);
    if (backed.some(([start, end]) => match.index >= start && match.index + word.length <= end)) continue;
    if (!said.has(match[0])) missing.push(word);
  }
  return [...new Set(missing)];
}

// --- internal ---

/** A capitalised word, an acronym, or a number with its thousands and decimals. */
const NAME_OR_NUMBER = /\p{Lu}[\p{L}\p{M}\d]*|\d+(?:[.,]\d+)*/gu;

/** Numbers, months and days in words, however they are written; "one", "second", "may" and "march" say other things as well. */
const SPELT_OUT = new RegExp(
  `(?<![\\p{L}\\p{M}\\d])(?:${[
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    'twenty thirty forty fifty sixty seventy eighty ninety hundreds? thousands? millions? billions? dozens? half twice',
    'monday tuesday wednesday thursday friday saturday sunday',
    'january february april june july august september october november december',
  ]
    .join(' ')
    .replaceAll(' ', '|')})(?![\\p{L}\\p{M}\\d])`,
  'gu',
);

/** Words that open a sentence with a capital and name nothing. */
const ORDINARY_OPENING = new Set(
  'a an the this that these those it its in on at of to for from by with as and or but if when where while who what which no not there since after before under despite during because both some all any each most many more'.split(
    ' ',
  ),
);

/** Apostrophes straight, possessives and hyphens apart; case and accents kept. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/'s\b/g, '')
    .replace(/[-\u2010-\u2014]/g, ' ');
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\d]+(?:[.,]\d+)*/gu) ?? [];
}

/** The word itself, or the country for its adjective and back (Haiti, Haitian): the same capital and stem, two letters apart at most. */
function standsIn(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word)) return true;
  if (word.length < 4 || !/^\p{Lu}/u.test(word)) return false;
  for (const other of words) {
    const [short, long] = other.length < word.length ? [other, word] : [word, other];
    if (short.length >= 4 && long.startsWith(short) && long.length - short.length <= 2) return true;
  }
  return false;
}

/** Stretches of the claim that the lexicon says are equal to something in the quoted words. */
function equalSpans(text: string, support: string, lexicon: readonly LexiconGroup[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const group of lexicon) {
    const equals = group.means.map(plain);
    if (!equals.some((word) => findWord(support, word).length > 0)) continue;
    for (const word of equals) {
      for (const start of findWord(text, word)) spans.push([start, start + word.length]);
    }
  }
  return spans;
}

/** Where a word or phrase stands as a whole, case aside. */
function findWord(text: string, word: string): number[] {
  const hay = text.toLowerCase();
  const needle = word.toLowerCase();
  const places: number[] = [];
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    const before = hay[at - 1] ?? ' ';
    const after = hay[at + needle.length] ?? ' ';
    if (!/[\p{L}\p{M}\d]/u.test(before) && !/[\p{L}\p{M}\d]/u.test(after)) places.push(at);
  }
  return places;
}
