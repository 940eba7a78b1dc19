import type { Entry, Index } from './index.ts';
import { ENGLISH_STOPWORDS } from './stopwords.ts';
import { stemOf } from './tokens.ts';

/**
 * Parts what was typed without its spaces ("whopays", "kenyanpolice") into words of the base: the likeliest, by how often
 * the base uses each. Only a run of words that some text of the base has side by side is parted: "wildfire" stays whole
 * where one fact has "wild" and another "fire".
 * @returns two to four words, or null
 */
export function createSegmenter(index: Index, entries: readonly Entry[]): (word: string) => string[] | null {
  const used = index.vocabulary;
  let all = 1;
  for (const times of used.values()) all += times;
  const cost = (split: string): number => {
    if (NUMBER.test(split)) return Math.log(all) / 2;
    const times = split.length < MIN_PART ? 0 : (used.get(split) ?? 0);
    return times === 0 ? Number.POSITIVE_INFINITY : Math.log(all / times);
  };
  const split = (word: string): string[] | null => {
    const parts = likeliestSplit(word, cost);
    if (parts === null || parts.length < 2 || parts.length > MAX_PARTS) return null;
    return areAdjacentInBase(parts, index, entries) ? parts : null;
  };
  // A question may hold the same run fifty times, and each costs about a millisecond.
  const cache = new Map<string, string[] | null>();
  return (word) => {
    if (word.length < 2 * MIN_PART || word.length > MAX_LENGTH) return null;
    const before = cache.get(word);
    if (before !== undefined) return before;
    if (cache.size >= CACHE_SIZE) cache.clear();
    const parts = split(word);
    cache.set(word, parts);
    return parts;
  };
}

// --- internal ---

/** Shorter words stand inside so many others that they part nothing. */
const MIN_PART = 3;
const MAX_PART = 20;
const MAX_LENGTH = 48;
const MAX_PARTS = 4;
/** Runs whose parts are kept. */
const CACHE_SIZE = 1000;
const NUMBER = /^\d+$/;
/** Facts that are read for the words side by side. */
const MAX_DOCS_READ = 50;

/** The cheapest way to read a word as words, or null when there is none. */
function likeliestSplit(word: string, cost: (split: string) => number): string[] | null {
  const { length } = word;
  // What the first letters cost at least, for each number of them, and where their last part starts.
  const costs = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  const starts = new Uint8Array(length + 1);
  costs[0] = 0;
  for (let end = 1; end <= length; end++) {
    for (let start = Math.max(0, end - MAX_PART); start < end; start++) {
      const before = costs[start] as number;
      if (before >= (costs[end] as number)) continue;
      const sum = before + cost(word.slice(start, end));
      if (sum >= (costs[end] as number)) continue;
      costs[end] = sum;
      starts[end] = start;
    }
  }
  if (costs[length] === Number.POSITIVE_INFINITY) return null;
  const parts: string[] = [];
  for (let end = length; end > 0; end = starts[end] as number) parts.unshift(word.slice(starts[end], end));
  return parts;
}

function areAdjacentInBase(words: readonly string[], index: Index, entries: readonly Entry[]): boolean {
  let shared: Int32Array | null = null;
  for (const word of words) {
    const id = ENGLISH_STOPWORDS.has(word) ? undefined : index.termId(stemOf(word));
    if (id === undefined) continue;
    const { docs } = index.postings(id);
    shared = shared ? inBoth(shared, docs) : docs;
  }
  if (shared === null) return false;
  const run = words.join(' ');
  const says = (text: string) => text.toLowerCase().includes(run);
  return shared.subarray(0, MAX_DOCS_READ).some((doc) => {
    const { claim, asks, quotes, context } = entries[doc] as Entry;
    return says(claim) || asks.some(says) || quotes.some(says) || context.some(says);
  });
}

/** What two lists in ascending order have in common. */
function inBoth(one: Int32Array, other: Int32Array): Int32Array {
  const both = new Int32Array(Math.min(one.length, other.length));
  let found = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const [left, right] = [one[a] as number, other[b] as number];
    if (left === right) both[found++] = left;
    if (left <= right) a++;
    if (right <= left) b++;
  }
  return both.subarray(0, found);
}
