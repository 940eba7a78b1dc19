import { type Breakage, patchesOf } from './breakage.ts';
import { BREAKAGES } from './breakages.ts';
import { type Outcome, runTests } from './run-tests.ts';
import { createWorkCopy, misfit, type WorkCopy } from './work-copy.ts';

/**
 * `npm run test:breakages -- [part …]`: breaks the bot on purpose, one place at a time, in a copy, and shows which test
 * fails. Exit 1 when a breakage goes unnoticed, when a patch does not fit the code or when the unbroken copy fails.
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

const misfits = breakages.flatMap((breakage) =>
  patchesOf(breakage)
    .flatMap((patch) => misfit(patch) ?? [])
    .map((why) => `${breakage.what}: ${why}`),
);
if (misfits.length > 0) {
  process.stdout.write(
    `These patches do not fit the code any more; nothing was run.\n${misfits.join('\n')}\n`,
  );
  process.exit(1);
}

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
  process.stdout.write('The unbroken copy fails its tests, so nothing was broken.\n');
  process.exitCode = 1;
}

// --- internal ---

/** Whether every test file that is to notice something passes while nothing is broken. */
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
    say(
      `unbroken: ${name}: ${isFileGreen ? `${passed} passed` : verdict(outcome)} (${seconds.toFixed(1)} s)`,
    );
    if (!isFileGreen) isAllGreen = false;
  }
  return isAllGreen;
}

async function broken({ path, apply }: WorkCopy, breakage: Breakage): Promise<Outcome> {
  const restore = apply(patchesOf(breakage));
  try {
    return await runTests(path, breakage.tests, breakage.only);
  } finally {
    restore();
  }
}

function verdict({ red, fault, passed }: Outcome): string {
  return red ?? `UNNOTICED (${fault ?? `${passed} tests stayed green`})`;
}

function table(rows: readonly Row[]): string {
  const cells = [
    ['broken', 'what', 's', 'the test that failed'],
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

/** Progress goes to standard error, the result to standard output. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
