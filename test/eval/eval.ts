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
  const base = baseTrials();
  const desks = deskTrials({ unseen: false });
  const hidden = unseen ? [...deskTrials({ unseen: true }), unseenTrial()] : [];
  const results = await measureAll([...base, ...desks, ...hidden]);
  const of = (trials: readonly Trial[]) => results.filter(({ trial }) => trials.includes(trial));
  const origin = originOf(results);

  const desksText = tablesOf(of(desks));
  const setsText = tablesOf(of(base));
  report('docs/eval/desks.md', 'Figures of the desks', origin, desksText);
  report('docs/eval/sets.md', 'Figures of the sets', origin, setsText);
  if (unseen) {
    const text = tablesOf(of(hidden));
    process.stdout.write(`${text}\n`);
    appendFileSync(pathOf('docs/eval/unseen-runs.md'), `\n## ${origin}\n\n\`\`\`\n${text}\n\`\`\`\n`);
  }
  return results.flatMap((result) => result.rows);
}

function reportLaws(): object[] {
  const desks = loadGrownDesks();
  if (desks.length === 0) throw new Error('there is no desk in test/eval/desks to measure the laws on');
  const measured = measureLaws(desks);
  const origin = originOf(desks.map(({ name, base }) => ({ title: `${name} grown`, version: base.version })));
  report('docs/eval/laws.md', 'Further phrasings and gaps', origin, lawTables(measured));
  return measured;
}

interface Result extends Measured {
  trial: Trial;
  title: string;
}

/** As many processes at a time as there are processors; the tasks of a trial become one result, the mean. */
async function measureAll(trials: readonly Trial[]): Promise<Result[]> {
  const measured = new Map<Task, Measured>();
  const waiting = trials.flatMap(({ tasks }) => tasks);
  const work = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const [one] = await runApart<Task, Measured>(new URL('measure-apart.ts', import.meta.url), task);
      if (one) measured.set(task, one);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return trials.map((trial) => {
    const runs = trial.tasks.map((task) => measured.get(task) as Measured);
    const version = runs[0]?.version ?? '';
    return { trial, title: trial.title, version, rows: meanRows(runs.map((run) => run.rows)) };
  });
}

function tablesOf(results: readonly Result[]): string {
  const rows = results.flatMap((result) => result.rows);
  return [summaryTable(rows), kindTable(rows), wrappedTable(rows)].join('\n\n');
}

/** "2026-12-01, commit 1a2b3c4; the shipped base ac87bbeb, courts readme 12ab34cd": what was measured, and when. */
function originOf(measured: readonly { title: string; version: string }[]): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: pathOf('.'), encoding: 'utf8' }).trim();
  const changed =
    git('status', '--porcelain', '--', 'src', 'data', 'test/eval') === '' ? '' : ', with changes';
  const first = measured.filter(
    ({ version }, at) => measured.findIndex((one) => one.version === version) === at,
  );
  const named = first.map(({ title, version }) => `${title} ${version}`);
  return `${new Date().toISOString().slice(0, 10)}, commit ${git('rev-parse', '--short', 'HEAD')}${changed}; ${named.join(', ')}`;
}

function report(file: string, title: string, origin: string, tables: string): void {
  process.stdout.write(`${title}: ${origin}\n\n${tables}\n\n`);
  const command = `npm run eval${laws ? ' -- --laws' : ''}`;
  const text = [
    `# ${title}`,
    `Written by \`${command}\`. ${origin}.`,
    ...(laws ? [] : [LEGEND]),
    `\`\`\`\n${tables}\n\`\`\``,
  ];
  writeFileSync(pathOf(file), `${text.join('\n\n')}\n`);
}

function pathOf(file: string): string {
  return new URL(`../../${file}`, import.meta.url).pathname;
}
