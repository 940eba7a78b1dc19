import { KEYBOARD_NEIGHBOURS } from '../../../src/search/stopword-typos.ts';
import type { Chance } from './chance.ts';

/** Words of a query that get a slip, and how long a word must be to get one. */
export const SLIPS = 3;
export const SHORTEST = 4;

/** The query with one slip of the fingers in each of three words; in all that are long enough, when there are fewer. */
export function mistype(query: string, chance: Chance): string {
  const words = [...query.matchAll(WORD)].filter(([word]) => /(.).*(?!\1)./u.test(word));
  const slipped = new Map(
    chance.sample(words, SLIPS).map((match) => [match.index, slip(match[0], chance)] as const),
  );
  return query.replace(WORD, (word, at: number) => slipped.get(at) ?? word);
}

/** One slip in one word: two neighbours swapped, a letter dropped, doubled, or its neighbour on the keyboard hit. */
export function slip(word: string, chance: Chance): string {
  for (;;) {
    const kind = chance.pick(KINDS);
    const slipped = kind([...word], chance);
    if (slipped !== word) return slipped;
  }
}

// --- internal ---

/** Letters only; addresses, handles and hashtags are not typed by hand. */
const WORD = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}@#/._-])\\p{L}{${SHORTEST},}(?![\\p{L}\\p{M}\\p{N}@#/_-]|\\.[\\p{L}\\p{N}]|://)`,
  'gu',
);

type Slip = (letters: string[], chance: Chance) => string;

const swapped: Slip = (letters, chance) => {
  const at = chance.below(letters.length - 1);
  return [...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join('');
};

const dropped: Slip = (letters, chance) => letters.toSpliced(chance.below(letters.length), 1).join('');

const doubled: Slip = (letters, chance) => {
  const at = chance.below(letters.length);
  return letters.toSpliced(at, 0, letters[at] as string).join('');
};

const neighbouring: Slip = (letters, chance) => {
  const at = chance.below(letters.length);
  const letter = letters[at] as string;
  const near = KEYBOARD_NEIGHBOURS.get(letter.toLowerCase());
  if (!near) return letters.join('');
  const hit = chance.pick(near);
  return letters.with(at, letter === letter.toLowerCase() ? hit : hit.toUpperCase()).join('');
};

const KINDS = [swapped, dropped, doubled, neighbouring];
