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
  /** The longest single hostile question, and its kind. Asking is synchronous: so long nothing else runs. */
  longest: { kind: string; ms: number } | null;
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
  let longest: Speed['longest'] = null;
  for (const { kind, text } of trial.hostile) {
    const { ms } = timed(() => ask(text));
    if (ms > (longest?.ms ?? 0)) longest = { kind, ms };
  }
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
