import { type Outcome, percent, type Row } from './outcome.ts';

/** The shares, in percent, of near-misses asserted at which rankings are compared. */
export const NEAR_SHARES = [5, 10, 20] as const;

/** One threshold, and what comes of it. */
export interface Point {
  /** Answers that are surer than this or as sure are given. */
  threshold: number;
  /** Percent of the questions with an answer on file. */
  right: number;
  /** Percent of the near-misses. */
  near: number;
}

/**
 * What a ranking would answer if one threshold on its confidence were all that held answers back, tightest first.
 * Equally sure answers are given together or not at all. For this bot the point as shipped is one of them: tightening drops the
 * least sure of what it asserts, loosening asserts the surest of what it holds back.
 */
export function pointsOf(outcomes: readonly Outcome[]): Point[] {
  const answerable = outcomes.filter(({ onFile }) => onFile === 'answer').length;
  const misleading = outcomes.filter(({ onFile }) => onFile === 'near').length;
  const sorted = outcomes
    .filter(({ confidence }) => confidence > Number.NEGATIVE_INFINITY)
    .toSorted((a, b) => b.confidence - a.confidence);
  const points: Point[] = [{ threshold: Number.POSITIVE_INFINITY, right: 0, near: 0 }];
  let [right, near] = [0, 0];
  sorted.forEach(({ onFile, right: isRight, corrected, confidence }, at) => {
    if (onFile === 'answer' && isRight) right++;
    if (onFile === 'near' && !corrected) near++;
    if (sorted[at + 1]?.confidence === confidence) return;
    points.push({
      threshold: confidence,
      right: percent(right, answerable),
      near: percent(near, misleading),
    });
  });
  return points;
}

/** The most that is right at any threshold that asserts at most this share (percent) of the near-misses. */
export function bestAtNear(points: readonly Point[], share: number): Point {
  const allowed = points.filter(({ near }) => near <= share);
  return allowed.reduce((best, point) => (point.right >= best.right ? point : best));
}

/** A row, and what one threshold could reach. */
export interface ReachRow extends Row {
  /** Percent of its questions that are right where so many percent of the near-misses are asserted. */
  right_at_near?: Record<string, number>;
}

/**
 * Rows of questions with an answer on file, with what is right of them at each of `NEAR_SHARES`. Nothing is added when there
 * are no near-misses to hold a threshold to.
 * @param outcomes those that the rows count, by kind
 * @param among those that the thresholds are chosen on
 */
export function withReach(
  rows: readonly Row[],
  outcomes: readonly Outcome[],
  among: readonly Outcome[] = outcomes,
): ReachRow[] {
  if (!among.some(({ onFile }) => onFile === 'near')) return [...rows];
  const points = pointsOf(among);
  const thresholds = NEAR_SHARES.map((near) => [near, bestAtNear(points, near).threshold] as const);
  return rows.map((row) => {
    if (row.right === undefined) return row;
    const counted = outcomes.filter(({ kind }) => kind === row.kind);
    const reached = thresholds.map(([near, threshold]) => {
      const right = counted.filter((one) => one.right && one.confidence >= threshold);
      return [near, percent(right.length, counted.length)];
    });
    return { ...row, right_at_near: Object.fromEntries(reached) };
  });
}
