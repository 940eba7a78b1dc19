import { MAX_QUESTION } from '../../../src/search/question.ts';
import { runApart } from '../apart.ts';
import type { Entry } from './checkthat.ts';
import { drawHostile, drawQuestions } from './questions.ts';
import type { Rankers } from './rankers/rankers.ts';
import type { Speed, Trial } from './speed.ts';
import { type Printed, short, tableOf } from './tables.ts';
import type { TimeTask } from './time-apart.ts';

/** Facts in the small and in the large collection. */
const SIZES = [10_000, 100_000] as const;

/** Questions asked of each ranking, and how many before the clock runs. */
const QUESTIONS = 1000;
const WARM_UP = 200;
const AT_MOST_MS = 15_000;
/** What scans every record at every question takes seconds each: few of them, and no more once the time is up. */
const SLOW_QUESTIONS = 8;
const HOSTILE = 200;

/** How long questions take, how that grows with the facts, and how long one question can hold everything up. */
export async function speedTables(
  { timed, slow }: Rankers,
  entriesOf: (count: number) => Entry[],
  seed: number,
): Promise<Printed> {
  const bySize: Speed[][] = [];
  for (const size of SIZES) {
    const entries = entriesOf(size);
    const trial: Trial = {
      questions: drawQuestions(entries, QUESTIONS, seed),
      warmUp: drawQuestions(entries, WARM_UP, seed + 1),
      hostile: [],
      atMostMs: AT_MOST_MS,
    };
    const hostile = drawHostile(entries, HOSTILE, MAX_QUESTION, seed);
    const few = trial.questions.slice(0, SLOW_QUESTIONS);
    const speeds: Speed[] = [];
    // One after the other, so that none is slowed by the next.
    for (const [place, ranker] of timed.entries()) {
      const its = slow.includes(ranker) ? { ...trial, questions: few, warmUp: [] } : trial;
      const task = { ranker: ranker.name, entries, trial: place === 0 ? { ...its, hostile } : its };
      speeds.push(...(await runApart<TimeTask, Speed>(new URL('time-apart.ts', import.meta.url), task)));
    }
    bySize.push(speeds);
  }
  const [small, large] = bySize as [Speed[], Speed[]];
  const text = [
    'milliseconds a question of 3 to 8 words, clean and with three words mistyped; ×: p50 and p95 as multiples of the first row’s',
    ...bySize.flatMap((speeds, at) => ['', `${SIZES[at]} facts`, speedTable(speeds)]),
    '',
    `from ${SIZES[0]} to ${SIZES[1]} facts: how many times as much`,
    growthTable(small, large),
    '',
    `${HOSTILE} questions of ${MAX_QUESTION} characters made to be slow; the longest holds the event loop`,
    ...bySize.flatMap(([first], at) =>
      first?.longest
        ? `  at ${SIZES[at]} facts for ${short(first.longest.ms)} ms (${first.longest.kind}); for ${short(first.longest.quickest)} ms when each is asked three times and its quickest counts`
        : [],
    ),
  ].join('\n');
  const rows = bySize.flatMap((speeds, at) =>
    speeds.map(({ name, ...figures }) => ({
      set: `${SIZES[at]} facts`,
      kind: 'speed',
      ranker: name,
      ...figures,
    })),
  );
  return { text, rows };
}

// --- internal ---

function speedTable(speeds: readonly Speed[]): string {
  const [first] = speeds as [Speed];
  const columns = (kind: 'clean' | 'mistyped', { [kind]: { p50, p95, p99 } }: Speed) =>
    [p50, p95, p99, p50 / first[kind].p50, p95 / first[kind].p95].map(short);
  return tableOf(
    ',asked,p50,p95,p99,×,×,| mistyped: p50,p95,p99,×,×,| build ms,MB'.split(','),
    speeds.map((speed) => [
      ...[speed.name, String(speed.questions), ...columns('clean', speed), ...columns('mistyped', speed)],
      ...[speed.buildMs.toFixed(0), speed.megabytes.toFixed(0)],
    ]),
  );
}

function growthTable(small: readonly Speed[], large: readonly Speed[]): string {
  return tableOf(
    ['', 'p50', 'p95', '| mistyped: p50', 'p95', '| build', 'memory'],
    small.map((few, at) => {
      const many = large[at] as Speed;
      const times = [
        many.clean.p50 / few.clean.p50,
        many.clean.p95 / few.clean.p95,
        many.mistyped.p50 / few.mistyped.p50,
        many.mistyped.p95 / few.mistyped.p95,
        many.buildMs / few.buildMs,
        many.megabytes / few.megabytes,
      ];
      return [few.name, ...times.map(short)];
    }),
  );
}
