import type { Entry, Index } from './index.ts';
import { ENGLISH_STOPWORDS } from './stopwords.ts';
import { stemOf } from './tokens.ts';

/**
 * Segments words typed without their spaces ("whopays", "kenyanpolice") into the likeliest words of the base, by their
 * frequency there. Only words that stand side by side in some text of the base are accepted: "wildfire" stays whole if one fact
 * has "wild" and another "fire".
 * @returns two to four words, or null
 */
export function createSegmenter(index: Index, entries: readonly Entry[]): (word: string) => string[] | null {
  const { vocabulary } = index;
  let total = 1;
  for (const frequency of vocabulary.values()) total += frequency;
  const cost = (part: string): number => {
    if (NUMBER.test(part)) return Math.log(total) / 2;
    const frequency = part.length < MIN_PART ? 0 : (vocabulary.get(part) ?? 0);
    return frequency === 0 ? Number.POSITIVE_INFINITY : Math.log(total / frequency);
  };
  const split = (word: string): string[] | null => {
    const parts = likeliestSplit(word, cost);
    if (parts === null || parts.length < 2 || parts.length > MAX_PARTS) return null;
    return areAdjacentInBase(parts, index, entries) ? parts : null;
  };
  // A question may repeat a word fifty times, and each split costs about a millisecond.
  const cache = new Map<string, string[] | null>();
  return (word) => {
    if (word.length < 2 * MIN_PART || word.length > MAX_LENGTH) return null;
    const cached = cache.get(word);
    if (cached !== undefined) return cached;
    if (cache.size >= CACHE_SIZE) cache.clear();
    const parts = split(word);
    cache.set(word, parts);
    return parts;
  };
}

// --- internal ---

/** Shorter words occur inside too many others. */
const MIN_PART = 3;
const MAX_PART = 20;
const MAX_LENGTH = 48;
const MAX_PARTS = 4;
const CACHE_SIZE = 1000;
const NUMBER = /^\d+$/;
/** Documents searched for the words side by side. */
const MAX_DOCS_READ = 50;

/** The cheapest segmentation of a word, or null. */
function likeliestSplit(word: string, cost: (part: string) => number): string[] | null {
  const { length } = word;
  // For each prefix: its lowest cost, and where its last part starts.
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

/** The intersection of two ascending lists. */
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
