import type { Answer, Hit } from '../../src/search/answer.ts';

/**
 * What is on file for a question: an answer; nothing, although something near to it is (`near`); nothing at all like it (`far`);
 * or what the sources say and no fact of the base holds (`uncovered`).
 */
export type OnFile = 'answer' | 'near' | 'far' | 'uncovered';

/** One question, and what came of asking it. */
export interface Outcome {
  kind: string;
  onFile: OnFile;
  /** An answer was given as one: `found` or `disputed`, and not corrected. */
  asserted: boolean;
  /** The answer that was given, or would be given first if nothing held it back, is right. */
  right: boolean;
  /** The right fact was asserted, or is among the three that were shown. */
  shown: boolean;
  /** An answer was given that begins by naming what differs ("On file: 1965, not 1956."). */
  corrected: boolean;
  /** How sure the answer is; comparable over all questions of one ranking. Higher is surer, and nothing found is -Infinity. */
  confidence: number;
}

/** One line of a table: shares in percent of `n` questions. */
export interface Row {
  set: string;
  kind: string;
  n: number;
  right?: number;
  wrong?: number;
  shown?: number;
  asserted?: number;
  corrected?: number;
  /** Who was asked, when it was not this bot. */
  peer?: string;
}

/** Facts shown with a miss, and hits of an answer that a reader sees without asking for more. */
export const SHOWN = 3;

/**
 * @param isRight whether these hits answer the question, the first of them being what a reader is told first
 */
export function outcomeOf(
  question: { kind: string; onFile: OnFile },
  answer: Answer,
  isRight: (hits: readonly Hit[]) => boolean,
): Outcome {
  const given = answer.kind !== 'none';
  const corrected = given && 'premise' in answer && question.onFile !== 'answer';
  const candidates = given ? answer.hits : answer.nearest;
  const seen = candidates.slice(0, SHOWN);
  const score = candidates[0]?.score;
  return {
    kind: question.kind,
    onFile: question.onFile,
    asserted: given && !corrected,
    right: isRight(candidates),
    shown: seen.some((_, place) => isRight(seen.slice(place))),
    corrected,
    // Scores lie between 0 and 1: whatever was asserted is surer than anything that was held back.
    confidence: score === undefined ? Number.NEGATIVE_INFINITY : score + Number(given),
  };
}

/** The kinds of a set in the order in which they first come, as shipped. */
export function rowsOf(set: string, outcomes: readonly Outcome[]): Row[] {
  const kinds = new Map<string, Outcome[]>();
  for (const outcome of outcomes) kinds.set(outcome.kind, [...(kinds.get(outcome.kind) ?? []), outcome]);
  return [...kinds].map(([kind, all]) => rowOf(set, kind, all));
}

/** With one decimal. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;
}

// --- internal ---

/** @param outcomes all of one kind, or at least all with an answer on file or all without */
function rowOf(set: string, kind: string, outcomes: readonly Outcome[]): Row {
  const n = outcomes.length;
  const share = (is: (outcome: Outcome) => boolean) => percent(outcomes.filter(is).length, n);
  if (outcomes[0]?.onFile !== 'answer') {
    return {
      set,
      kind,
      n,
      asserted: share(({ asserted }) => asserted),
      corrected: share(({ corrected }) => corrected),
    };
  }
  return {
    set,
    kind,
    n,
    right: share(({ asserted, right }) => asserted && right),
    wrong: share(({ asserted, right }) => asserted && !right),
    shown: share(({ shown }) => shown),
  };
}
