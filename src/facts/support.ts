import type { LexiconGroup } from './schema.ts';

/** Groups of words that the lexicon makes equal, prepared for comparing. */
export type EqualWords = readonly (readonly string[])[];

export function equalWords(lexicon: readonly LexiconGroup[]): EqualWords {
  return lexicon.map(({ means }) =>
    means.map((word) => plain(word).toLowerCase()).filter((word) => word !== ''),
  );
}

/**
 * The numbers (in digits or words), months, weekdays, years and capitalised names of a claim that are neither in the quoted
 * words nor equal, by the lexicon, to something there.
 * A first word that the quotes have in lower case ("reports …") is no name.
 */
export function findUnsupported(claim: string, quoted: readonly string[], equals: EqualWords): string[] {
  const support = quoted.map(plain).join(' \n ');
  const words = new Set(wordsOf(support));
  const text = plain(claim);
  const backed = equalSpans(text, support, equals);
  const missing: string[] = [];
  for (const match of text.matchAll(NAME_OR_NUMBER)) {
    const word = match[0];
    const isFirst = text.slice(0, match.index).trim() === '';
    if (isFirst && ORDINARY_OPENING.has(word.toLowerCase())) continue;
    if (isFirst && words.has(word.toLowerCase())) continue;
    if (backed.some(([start, end]) => match.index >= start && match.index + word.length <= end)) continue;
    if (!isBackedBy(word, words)) missing.push(word);
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

/** A capitalised word, an acronym, or a number with thousands and decimal separators. */
const NAME_OR_NUMBER = /\p{Lu}[\p{L}\p{M}\d]*|\d+(?:[.,]\d+)*/gu;

/** Numbers, months and days in words, in any case. "One", "second", "may" and "march" are left out: they have other meanings. */
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

/** Words that are capitalised only because they open the sentence. */
const ORDINARY_OPENING = new Set(
  'a an the this that these those it its in on at of to for from by with as and or but if when where while who what which no not there since after before under despite during because both some all any each most many more'.split(
    ' ',
  ),
);

/** Straightens apostrophes, drops possessives and splits at hyphens; keeps case and accents. */
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

/** The word itself, or a country and its adjective (Haiti, Haitian): one begins with the other and is at most two letters longer. */
function isBackedBy(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word)) return true;
  if (word.length < 4 || !/^\p{Lu}/u.test(word)) return false;
  for (const other of words) {
    const [short, long] = other.length < word.length ? [other, word] : [word, other];
    if (short.length >= 4 && long.startsWith(short) && long.length - short.length <= 2) return true;
  }
  return false;
}

/** Spans of the claim that the lexicon makes equal to something in the quoted words. */
function equalSpans(text: string, support: string, equals: EqualWords): [number, number][] {
  const claim = text.toLowerCase();
  const quoted = support.toLowerCase();
  return equals.flatMap((group) => {
    // Claims are short: most groups are ruled out here.
    const inClaim = group.filter((word) => claim.includes(word));
    if (inClaim.length === 0 || !group.some((word) => findWord(quoted, word).length > 0)) return [];
    return inClaim.flatMap((word) =>
      findWord(claim, word).map((start): [number, number] => [start, start + word.length]),
    );
  });
}

/** Offsets of a whole word or phrase; both in lower case. */
function findWord(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!/[\p{L}\p{M}\d]/u.test(before) && !/[\p{L}\p{M}\d]/u.test(after)) places.push(at);
  }
  return places;
}
