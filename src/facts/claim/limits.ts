import type { Token } from './tokens.ts';

/** What the words around a number make of it: "more than 300", "at least 300", "300 or fewer", "nearly 300". */
export interface Limit {
  kind: 'more' | 'fewer' | 'min' | 'max' | 'nearly';
  /** Words before the number that are part of it. */
  before: number;
  /** Words after it. */
  after: number;
  /** A word that has other uses ("until", "from"): the number may also stand for itself. */
  isLoose: boolean;
}

/** The limit of the number between two tokens. */
export function limitOf(tokens: readonly Token[], from: number, to: number): Limit | null {
  const after = tokens
    .slice(to, to + 2)
    .map(({ plain }) => plain)
    .join(' ');
  const afterIt = tokens[to]?.text === '+' && tokens[to]?.isGlued ? 'or more' : after;
  if (/^or (more|above|over|higher)$/.test(afterIt))
    return { kind: 'min', before: 0, after: afterIt === after ? 2 : 1, isLoose: false };
  if (/^or (fewer|less|under|below|lower)$/.test(afterIt))
    return { kind: 'max', before: 0, after: 2, isLoose: false };
  // More than a million, an under-18 team.
  const skipped = /^(a|an|-)$/.test(tokens[from - 1]?.plain ?? '') ? 1 : 0;
  const end = from - skipped;
  for (let length = LONGEST; length > 0; length--) {
    if (length > end) continue;
    const phrase = tokens
      .slice(end - length, end)
      .map(({ plain }) => plain)
      .join(' ');
    const kind = LIMITS.get(phrase);
    if (kind) return { kind, before: length + skipped, after: 0, isLoose: LOOSE.has(phrase) };
  }
  return null;
}

/**
 * The readings of a number with its limit. In a quote the limit is part of the value: "more than 300" holds neither 300 nor
 * "fewer than 300", and does hold "at least 300". A claim that says "at least" or "up to" may also rest on the number alone.
 */
export function limited(
  { says, holds }: { says: readonly string[]; holds: readonly string[] },
  limit: Limit,
): { says: string[]; holds: string[] } {
  const { kind, isLoose } = limit;
  const as = (keys: readonly string[], limits: readonly string[]) =>
    keys.filter((key) => !/^(year|date):/.test(key)).flatMap((key) => limits.map((one) => `${one}:${key}`));
  const isWeak = kind === 'min' || kind === 'max';
  const implied = kind === 'more' ? ['more', 'min'] : kind === 'fewer' ? ['fewer', 'max'] : [kind];
  return {
    says: [...(isLoose || isWeak ? says : []), ...as(says, [kind])],
    holds: [...(isLoose ? holds : []), ...as(holds, implied)],
  };
}

// --- internal ---

const LONGEST = 4;

const PHRASES: [Limit['kind'], string][] = [
  [
    'more',
    "more than, over, above, upwards of, in excess of, exceeding, greater than, plus de, plus d ', mas de, plis pase, zaidi ya, zaidi ya watu",
  ],
  [
    'fewer',
    "fewer than, less than, under, below, moins de, moins d ', menos de, mwens pase, chini ya, chini ya watu",
  ],
  [
    'min',
    'at least, no fewer than, no less than, not less than, not fewer than, minimum of, au moins, al menos, por lo menos, omwen, angalau, from, since, starting, began in, begun in, started in',
  ],
  [
    'max',
    "up to, at most, no more than, not more than, as many as, as much as, maximum of, au plus, jusqu ' a, hasta, jiska, hadi, until, till, by",
  ],
  ['nearly', 'nearly, almost, close to, presque, pres de, casi, preske, karibu'],
];
const LIMITS = new Map(
  PHRASES.flatMap(([kind, phrases]) =>
    phrases.split(', ').map((phrase): [string, Limit['kind']] => [phrase, kind]),
  ),
);
const LOOSE = new Set(
  "from, since, starting, began in, begun in, started in, until, till, by, hasta, hadi, jiska, jusqu ' a".split(
    ', ',
  ),
);
