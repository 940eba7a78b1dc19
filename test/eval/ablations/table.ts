import type { Judged } from './outcome.ts';

/** One part taken out, and how one half of the questions fared without it. */
export interface Row {
  part: string;
  judged: readonly Judged[];
}

/** What a set is counted by; each question stands in one column, or in none when no fact quotes its answer. */
const COLUMNS = [
  {
    name: 'answerable: right',
    holds: ({ expect }: Judged) => expect === 'found',
    counts: ({ verdict }: Judged) => verdict === 'right',
  },
  {
    name: 'absent: asserted',
    holds: ({ kind }: Judged) => kind === 'absent',
    counts: ({ verdict }: Judged) => verdict === 'asserted',
  },
  {
    name: 'off topic: asserted',
    holds: ({ kind }: Judged) => kind === 'off-topic',
    counts: ({ verdict }: Judged) => verdict === 'asserted',
  },
  {
    name: 'both sides: shown',
    holds: ({ expect }: Judged) => expect === 'disputed',
    counts: ({ verdict }: Judged) => verdict === 'right',
  },
];

/** A Markdown table; each part beside the whole, the difference in points. */
export function table(whole: readonly Judged[], rows: readonly Row[]): string {
  const cells = [
    ['without', ...COLUMNS.map(({ name }) => name), 'changed', 'lost', 'won', 'felt most by'],
    ['nothing (the whole)', ...COLUMNS.map((column) => percent(share(whole, column))), '', '', '', ''],
    ...rows.map(({ part, judged }) => [
      part,
      ...COLUMNS.map((column) => {
        const now = share(judged, column);
        return `${percent(now)} (${points(now - share(whole, column))})`;
      }),
      String(judged.filter((one, at) => whole[at]?.told !== one.told).length),
      String(judged.filter((one, at) => isRight(whole[at]) && !isRight(one)).length),
      String(judged.filter((one, at) => !isRight(whole[at]) && isRight(one)).length),
      feltBy(whole, judged),
    ]),
  ];
  const widths =
    cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  const [head = [], ...body] = cells;
  return [line(head), line(rule), ...body.map(line)].join('\n');
}

/** "340 answerable, 78 absent, …": what the shares are of. */
export function counts(judged: readonly Judged[]): string {
  const of = COLUMNS.map(({ name, holds }) => `${judged.filter(holds).length} ${name.split(':')[0]}`);
  return `${judged.length} questions: ${of.join(', ')}`;
}

// --- internal ---

/** Kinds that are named beside a part, and the fewest questions that a kind must change by. */
const KINDS = 3;
const FEWEST = 2;

function isText(column: number): boolean {
  return column === 0 || column === COLUMNS.length + 4;
}

function isRight(one: Judged | undefined): boolean {
  return one?.verdict === 'right';
}

function share(judged: readonly Judged[], { holds, counts }: (typeof COLUMNS)[number]): number {
  const asked = judged.filter(holds);
  return asked.length > 0 ? (100 * asked.filter(counts).length) / asked.length : 0;
}

function percent(value: number): string {
  return value.toFixed(1);
}

function points(value: number): string {
  const rounded = Math.abs(value).toFixed(1);
  if (rounded === '0.0') return '=';
  return `${value < 0 ? '−' : '+'}${rounded}`;
}

/** The kinds of question that change most, by how many of them are right. */
function feltBy(whole: readonly Judged[], judged: readonly Judged[]): string {
  const change = new Map<string, number>();
  judged.forEach((one, at) => {
    const by = Number(isRight(one)) - Number(isRight(whole[at]));
    change.set(one.kind, (change.get(one.kind) ?? 0) + by);
  });
  return [...change]
    .filter(([, by]) => Math.abs(by) >= FEWEST)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, KINDS)
    .map(([kind, by]) => `${kind} ${by < 0 ? '−' : '+'}${Math.abs(by)}`)
    .join(', ');
}
