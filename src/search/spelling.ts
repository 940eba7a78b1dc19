import { doubleMetaphone } from 'double-metaphone';
import Fuse from 'fuse.js';

/** What a mistyped word most likely meant. */
export interface Correction {
  word: string;
  /** 0 to 1: how sure. */
  similarity: number;
}

/** Repairs words that the base does not know against the words it does. */
export interface SpellingCorrector {
  correct(word: string): Correction[];
  /** The same against a part of the words. */
  restrictedTo(isAllowed: (word: string) => boolean): SpellingCorrector;
}

export interface SpellingOptions {
  /** Weight of a word of the vocabulary among equals: how often the base uses it. */
  frequency?: (word: string) => number;
}

/**
 * A short list of like words comes from shared letter pairs and from sound; fuse.js ranks it.
 * A scan over a whole vocabulary costs tens of milliseconds a word, over the short list well under one.
 * @param vocabulary folded words
 */
export function createSpellingCorrector(
  vocabulary: Iterable<string>,
  options: SpellingOptions = {},
): SpellingCorrector {
  const words = [...new Set(vocabulary)].filter((word) => WORD.test(word));
  const often = options.frequency ?? (() => 0);
  const byBigram = bigramIndexOf(words);
  const byPhoneticCode = new Map<string, number[]>();
  words.forEach((word, index) => {
    for (const sound of phoneticCodesOf(word)) push(byPhoneticCode, sound, index);
  });
  const lengths = Uint16Array.from(words, (word) => word.length);
  // Room to count in: shared pairs are zero between two words.
  const shared = new Uint16Array(words.length);
  const firstPair = new Uint16Array(words.length);
  const touched = new Int32Array(words.length);
  /** Dice's measure over letter pairs. */
  const dice = (length: number, index: number) =>
    (2 * (shared[index] as number)) / (length + (lengths[index] as number) + 2);

  const shortlist = (word: string, isAllowed: Uint8Array | null): number[] => {
    const { length } = word;
    const pairs = bigramsOf(word);
    let count = 0;
    for (let place = 0; place < pairs.length; place++) {
      const list = byBigram.get(pairs[place] as number);
      if (!list) continue;
      const end = list.ends[Math.min(length + MAX_LENGTH_GAP, list.ends.length - 1)] as number;
      for (let at = list.ends[length - MAX_LENGTH_GAP - 1] ?? end; at < end; at++) {
        const index = list.words[at] as number;
        if (shared[index] === 0) {
          if (isAllowed && isAllowed[index] === 0) continue;
          touched[count++] = index;
          firstPair[index] = place;
        }
        shared[index] = (shared[index] as number) + 1;
      }
    }
    const sortByDice = (indexes: number[]) =>
      indexes.sort(
        (a, b) =>
          dice(length, b) - dice(length, a) || (firstPair[a] as number) - (firstPair[b] as number) || a - b,
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
    let sounds = phoneticCodesOf(word).flatMap((sound) => byPhoneticCode.get(sound) ?? []);
    if (isAllowed) sounds = sounds.filter((index) => isAllowed[index] === 1);
    return [...new Set([...best.slice(0, SHORTLIST), ...sounds.slice(0, SHORTLIST)])];
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
        (a, b) => b.similarity - a.similarity || often(b.word) - often(a.word) || (a.word < b.word ? -1 : 1),
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
/** Candidates handed to fuse.js a word. */
const SHORTLIST = 24;
const MIN_DICE = 0.3;
const MIN_SIMILARITY = 0.72;
/** Repairs this close to the best are kept beside it. */
const MAX_DISTANCE_FROM_BEST = 0.04;
const MAX_CORRECTIONS = 3;

/** fuse.js scores 0 for equal and grows by errors over length; it is asked both ways, since it matches by substring. */
const FUSE = { includeScore: true, threshold: 0.6, distance: 20, ignoreFieldNorm: true };

/** @param least what cannot come to this is not reckoned out: anything less may be returned for it */
function similarityOf(word: string, candidate: string, least: number): number {
  if (isTransposition(word, candidate)) return word.length <= 3 ? 0.8 : 0.9;
  // A short word is one slip away from many others: three letters are repaired by a swap only.
  if (word.length <= 3) return 0;
  const sounds = phoneticCodesOf(candidate);
  const sound = phoneticCodesOf(word).some((code) => sounds.includes(code));
  const bonus = sound ? SAME_SOUND_BONUS : word[0] === candidate[0] ? 0 : -FIRST_LETTER_PENALTY;
  const strict = word.length === 4 && !sound;
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

/** What fuse.js scores at least: a letter that the text lacks is an error, and errors count by the length of the pattern. */
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

/** Counts of letters; those that fall together only make the bound less sharp. All zero between two uses. */
const letters = new Int16Array(1024);
/** fuse.js cuts longer patterns up and takes the mean of their parts. */
const LONGEST_PATTERN = 32;

const SAME_SOUND_BONUS = 0.14;
const FIRST_LETTER_PENALTY = 0.2;

/** How sure a word of some length is that is one letter away: fuse.js counts an error by the length, and a slip is one error. */
const ONE_TYPO = 0.92;
const MIN_TYPO_LENGTH = 5;

/**
 * One letter dropped, doubled, added or hit wrong. A short word is one letter away from many others: it may only have a letter
 * doubled. The first letter is the one people rarely hit wrong, so that only a longer word may begin with another.
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

/** One pair of neighbouring letters swapped: two edits to fuse.js, one slip of the fingers. */
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

/** Letter pairs, the word's two ends included; each is a number made of two UTF-16 units. */
function bigramsOf(word: string): number[] {
  const pairs: number[] = [];
  let before = 32;
  for (let at = 0; at <= word.length; at++) {
    const unit = at === word.length ? 32 : word.charCodeAt(at);
    const pair = before * 65_536 + unit;
    if (!pairs.includes(pair)) pairs.push(pair);
    before = unit;
  }
  return pairs;
}

/** Which words have a letter pair, the short ones first; `ends[length]` is where those of a length end. */
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
  for (const index of order) for (const pair of bigramsOf(words[index] as string)) push(grown, pair, index);
  const lists = new Map<number, BigramPostings>();
  for (const [pair, list] of grown) {
    const ends = new Int32Array(longest + 1);
    for (const index of list) {
      const { length } = words[index] as string;
      ends[length] = (ends[length] as number) + 1;
    }
    for (let length = 1; length <= longest; length++)
      ends[length] = (ends[length] as number) + (ends[length - 1] as number);
    lists.set(pair, { words: Int32Array.from(list), ends });
  }
  return lists;
}

function phoneticCodesOf(word: string): string[] {
  const cached = sounds.get(word);
  if (cached) return cached;
  const codes = [...new Set(doubleMetaphone(word))].filter((code) => code.length >= 2);
  if (sounds.size > 100_000) sounds.clear();
  sounds.set(word, codes);
  return codes;
}
const sounds = new Map<string, string[]>();

function push<Key>(map: Map<Key, number[]>, key: Key, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
