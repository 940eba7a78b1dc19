import { doubleMetaphone } from 'double-metaphone';
import Fuse from 'fuse.js';

/** What a mistyped word most likely meant. */
interface Repair {
  word: string;
  /** 0 to 1: how sure. */
  likeness: number;
}

/** Repairs words that the base does not know against the words it does. */
export interface Repairer {
  repair(word: string): Repair[];
}

export interface RepairOptions {
  /** Weight of a word of the vocabulary among equals: how often the base uses it. */
  frequency?: (word: string) => number;
}

/**
 * A short list of like words comes from shared letter pairs and from sound; fuse.js ranks it.
 * A scan over a whole vocabulary costs tens of milliseconds a word, over the short list well under one.
 * @param vocabulary folded words
 */
export function createRepairer(vocabulary: Iterable<string>, options: RepairOptions = {}): Repairer {
  const words = [...new Set(vocabulary)].filter((word) => /^\p{L}{3,}$/u.test(word));
  const byPair = new Map<string, number[]>();
  const bySound = new Map<string, number[]>();
  words.forEach((word, index) => {
    for (const pair of pairsOf(word)) push(byPair, pair, index);
    for (const sound of soundsOf(word)) push(bySound, sound, index);
  });
  const shared = new Uint8Array(words.length);

  const shortlist = (word: string): number[] => {
    const touched: number[] = [];
    for (const pair of pairsOf(word)) {
      for (const index of byPair.get(pair) ?? []) {
        if (Math.abs((words[index] as string).length - word.length) > MAX_LENGTH_GAP) continue;
        if (shared[index] === 0) touched.push(index);
        shared[index] = (shared[index] as number) + 1;
      }
    }
    const likeness = (index: number) =>
      (2 * (shared[index] as number)) / (word.length + (words[index] as string).length + 2);
    const best = touched
      .map((index) => ({ index, likeness: likeness(index) }))
      .filter((entry) => entry.likeness >= MIN_PAIRS)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, SHORTLIST)
      .map((entry) => entry.index);
    for (const index of touched) shared[index] = 0;
    const sounds = soundsOf(word).flatMap((sound) => bySound.get(sound) ?? []);
    return [...new Set([...best, ...sounds.slice(0, SHORTLIST)])];
  };

  return {
    repair(word) {
      if (!/^\p{L}{3,}$/u.test(word)) return [];
      const repairs: Repair[] = [];
      for (const index of shortlist(word)) {
        const candidate = words[index] as string;
        const likeness = likenessOf(word, candidate);
        if (likeness >= MIN_LIKENESS) repairs.push({ word: candidate, likeness });
      }
      const often = options.frequency ?? (() => 0);
      repairs.sort(
        (a, b) => b.likeness - a.likeness || often(b.word) - often(a.word) || (a.word < b.word ? -1 : 1),
      );
      const top = repairs[0]?.likeness ?? 0;
      return repairs.filter((repair) => repair.likeness >= top - TIE).slice(0, MAX_REPAIRS);
    },
  };
}

// --- internal ---

const MAX_LENGTH_GAP = 2;
/** Candidates handed to fuse.js a word. */
const SHORTLIST = 24;
const MIN_PAIRS = 0.3;
const MIN_LIKENESS = 0.72;
/** Repairs this close to the best are kept beside it. */
const TIE = 0.04;
const MAX_REPAIRS = 3;

/** fuse.js scores 0 for equal and grows by errors over length; it is asked both ways, since it matches by substring. */
const FUSE = { includeScore: true, threshold: 0.6, distance: 20, ignoreFieldNorm: true };

function likenessOf(word: string, candidate: string): number {
  if (sameLettersButSwapped(word, candidate)) return word.length <= 3 ? 0.8 : 0.9;
  const forth = Fuse.match(word, candidate, FUSE);
  const back = Fuse.match(candidate, word, FUSE);
  const score = Math.max(forth.isMatch ? forth.score : 1, back.isMatch ? back.score : 1);
  const sound = soundsOf(word).some((code) => soundsOf(candidate).includes(code));
  const first = word[0] === candidate[0];
  // A short word is one slip away from many others: three letters are repaired by a swap only.
  if (word.length <= 3) return 0;
  if (word.length === 4 && score > 0.26 && !sound) return 0;
  return Math.min(
    1,
    Math.max(0, 1 - score) + (sound ? SOUND_BONUS : 0) - (first || sound ? 0 : FIRST_LETTER),
  );
}

const SOUND_BONUS = 0.14;
const FIRST_LETTER = 0.2;

/** One pair of neighbouring letters swapped: two edits to fuse.js, one slip of the fingers. */
function sameLettersButSwapped(word: string, candidate: string): boolean {
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

/** Letter pairs, the word's two ends included. */
function pairsOf(word: string): string[] {
  const padded = ` ${word} `;
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < padded.length; at++) pairs.add(padded.slice(at, at + 2));
  return [...pairs];
}

function soundsOf(word: string): string[] {
  const cached = sounds.get(word);
  if (cached) return cached;
  const codes = [...new Set(doubleMetaphone(word))].filter((code) => code.length >= 2);
  if (sounds.size > 100_000) sounds.clear();
  sounds.set(word, codes);
  return codes;
}
const sounds = new Map<string, string[]>();

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
