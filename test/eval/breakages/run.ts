import type { Breakage } from './breakage.ts';
import { BREAKAGES } from './breakages.ts';
import { type Outcome, runTests } from './run-tests.ts';
import { createWorkCopy, type WorkCopy } from './work-copy.ts';

/**
 * `node --import tsx test/eval/breakages/run.ts [part …]`: breaks the bot on purpose, one place at a time, in a copy,
 * and shows which test goes red. Exit 1 when a breakage goes unnoticed or cannot be made, or when the unbroken copy is red.
 */
interface Row {
  part: string;
  what: string;
  outcome: Outcome;
}

const parts = process.argv.slice(2);
const breakages = Object.entries(BREAKAGES)
  .filter(([part]) => parts.length === 0 || parts.includes(part))
  .flatMap(([part, list]) => list.map((breakage) => ({ part, ...breakage })));

const copy = createWorkCopy();
process.once('exit', copy.dispose);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

if (await isGreen(copy)) {
  const rows: Row[] = [];
  for (const { part, ...breakage } of breakages) {
    const { what } = breakage;
    const outcome = await broken(copy, breakage);
    rows.push({ part, what, outcome });
    say(`${part}: ${what}: ${verdict(outcome)}`);
  }
  const noticed = rows.filter(({ outcome }) => outcome.red !== null).length;
  process.stdout.write(`${table(rows)}\n\n${rows.length} breakages, ${noticed} noticed\n`);
  process.exitCode = rows.length > 0 && noticed === rows.length ? 0 : 1;
} else {
  process.stdout.write('The unbroken copy is red: nothing was broken, nothing is shown.\n');
  process.exitCode = 1;
}

// --- internal ---

/** Whether every test file that is to notice something is green while nothing is broken. */
async function isGreen({ path }: WorkCopy): Promise<boolean> {
  let isAllGreen = true;
  const runs = new Map(
    breakages.map((breakage) => [JSON.stringify([breakage.tests, breakage.only]), breakage]),
  );
  for (const { tests, only } of runs.values()) {
    const outcome = await runTests(path, tests, only);
    const { red, fault, passed, seconds } = outcome;
    const isFileGreen = red === null && fault === null;
    const name = [...tests, ...(only ? [`“${only}”`] : [])].join(' ');
    say(`unbroken: ${name}: ${isFileGreen ? `${passed} green` : verdict(outcome)} (${seconds.toFixed(1)} s)`);
    if (!isFileGreen) isAllGreen = false;
  }
  return isAllGreen;
}

async function broken({ path, replace }: WorkCopy, breakage: Breakage): Promise<Outcome> {
  const { tests, only, also = [] } = breakage;
  const restores: (() => void)[] = [];
  try {
    for (const { file, from, to } of [breakage, ...also]) restores.unshift(replace(file, from, to));
    return await runTests(path, tests, only);
  } catch (error) {
    return { red: null, fault: `not broken: ${(error as Error).message}`, passed: 0, seconds: 0 };
  } finally {
    for (const restore of restores) restore();
  }
}

function verdict({ red, fault, passed }: Outcome): string {
  return red ?? `UNNOTICED (${fault ?? `${passed} tests stayed green`})`;
}

function table(rows: readonly Row[]): string {
  const cells = [
    ['broken', 'what', 's', 'the test that went red'],
    ...rows.map(({ part, what, outcome }) => [part, what, outcome.seconds.toFixed(1), verdict(outcome)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map(([part = '', what = '', seconds = '', test = '']) =>
      [part.padEnd(widths[0] ?? 0), what.padEnd(widths[1] ?? 0), seconds.padStart(widths[2] ?? 0), test].join(
        '  ',
      ),
    )
    .join('\n');
}

/** How far it has come; the result goes to the standard output. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
