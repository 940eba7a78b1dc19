import type { AskedOutcome } from './ask.ts';
import { type OnFile, type Outcome, percent, rowsOf } from './outcome.ts';
import { type ReachRow, withReach } from './threshold.ts';

/** One line of the table of `npm run eval`. */
export interface SetRow extends ReachRow {
  /** Percent of the questions for one side that were answered as if sources differed. */
  over_disputed?: number;
}

/** Kinds of the rows that count a whole set. */
export const TOTALS: Partial<Record<OnFile, string>> = { answer: 'answerable', near: 'near', far: 'far' };

/** The rows of a set as a whole: what is right where there is an answer on file, and what is asserted where there is none. */
export function totalRows(set: string, outcomes: readonly AskedOutcome[]): SetRow[] {
  return rowsBy(set, outcomes, outcomes, ({ onFile }) => TOTALS[onFile]);
}

export function kindRows(set: string, outcomes: readonly AskedOutcome[]): SetRow[] {
  return rowsBy(set, outcomes, outcomes, ({ kind }) => kind);
}

/**
 * Rows of the questions in other languages than English, by language.
 * @param among the questions that thresholds are chosen on
 */
export function languageRows(
  set: string,
  outcomes: readonly AskedOutcome[],
  among: readonly Outcome[] = outcomes,
): SetRow[] {
  return rowsBy(set, outcomes, among, ({ asked: { lang }, onFile }) => {
    if (lang === 'en' || onFile === 'far') return undefined;
    return onFile === 'answer' ? lang : `${lang} ${onFile}`;
  });
}

/** The mean of each figure, with one decimal, over runs that asked the same: their rows differ in nothing but figures. */
export function meanRows<Row extends object>(runs: readonly (readonly Row[])[]): Row[] {
  const [first = []] = runs;
  return first.map((_, at) => meanOf(runs.map((rows) => rows[at] as Row)));
}

// --- internal ---

/** @param group the kind under which an outcome is counted; those without are left out */
function rowsBy(
  set: string,
  outcomes: readonly AskedOutcome[],
  among: readonly Outcome[],
  group: (outcome: AskedOutcome) => string | undefined,
): SetRow[] {
  const counted = outcomes.flatMap((outcome) => {
    const kind = group(outcome);
    return kind === undefined ? [] : [{ ...outcome, kind }];
  });
  return withReach(rowsOf(set, counted), counted, among).map((row) => {
    const oneSided = counted.filter(({ kind, oneSided }) => oneSided && kind === row.kind);
    if (oneSided.length === 0) return row;
    const over = oneSided.filter(({ answer }) => answer.kind === 'disputed');
    return { ...row, over_disputed: percent(over.length, oneSided.length) };
  });
}

function meanOf<Value>(values: readonly Value[]): Value {
  const [first] = values;
  if (typeof first === 'number') {
    const sum = values.reduce((total, value) => total + Number(value), 0);
    return (Math.round((10 * sum) / values.length) / 10) as Value;
  }
  if (typeof first !== 'object' || first === null) return first as Value;
  const keys = Object.keys(first) as (keyof Value)[];
  return Object.fromEntries(keys.map((key) => [key, meanOf(values.map((value) => value[key]))])) as Value;
}
