import { doubleMetaphone } from 'double-metaphone';
import Fuse from 'fuse.js';

/** A word that a mistyped one may stand for. */
export interface Correction {
  word: string;
  /** Confidence, 0 to 1. */
  similarity: number;
}

/** Corrects unknown words to words of a vocabulary. */
export interface SpellingCorrector {
  correct(word: string): Correction[];
  /** The same corrector over part of the vocabulary. */
  restrictedTo(isAllowed: (word: string) => boolean): SpellingCorrector;
}

export interface SpellingOptions {
  /** How often the base uses a word; breaks ties. Default: none. */
  frequency?: (word: string) => number;
}

/**
 * Shared letter bigrams and phonetic codes select a short list of candidates, which fuse.js ranks: well under a millisecond
 * for each word, where fuse.js over the whole vocabulary takes tens.
 * @param vocabulary folded words
 */
export function createSpellingCorrector(
  vocabulary: Iterable<string>,
  options: SpellingOptions = {},
): SpellingCorrector {
  const words = [...new Set(vocabulary)].filter((word) => WORD.test(word));
  const frequency = options.frequency ?? (() => 0);
  const byBigram = bigramIndexOf(words);
  const byPhoneticCode = new Map<string, number[]>();
  words.forEach((word, index) => {
    for (const code of phoneticCodesOf(word)) push(byPhoneticCode, code, index);
  });
  const lengths = Uint16Array.from(words, (word) => word.length);
  // Scratch buffers reused across words; `shared` is zeroed after each.
  const shared = new Uint16Array(words.length);
  const firstBigram = new Uint16Array(words.length);
  const touched = new Int32Array(words.length);
  /** Dice coefficient over letter bigrams. */
  const dice = (length: number, index: number) =>
    (2 * (shared[index] as number)) / (length + (lengths[index] as number) + 2);

  const shortlist = (word: string, isAllowed: Uint8Array | null): number[] => {
    const { length } = word;
    const bigrams = bigramsOf(word);
    let count = 0;
    for (let place = 0; place < bigrams.length; place++) {
      const list = byBigram.get(bigrams[place] as number);
      if (!list) continue;
      const end = list.ends[Math.min(length + MAX_LENGTH_GAP, list.ends.length - 1)] as number;
      for (let at = list.ends[length - MAX_LENGTH_GAP - 1] ?? end; at < end; at++) {
        const index = list.words[at] as number;
        if (shared[index] === 0) {
          if (isAllowed && isAllowed[index] === 0) continue;
          touched[count++] = index;
          firstBigram[index] = place;
        }
        shared[index] = (shared[index] as number) + 1;
      }
    }
    const sortByDice = (indexes: number[]) =>
      indexes.sort(
        (a, b) =>
          dice(length, b) - dice(length, a) ||
          (firstBigram[a] as number) - (firstBigram[b] as number) ||
          a - b,
      );
    const best: number[] = [];
    let least = MIN_DICE;
    for (let at = 0; at < count; at++) {
      const index = touched[at] as number;
      if (dice(length, index) < least) continue;
      best.push(index);
      if (best.length < 4 * SHORTLIST) continue;
      sortByDice(best).length = SHORTLIST;
      least = dice(length, best[SHORTLIST - 1] as number);
    }
    sortByDice(best);
    for (let at = 0; at < count; at++) shared[touched[at] as number] = 0;
    let alike = phoneticCodesOf(word).flatMap((code) => byPhoneticCode.get(code) ?? []);
    if (isAllowed) alike = alike.filter((index) => isAllowed[index] === 1);
    return [...new Set([...best.slice(0, SHORTLIST), ...alike.slice(0, SHORTLIST)])];
  };

  const correct = (word: string, isAllowed: Uint8Array | null): Correction[] => {
    if (!WORD.test(word)) return [];
    const corrections: Correction[] = [];
    let least = MIN_SIMILARITY;
    for (const index of shortlist(word, isAllowed)) {
      const candidate = words[index] as string;
      const similarity = similarityOf(word, candidate, least);
      if (similarity < least) continue;
      corrections.push({ word: candidate, similarity });
      least = Math.max(least, similarity - MAX_DISTANCE_FROM_BEST);
    }
    return corrections
      .filter(({ similarity }) => similarity >= least)
      .sort(
        (a, b) =>
          b.similarity - a.similarity || frequency(b.word) - frequency(a.word) || (a.word < b.word ? -1 : 1),
      )
      .slice(0, MAX_CORRECTIONS);
  };

  return {
    correct: (word) => correct(word, null),
    restrictedTo(isIn) {
      const isAllowed = Uint8Array.from(words, (word) => (isIn(word) ? 1 : 0));
      return { ...this, correct: (word) => correct(word, isAllowed) };
    },
  };
}

