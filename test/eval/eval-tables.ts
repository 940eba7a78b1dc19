import { tableOf } from './bench/tables.ts';
import type { Measured } from './measure.ts';
import { type SetRow, TOTALS } from './set-rows.ts';
import { NEAR_SHARES } from './threshold.ts';

export const LEGEND = `Percent of the questions counted before them; [questions.md](questions.md) says what each figure means.

- right, wrong: asserted rightly or wrongly, the rest is silent; shown: the right fact is asserted or among the three nearest
- at 5, 10, 20: right where one threshold lets so many percent of the near-misses be asserted
- near, far, uncovered: asserted although nothing is on file; corrected: answered by naming what differs
- as disputed: one side was asked for, and the answer was that sources differ
- wrapped, changed: another kind of answer or another first fact, once the question stands in talk
- 3, 8, 20 phrasings: the base cut to so many of each fact, dispute and gap, mean of three draws`;

/** One line for each set: what is right where there is an answer, and what is asserted where there is none. */
export function summaryTable(rows: Measured['rows']): string {
  const sets = [...new Set(rows.map(({ set }) => set))];
  return tableOf(
    [
      ...['', 'answerable', 'right', 'wrong', 'shown', ...NEAR_SHARES.map((near) => `at ${near}`)],
      ...['| near', 'asserted', 'corrected', '| far', 'asserted', '| wrapped', 'changed'],
    ],
    sets.map((set) => {
      const total = (kind: string | undefined) =>
        rows.find((row): row is SetRow => row.set === set && row.kind === kind);
      const [answer, near, far] = [total(TOTALS.answer), total(TOTALS.near), total(TOTALS.far)];
      const wrapped = rows.find((row) => row.set === set && row.kind === 'wrapped');
      return [
        ...[set, count(answer?.n), figure(answer?.right), figure(answer?.wrong), figure(answer?.shown)],
        ...NEAR_SHARES.map((share) => figure(answer?.right_at_near?.[share])),
        ...[count(near?.n), figure(near?.asserted), figure(near?.corrected)],
        ...[count(far?.n), figure(far?.asserted)],
        ...[count(wrapped?.n), figure(wrapped && 'changed' in wrapped ? wrapped.changed : undefined)],
      ];
    }),
  );
}

/** One line for each kind of question, and for each language other than English. */
export function kindTable(rows: Measured['rows']): string {
  return tableOf(
    [
      ...['', 'asked', 'right', 'wrong', 'shown', ...NEAR_SHARES.map((near) => `at ${near}`)],
      ...['as disputed', '| asserted', 'corrected'],
    ],
    rows.flatMap((row) =>
      'changed' in row || Object.values(TOTALS).includes(row.kind)
        ? []
        : [
            [
              ...[
                `${row.set}: ${row.kind}`,
                count(row.n),
                figure(row.right),
                figure(row.wrong),
                figure(row.shown),
              ],
              ...NEAR_SHARES.map((share) => figure(row.right_at_near?.[share])),
              ...[figure(row.over_disputed), figure(row.asserted), figure(row.corrected)],
            ],
          ],
    ),
  );
}

export function wrappedTable(rows: Measured['rows']): string {
  return tableOf(
    ['', 'asked', 'changed', 'to another fact', 'to none', 'to another kind'],
    rows.flatMap((row) =>
      'changed' in row
        ? [
            [
              row.set,
              count(row.n),
              ...[row.changed, row.to_other_fact, row.to_none, row.to_other_kind].map(figure),
            ],
          ]
        : [],
    ),
  );
}

// --- internal ---

function figure(value: number | undefined): string {
  return value?.toFixed(1) ?? '';
}

function count(value: number | undefined): string {
  return value === undefined ? '' : String(Math.round(value));
}
