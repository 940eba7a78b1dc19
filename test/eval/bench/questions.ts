import { type Chance, createChance } from './chance.ts';
import type { Entry } from './checkthat.ts';
import { STOP_WORDS } from './english.ts';
import { mistype, SHORTEST, SLIPS, slip } from './slips.ts';

/** A question as it was meant, and as it was typed in haste. */
export interface Typed {
  clean: string;
  mistyped: string;
}

/** Questions of 3 to 8 words, in the order in which an entry of chance has them; at least three can be mistyped. */
export function drawQuestions(entries: readonly Entry[], count: number, seed: number): Typed[] {
  const chance = createChance(seed, 'questions');
  const questions: Typed[] = [];
  while (questions.length < count) {
    const { claim, title } = chance.pick(entries);
    const words = wordsOf(`${claim} ${title}`);
    const places = chance.sample([...words.keys()], 3 + chance.below(6)).sort((a, b) => a - b);
    const drawn = places.map((place) => words[place] as string);
    if (drawn.filter((word) => word.length >= SHORTEST).length < SLIPS) continue;
    const clean = drawn.join(' ');
    questions.push({ clean, mistyped: mistype(clean, chance) });
  }
  return questions;
}

/** A question made to be slow, as long as a question may be. */
export interface Hostile {
  kind: string;
  text: string;
}

/** As many questions of each hostile kind, no one alike, each as long as the limit allows. */
export function drawHostile(
  entries: readonly Entry[],
  count: number,
  limit: number,
  seed: number,
): Hostile[] {
  const chance = createChance(seed, 'hostile');
  const held = frequenciesOf(entries);
  const common = [...held].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const most = common.slice(0, 300);
  const long = common.filter((word) => word.length >= 7);
  const short = common.filter((word) => word.length === SHORTEST || word.length === SHORTEST + 1);
  const kinds: Record<string, () => string> = {
    'unknown long words': () => letters(8 + chance.below(12), chance),
    'common words': () => chance.pick(most),
    'mistyped long words': () => slip(chance.pick(long), chance),
    'mistyped short words': () => slip(chance.pick(short), chance),
    'mistyped common words': () => slip(chance.pick(most.filter((word) => word.length >= SHORTEST)), chance),
    'six clauses of common words': () => chance.pick(most),
    'any words': () => chance.pick(common),
    'one word': () => letters(limit, chance),
  };
  const names = Object.keys(kinds);
  return Array.from({ length: count }, (_, number) => {
    const kind = names[number % names.length] as string;
    const draw = kinds[kind] as () => string;
    return { kind, text: filled(draw, limit, kind.startsWith('six clauses') ? Math.ceil(limit / 6) : limit) };
  });
}

// --- internal ---

const STOP = new Set(STOP_WORDS);

function wordsOf(text: string): string[] {
  return text.match(/\p{L}+/gu) ?? [];
}

function frequenciesOf(entries: readonly Entry[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const { claim, title } of entries) {
    for (const word of wordsOf(`${claim} ${title}`.toLowerCase())) {
      if (!STOP.has(word)) held.set(word, (held.get(word) ?? 0) + 1);
    }
  }
  return held;
}

function letters(length: number, chance: Chance): string {
  return Array.from({ length }, () => chance.pick([...'aabcdeefghiijklmnoopqrstuvwxyz'])).join('');
}

/** Words up to the limit, with a comma whenever a clause is full. */
function filled(draw: () => string, limit: number, clause: number): string {
  let text = draw();
  let left = clause - text.length;
  for (;;) {
    const word = draw();
    const mark = left < word.length ? ', ' : ' ';
    if (text.length + mark.length + word.length > limit) return text;
    left = mark === ' ' ? left - word.length - 1 : clause - word.length;
    text += mark + word;
  }
}