// --- internal ---

const WORD = /^\p{L}{3,}$/u;
const MAX_LENGTH_GAP = 2;
/** Candidates ranked by fuse.js for each word, from bigrams and as many again from phonetic codes. */
const SHORTLIST = 24;
const MIN_DICE = 0.3;
const MIN_SIMILARITY = 0.72;
/** Corrections this close to the best one are kept as alternatives. */
const MAX_DISTANCE_FROM_BEST = 0.04;
const MAX_CORRECTIONS = 3;

/** fuse.js scores 0 for equal words, rising with errors over length. Both directions are scored, since it matches substrings. */
const FUSE = { includeScore: true, threshold: 0.6, distance: 20, ignoreFieldNorm: true };

/** @param least scores that cannot reach this are not computed: the result may then be any lower number */
function similarityOf(word: string, candidate: string, least: number): number {
  if (isTransposition(word, candidate)) return word.length <= 3 ? 0.8 : 0.9;
  // A short word is one typo away from many others: in three letters only a transposition is corrected.
  if (word.length <= 3) return 0;
  const codes = phoneticCodesOf(candidate);
  const soundsAlike = phoneticCodesOf(word).some((code) => codes.includes(code));
  const bonus = soundsAlike ? SAME_SOUND_BONUS : word[0] === candidate[0] ? 0 : -FIRST_LETTER_PENALTY;
  const strict = word.length === 4 && !soundsAlike;
  const atBest = Math.max(minFuseScore(word, candidate), minFuseScore(candidate, word));
  if (isOneTypo(word, candidate)) return ONE_TYPO;
  if (similarityFrom(atBest, bonus, strict) < least) return 0;
  const forth = Fuse.match(word, candidate, FUSE);
  const score = forth.isMatch ? forth.score : 1;
  if (similarityFrom(Math.max(score, atBest), bonus, strict) < least) return 0;
  const back = Fuse.match(candidate, word, FUSE);
  return similarityFrom(Math.max(score, back.isMatch ? back.score : 1), bonus, strict);
}

function similarityFrom(score: number, bonus: number, strict: boolean): number {
  if (strict && score > 0.26) return 0;
  return Math.min(1, Math.max(0, 1 - score) + bonus);
}

/** Lower bound of the fuse.js score: a letter that the text lacks is an error, and errors count by the length of the pattern. */
function minFuseScore(pattern: string, text: string): number {
  if (pattern.length > LONGEST_PATTERN) return 0;
  let missing = 0;
  for (let at = 0; at < text.length; at++) count(text, at, 1);
  for (let at = 0; at < pattern.length; at++) if (count(pattern, at, -1) < 0) missing++;
  for (let at = 0; at < text.length; at++) count(text, at, -1);
  for (let at = 0; at < pattern.length; at++) count(pattern, at, 1);
  return missing / pattern.length;
}

function count(text: string, at: number, by: number): number {
  const letter = text.charCodeAt(at) & 1023;
  letters[letter] = (letters[letter] as number) + by;
  return letters[letter] as number;
}

