/** Chance that can be repeated: the same seed gives the same run on every machine. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0, below `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  /** `count` of them, each at most once, in an order of chance. */
  sample<T>(from: readonly T[], count: number): T[];
}

/** Parts of a seed are mixed, so that a query's slips depend on the query alone and not on those before it. */
export function createChance(...seed: (number | string)[]): Chance {
  let state = hashOf(seed.join('/'));
  // Mulberry32: one 32-bit word of state, good enough to draw words with.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    sample(from, count) {
      const rest = [...from];
      const taken = [];
      while (taken.length < count && rest.length > 0) taken.push(...rest.splice(below(rest.length), 1));
      return taken;
    },
  };
}

// --- internal ---

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
