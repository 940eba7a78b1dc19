import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Work that is done over and over. */
export interface Job {
  name: string;
  /** Milliseconds from the end of one run to the start of the next. */
  every: number;
  /** @param stopping aborts when nothing more should be started */
  run(stopping: AbortSignal): Promise<unknown>;
}

/**
 * Runs each job at once and then at its interval. A failed job is retried at its next turn; the log says when it
 * starts failing and when it recovers, not every time in between.
 * @param options.failed called with the job's name on every failure, and `done` on every success
 * @returns a function that stops the scheduler and waits for jobs under way, for up to PATIENCE
 */
export function startScheduler(jobs: readonly Job[], options: Options): () => Promise<void> {
  const stops = jobs.map((job) => repeat(job, options));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

// --- internal ---

interface Options {
  log: Log;
  failed(job: string): void;
  done(job: string): void;
}

function repeat({ name, every, run }: Job, { log, failed, done }: Options): () => Promise<void> {
  const stopping = new AbortController();
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const once = async () => {
    try {
      await run(stopping.signal);
      done(name);
      if (isFailing) log.info('job recovered', { job: name });
      isFailing = false;
    } catch (error) {
      failed(name);
      if (!isFailing) log.error('job failed', { job: name, why: String(error) });
      isFailing = true;
    }
    if (!stopping.signal.aborted) timer = setTimeout(start, every);
  };
  const start = () => {
    underWay = once();
  };
  start();
  return async () => {
    stopping.abort();
    clearTimeout(timer);
    await Promise.race([underWay, pause(PATIENCE, undefined, { ref: false })]);
  };
}

/** In milliseconds; a hanging call to Slack times out by itself within this. */
const PATIENCE = 12_000;