/** Scratch letter counts, zeroed after each use; collisions only loosen the bound. */
const letters = new Int16Array(1024);
/** fuse.js splits longer patterns and averages the scores of the parts. */
const LONGEST_PATTERN = 32;

const SAME_SOUND_BONUS = 0.14;
const FIRST_LETTER_PENALTY = 0.2;

/** Similarity after a single typo. fuse.js divides errors by length, which would punish short words for one. */
const ONE_TYPO = 0.92;
const MIN_TYPO_LENGTH = 5;

/**
 * One letter dropped, doubled, inserted or substituted. A short word is one letter away from many others, so only a doubled
 * letter counts there. People rarely get the first letter wrong, so a wrong one counts in longer words only.
 */
function isOneTypo(word: string, candidate: string): boolean {
  const gap = candidate.length - word.length;
  if (Math.abs(gap) > 1) return false;
  let at = 0;
  while (at < word.length && word[at] === candidate[at]) at++;
  if (word.slice(at + (gap <= 0 ? 1 : 0)) !== candidate.slice(at + (gap >= 0 ? 1 : 0))) return false;
  if (gap === -1 && at > 0 && word[at] === word[at - 1]) return true;
  return candidate.length >= MIN_TYPO_LENGTH + (at === 0 && gap < 1 ? 1 : 0);
}

/** Two neighbouring letters swapped: two edits to fuse.js, one typo to the reader. */
function isTransposition(word: string, candidate: string): boolean {
  if (word.length !== candidate.length) return false;
  let at = 0;
  while (at < word.length && word[at] === candidate[at]) at++;
  return (
    at + 1 < word.length &&
    word[at] === candidate[at + 1] &&
    word[at + 1] === candidate[at] &&
    word.slice(at + 2) === candidate.slice(at + 2)
  );
}

/** Letter bigrams, word boundaries included, each encoded as one number from two UTF-16 units. */
function bigramsOf(word: string): number[] {
  const bigrams: number[] = [];
  let before = 32;
  for (let at = 0; at <= word.length; at++) {
    const unit = at === word.length ? 32 : word.charCodeAt(at);
    const bigram = before * 65_536 + unit;
    if (!bigrams.includes(bigram)) bigrams.push(bigram);
    before = unit;
  }
  return bigrams;
}

/** The words that contain a bigram, shortest first; those of each length end at `ends[length]`. */
interface BigramPostings {
  words: Int32Array;
  ends: Int32Array;
}

function bigramIndexOf(words: readonly string[]): Map<number, BigramPostings> {
  const longest = words.reduce((most, word) => Math.max(most, word.length), 0);
  const grown = new Map<number, number[]>();
  const order = [...words.keys()].sort(
    (a, b) => (words[a] as string).length - (words[b] as string).length || a - b,
  );
  for (const index of order)
    for (const bigram of bigramsOf(words[index] as string)) push(grown, bigram, index);
  const lists = new Map<number, BigramPostings>();
  for (const [bigram, list] of grown) {
    const ends = new Int32Array(longest + 1);
    for (const index of list) {
      const { length } = words[index] as string;
      ends[length] = (ends[length] as number) + 1;
    }
    for (let length = 1; length <= longest; length++)
      ends[length] = (ends[length] as number) + (ends[length - 1] as number);
    lists.set(bigram, { words: Int32Array.from(list), ends });
  }
  return lists;
}

function phoneticCodesOf(word: string): string[] {
  const cached = phoneticCodes.get(word);
  if (cached) return cached;
  const codes = [...new Set(doubleMetaphone(word))].filter((code) => code.length >= 2);
  if (phoneticCodes.size > 100_000) phoneticCodes.clear();
  phoneticCodes.set(word, codes);
  return codes;
}

const phoneticCodes = new Map<string, string[]>();

function push<Key>(map: Map<Key, number[]>, key: Key, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
