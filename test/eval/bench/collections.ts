import { type Chance, createChance } from './chance.ts';
import type { Entry } from './checkthat.ts';
import { STOP_WORDS } from './english.ts';

/** Different words of an invented language; about what ten thousand short news sentences hold. */
export const VOCABULARY = 20_000;

/**
 * Invented claims: words drawn as in a real language, where the second word comes half as often as the first, and so on.
 * The commonest are English words that tell nothing, as in real sentences.
 */
export function inventEntries(count: number, seed: number): Entry[] {
  const chance = createChance(seed, 'sentences');
  const words = inventWords(VOCABULARY, seed);
  const draw = zipf(words.length, chance);
  const sentence = (length: number) => Array.from({ length }, () => words[draw()]).join(' ');
  return Array.from({ length: count }, () => {
    const claim = sentence(10 + chance.below(9));
    // A heading says half of it again, in other words beside.
    const title = [...chance.sample(claim.split(' '), 4), sentence(3 + chance.below(3))].join(' ');
    return { claim, title };
  });
}

/**
 * Makes more entries out of real ones: the head of one and the tail of another, and in every second a word of its own,
 * since a larger collection brings new words too.
 */
export function growEntries(entries: readonly Entry[], count: number, seed: number): Entry[] {
  const chance = createChance(seed, 'grown');
  const words = inventWords(Math.max(0, Math.ceil((count - entries.length) / 2)), seed);
  const grown = entries.slice(0, count);
  while (grown.length < count) {
    const [head, tail] = [chance.pick(entries), chance.pick(entries)];
    const own = grown.length % 2 === 0 ? words.pop() : undefined;
    grown.push({
      claim: [halves(head.claim)[0], own, halves(tail.claim)[1]].filter(Boolean).join(' '),
      title: `${halves(head.title)[0]} ${halves(tail.title)[1]}`,
    });
  }
  return grown;
}

// --- internal ---

const ONSETS = 'b bl br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh st t th tr v w'.split(' ');
const CORES = 'a ai e ea i ia o oa ou u'.split(' ');
const ENDS = ['', '', '', 'l', 'm', 'n', 'nd', 'r', 's', 'st', 't'];

/** Words that can be said and are all different, the short ones first, as in a real language. */
function inventWords(count: number, seed: number): string[] {
  const chance = createChance(seed, 'words');
  const words = new Set(STOP_WORDS.slice(0, count));
  while (words.size < count) {
    const longest = words.size < count / 20 ? 2 : 3;
    const syllables = Array.from(
      { length: longest - chance.below(2) },
      () => chance.pick(ONSETS) + chance.pick(CORES) + chance.pick(ENDS),
    );
    words.add(syllables.join(''));
  }
  return [...words];
}

/** Draws places of a list so that place n comes 1/n as often as the first. */
function zipf(length: number, chance: Chance): () => number {
  const sums = new Float64Array(length);
  let sum = 0;
  for (let place = 0; place < length; place++) sums[place] = sum += 1 / (place + 1);
  return () => {
    const drawn = chance.next() * sum;
    let [low, high] = [0, length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < drawn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function halves(text: string): [string, string] {
  const words = text.split(' ');
  const middle = words.length >> 1;
  return [words.slice(0, middle).join(' '), words.slice(middle).join(' ')];
}
