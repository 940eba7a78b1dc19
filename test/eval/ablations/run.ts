import { createWorkCopy, misfit, type WorkCopy } from '../breakages/work-copy.ts';
import { SETS } from '../questions/questions.ts';
import { ABLATIONS } from './ablations.ts';
import { type Outcome, outcomeIn } from './outcome.ts';
import { counts, table } from './table.ts';

/**
 * `node --import tsx test/eval/ablations/run.ts [first|second|third …]`: takes one part out at a time, in a copy, and prints how the
 * questions fare without it, beside the whole. Exit 1 when a patch does not fit the code: then nothing is measured.
 */
const ALL = Object.keys(SETS);
const sets = process.argv.length > 2 ? process.argv.slice(2) : ALL;
const unknown = sets.find((name) => !ALL.includes(name));

if (unknown !== undefined) {
  fail(
    `"${unknown}" is no set; expected ${ALL.join(', ')} or nothing, for example: test/eval/ablations/run.ts first`,
  );
} else {
  const misfits = ABLATIONS.flatMap(({ part, patches = [] }) =>
    patches.flatMap((patch) => misfit(patch) ?? []).map((why) => `${part}: ${why}`),
  );
  if (misfits.length > 0) fail(misfits.join('\n'));
  else {
    const copy = createWorkCopy();
    process.once('exit', copy.dispose);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => process.exit(1));
    print(await measure(copy));
  }
}

// --- internal ---

interface Measured {
  whole: Outcome;
  without: { part: string; outcome: Outcome }[];
}

/** The whole first, then without each part, in order. */
async function measure(copy: WorkCopy): Promise<Measured> {
  say('the whole');
  const whole = await outcomeIn(copy.path, 'the whole', sets);
  const without: Measured['without'] = [];
  for (const { part, what, patches = [] } of ABLATIONS) {
    say(`without ${part}: ${what}`);
    const restore = copy.apply(patches);
    try {
      without.push({ part, outcome: await outcomeIn(copy.path, part, sets) });
    } finally {
      restore();
    }
  }
  return { whole, without };
}

function print({ whole, without }: Measured): void {
  process.stdout.write(`base ${whole.version}, node ${process.version}; % and points\n`);
  for (const name of sets) {
    const judged = whole.sets[name] ?? [];
    const rows = without.map(({ part, outcome }) => ({ part, judged: outcome.sets[name] ?? [] }));
    process.stdout.write(`\n${name} set, ${counts(judged)}\n\n${table(judged, rows)}\n`);
  }
}

function fail(message: string): void {
  process.stdout.write(`${message}\n`);
  process.exitCode = 1;
}

/** How far it has come; the tables go to the standard output. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
