import { loadFactBase } from '../../../src/facts/load.ts';
import { createSearch } from '../../../src/search/search.ts';
import { type Row, readQuestions, SETS, tally } from './measure.ts';

/** `node --import tsx test/eval/questions/report.ts [first|second|third …]`: how the shipped base fares, per kind and set. */
const base = loadFactBase(new URL('../../../data', import.meta.url).pathname);
const search = createSearch(base);
const wanted = process.argv.slice(2);
for (const [name, file] of Object.entries(SETS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const rows = tally(readQuestions(new URL(file, import.meta.url)), search.ask, base);
  process.stdout.write(`${name} set, base ${base.version}\n${table(rows)}\n\n`);
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
