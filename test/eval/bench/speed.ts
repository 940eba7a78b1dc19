import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Entry } from './checkthat.ts';
import { quantile } from './metrics.ts';
import type { Hostile, Typed } from './questions.ts';
import type { Ranker } from './rankers/ranker.ts';

/** Milliseconds a question. */
export interface Times {
  p50: number;
  p95: number;
  p99: number;
}

export interface Speed {
  name: string;
  questions: number;
  buildMs: number;
  megabytes: number;
  clean: Times;
  mistyped: Times;
  /**
   * The longest that a hostile question took when it was first asked, and its kind. Asking is synchronous: so long nothing else
   * runs. `quickest` is the longest when each is asked again and its quickest time counts: without what else the machine does.
   */
  longest: { kind: string; ms: number; quickest: number } | null;
}

/** What is asked of one ranking, and how long it may go on. */
export interface Trial {
  questions: readonly Typed[];
  /** Asked before the clock runs, so that the code is compiled. */
  warmUp: readonly Typed[];
  hostile: readonly Hostile[];
  /** After this long no further question is asked. */
  atMostMs: number;
}

export function measureSpeed({ name, build }: Ranker, entries: readonly Entry[], trial: Trial): Speed {
  const before = heldBytes();
  const { ms: buildMs, result: ask } = timed(() => build(entries));
  const megabytes = (heldBytes() - before) / 2 ** 20;
  for (const { clean, mistyped } of trial.warmUp) {
    ask(clean);
    ask(mistyped);
  }
  const clean: number[] = [];
  const mistyped: number[] = [];
  const start = performance.now();
  for (const question of trial.questions) {
    clean.push(timed(() => ask(question.clean)).ms);
    mistyped.push(timed(() => ask(question.mistyped)).ms);
    if (performance.now() - start > trial.atMostMs) break;
  }
  const held = trial.hostile.map(({ kind, text }) => {
    const times = Array.from({ length: TRIES }, () => timed(() => ask(text)).ms);
    return { kind, ms: times[0] as number, quickest: Math.min(...times) };
  });
  const [worst] = held.toSorted((a, b) => b.ms - a.ms);
  const longest = worst ? { ...worst, quickest: Math.max(...held.map(({ quickest }) => quickest)) } : null;
  return {
    name,
    questions: clean.length,
    buildMs,
    megabytes,
    clean: timesOf(clean),
    mistyped: timesOf(mistyped),
    longest,
  };
}

// --- internal ---

/** How often each hostile question is asked. */
const TRIES = 3;

function timed<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}

function timesOf(times: readonly number[]): Times {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99) };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use by this process once everything that can go is gone; typed arrays lie outside the heap. */
function heldBytes(): number {
  collectGarbage();
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
