import type { FactBase } from '../../src/facts/schema.ts';
import { askAll, askOf } from './ask.ts';
import { tableOf } from './bench/tables.ts';
import { cutPhrasings } from './cut.ts';
import type { Outcome } from './outcome.ts';
import type { Asked } from './questions/questions.ts';

/**
 * Two laws that a search must obey if editors are to write more: further phrasings of facts find more and assert no more
 * near-misses, and further gaps cost hardly a right answer.
 */

/** A desk in its grown form, the gaps that its README form has, and its questions. */
export interface GrownDesk {
  base: FactBase;
  firstGaps: FactBase['gaps'];
  questions: readonly Asked[];
}

/** Counts over all desks, the mean over the draws. */
export interface LawRow {
  law: 'phrasings' | 'gaps';
  /** Phrasings of a fact, and gaps of a desk. */
  phrasings: number;
  gaps: number;
  asked: number;
  right: number;
  wrong: number;
  near: number;
  corrected: number;
}

const SEEDS = [1, 2, 3];
const PHRASINGS = [5, 20, 60];
const GAPS = ['none', 'first', 'all'] as const;
/** Phrasings of a fact and of a gap where gaps are varied. */
const FACT_PHRASINGS = 20;
const GAP_PHRASINGS = 5;

/** Near-misses that may be asserted beyond those with the fewest phrasings. */
const NEAR_ALLOWANCE = 1;
/** Right answers that gaps may cost, as a share of all questions. */
const RIGHT_ALLOWANCE = 0.01;
/** Means of whole numbers are not exact. */
const ROUNDING = 1e-9;

export function measureLaws(desks: readonly GrownDesk[]): LawRow[] {
  const byPhrasings = PHRASINGS.map(
    (phrasings): LawRow => ({
      law: 'phrasings',
      phrasings,
      ...measure(desks, ({ base, firstGaps }, seed) =>
        cutPhrasings({ ...base, gaps: firstGaps }, { facts: phrasings }, seed),
      ),
    }),
  );
  const byGaps = GAPS.map(
    (gaps): LawRow => ({
      law: 'gaps',
      phrasings: FACT_PHRASINGS,
      ...measure(desks, ({ base, firstGaps }, seed) => {
        const kept = { none: [], first: firstGaps, all: base.gaps }[gaps];
        return cutPhrasings({ ...base, gaps: kept }, { facts: FACT_PHRASINGS, gaps: GAP_PHRASINGS }, seed);
      }),
    }),
  );
  return [...byPhrasings, ...byGaps];
}

/** With more phrasings, at most one near-miss more is asserted, and with the most no fewer questions are right. */
export function phrasingsLawHolds(rows: readonly LawRow[]): boolean {
  const [fewest, ...more] = rows.filter(({ law }) => law === 'phrasings');
  const most = more.at(-1);
  if (!fewest || !most) return false;
  return (
    more.every(({ near }) => near <= fewest.near + NEAR_ALLOWANCE + ROUNDING) &&
    most.right >= fewest.right - ROUNDING
  );
}

/** However many gaps there are, they cost at most one right answer in a hundred questions. */
export function gapsLawHolds(rows: readonly LawRow[]): boolean {
  const [none, ...more] = rows.filter(({ law }) => law === 'gaps');
  return (
    none !== undefined &&
    more.every(({ right }) => right >= none.right - RIGHT_ALLOWANCE * none.asked - ROUNDING)
  );
}

export function lawTables(rows: readonly LawRow[]): string {
  const table = (law: LawRow['law']) =>
    tableOf(
      ['phrasings of a fact', 'gaps', 'asked', 'right', 'wrong', 'near asserted', 'corrected'],
      rows
        .filter((row) => row.law === law)
        .map((row) => [
          ...[row.phrasings, row.gaps, row.asked].map(String),
          ...[row.right, row.wrong, row.near, row.corrected].map((count) => count.toFixed(1)),
        ]),
    );
  const verdict = (holds: boolean) => (holds ? 'holds' : 'does not hold');
  return [
    `more phrasings: at most ${NEAR_ALLOWANCE} near-miss more is asserted, and the most are no worse than the fewest: ${verdict(phrasingsLawHolds(rows))}`,
    table('phrasings'),
    '',
    `more gaps: they cost at most ${100 * RIGHT_ALLOWANCE} % of all questions in right answers: ${verdict(gapsLawHolds(rows))}`,
    table('gaps'),
  ].join('\n');
}

// --- internal ---

type Counts = Pick<LawRow, 'gaps' | 'asked' | 'right' | 'wrong' | 'near' | 'corrected'>;

/** Asks each desk in each draw of its base. */
function measure(desks: readonly GrownDesk[], draw: (desk: GrownDesk, seed: number) => FactBase): Counts {
  const draws = SEEDS.map((seed) => {
    const bases = desks.map((desk) => ({ base: draw(desk, seed), questions: desk.questions }));
    const outcomes = bases.flatMap(({ base, questions }) => askAll(questions, askOf(base), base));
    return { outcomes, gaps: Math.max(0, ...bases.map(({ base }) => base.gaps.length)) };
  });
  const mean = (is: (outcome: Outcome) => boolean) =>
    draws.reduce((sum, { outcomes }) => sum + outcomes.filter(is).length, 0) / draws.length;
  return {
    gaps: draws[0]?.gaps ?? 0,
    asked: draws[0]?.outcomes.length ?? 0,
    right: mean(({ onFile, asserted, right }) => onFile === 'answer' && asserted && right),
    wrong: mean(({ onFile, asserted, right }) => onFile === 'answer' && asserted && !right),
    near: mean(({ onFile, asserted }) => onFile === 'near' && asserted),
    corrected: mean(({ corrected }) => corrected),
  };
}
