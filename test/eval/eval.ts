import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runApart } from './apart.ts';
import { loadGrownDesks } from './desk.ts';
import { kindTable, LEGEND, summaryTable, wrappedTable } from './eval-tables.ts';
import { lawTables, measureLaws } from './laws.ts';
import type { Measured, Task } from './measure.ts';
import { baseTrials, deskTrials, type Trial, unseenTrial } from './plan.ts';
import { meanRows } from './set-rows.ts';

/**
 * `npm run eval` asks every set and desk, prints the figures and writes them to `docs/eval/`.
 * `--unseen` also asks what nobody develops on, and keeps a record of having done so: run it seldom.
 * `--laws` measures only what further phrasings and gaps do. `--json FILE` also writes the figures, an array of rows.
 */
const USAGE = 'usage: npm run eval [-- [--unseen | --laws] [--json FILE]]';

const { unseen, laws, json } = readArguments();
const COMMAND = laws ? 'npm run eval -- --laws' : 'npm run eval';
const start = performance.now();
const rows = laws ? reportLaws() : await reportSets();
if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 1)}\n`);
process.stdout.write(`took ${Math.round((performance.now() - start) / 1000)} s\n`);

// --- internal ---

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        unseen: { type: 'boolean', default: false },
        laws: { type: 'boolean', default: false },
        json: { type: 'string' },
      },
    });
    if (values.unseen && values.laws) throw new Error('--unseen and --laws do not go together');
    return { ...values, json: values.json };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    process.exit(2);
  }
}

async function reportSets(): Promise<object[]> {
  const desks = await measureAll(deskTrials({ unseen: false }));
  report('docs/eval/desks.md', 'Figures of the desks', desks, [LEGEND], tablesOf(desks));
  const base = await measureAll(baseTrials());
  report('docs/eval/sets.md', 'Figures of the sets', base, [LEGEND], tablesOf(base));
  const hidden = unseen ? await measureAll([...deskTrials({ unseen: true }), unseenTrial()]) : [];
  if (unseen) recordUnseen(hidden);
  return [...desks, ...base, ...hidden].flatMap((result) => result.rows);
}

function reportLaws(): object[] {
  const desks = loadGrownDesks();
  if (desks.length === 0) throw new Error('there is no desk in test/eval/desks to measure the laws on');
  const measured = measureLaws(desks);
  const bases = desks.map(({ name, base: { version } }) => ({ title: `${name} grown`, version }));
  report('docs/eval/laws.md', 'Further phrasings and gaps', bases, [], lawTables(measured));
  return measured;
}

/** A base that was measured. */
interface Origin {
  title: string;
  version: string;
}

/** As many processes at a time as there are processors; the runs of a trial become one, the mean. */
async function measureAll(trials: readonly Trial[]): Promise<(Origin & Measured)[]> {
  const measured = new Map<Task, Measured>();
  const waiting = trials.flatMap(({ tasks }) => tasks);
  const work = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const [one] = await runApart<Task, Measured>(new URL('measure-apart.ts', import.meta.url), task);
      if (one) measured.set(task, one);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return trials.map(({ title, tasks }) => {
    const runs = tasks.map((task) => measured.get(task) as Measured);
    return { title, version: runs[0]?.version ?? '', rows: meanRows(runs.map(({ rows }) => rows)) };
  });
}

function tablesOf(measured: readonly Measured[]): string {
  const rows = measured.flatMap((one) => one.rows);
  return [summaryTable(rows), kindTable(rows), wrappedTable(rows)].join('\n\n');
}

function report(
  file: string,
  title: string,
  origins: readonly Origin[],
  notes: readonly string[],
  tables: string,
): void {
  const origin = originOf(origins);
  process.stdout.write(`${title}: ${origin}\n\n${tables}\n\n`);
  const text = [`# ${title}`, `As \`${COMMAND}\` printed them: ${origin}.`, ...notes, fenced(tables)];
  writeFileSync(pathOf(file), `${text.join('\n\n')}\n`);
}

function recordUnseen(hidden: readonly (Origin & Measured)[]): void {
  const [origin, tables] = [originOf(hidden), tablesOf(hidden)];
  process.stdout.write(`Figures of the unseen: ${origin}\n\n${tables}\n\n`);
  appendFileSync(pathOf('docs/eval/unseen-runs.md'), `\n## ${origin}\n\n${fenced(tables)}\n`);
}

/** "2026-12-01, commit 1a2b3c4; the shipped base ac87bbeb, courts readme 12ab34cd": when, and what. Of a base and its cuts the first is named. */
function originOf(origins: readonly Origin[]): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: pathOf('.'), encoding: 'utf8' }).trim();
  const changes = git('status', '--porcelain', '--', 'src', 'data', 'test/eval');
  const versions = origins.map(({ version }) => version);
  const bases = origins.filter(({ version }, at) => versions.indexOf(version) === at);
  return [
    `${new Date().toISOString().slice(0, 10)}, commit ${git('rev-parse', '--short', 'HEAD')}${changes ? ' with changes' : ''}`,
    bases.map(({ title, version }) => `${title} ${version}`).join(', '),
  ].join('; ');
}

function fenced(text: string): string {
  return `\`\`\`\n${text}\n\`\`\``;
}

function pathOf(file: string): string {
  return new URL(`../../${file}`, import.meta.url).pathname;
}
