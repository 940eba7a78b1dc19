import { loadFactBase } from '../../src/facts/load.ts';
import { createSearch } from '../../src/search/search.ts';
import { type Row, readQuestions, tally } from './measure.ts';

/** `node --import tsx test/questions/report.ts [first|second …]`: how the shipped base fares, per kind and half. */
const base = loadFactBase(new URL('../../data', import.meta.url).pathname);
const search = createSearch(base);
const halves = process.argv.length > 2 ? process.argv.slice(2) : ['first', 'second'];
for (const half of halves) {
  const rows = tally(readQuestions(new URL(`${half}-half.jsonl`, import.meta.url)), search.ask, base);
  process.stdout.write(`${half} half, base ${base.version}\n${table(rows)}\n\n`);
}

function table(rows: readonly Row[]): string {
  const head = 'kind            asked  right         asserted  silent  one-sided as disputed';
  const lines = rows.map(
    (row) =>
      `${row.kind.padEnd(14)} ${pad(row.asked)}  ${pad(row.right)} ${percent(row.right, row.asked)}  ${pad(row.asserted)}     ${pad(row.silent)}   ${pad(row.overDisputed)}`,
  );
  return [head, ...lines].join('\n');
}

function pad(count: number): string {
  return String(count).padStart(5);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`.padStart(6);
}
