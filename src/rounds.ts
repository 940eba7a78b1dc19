import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './log.ts';

/** Something done over and over. */
export interface Round {
  name: string;
  /** Milliseconds from the end of one to the start of the next. */
  every: number;
  /** @param stopping says when it is to begin nothing more */
  run(stopping: AbortSignal): Promise<unknown>;
}

/**
 * Goes through rounds until stopped. One that fails is tried again when its time comes; the log tells when it
 * begins to fail and when it works again, and not each time.
 * @returns a function that starts no more of them, and waits for those under way, within reason
 */
export function startRounds(rounds: readonly Round[], tell: Tell): () => Promise<void> {
  const ends = rounds.map((round) => repeat(round, tell));
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

// --- internal ---

interface Tell {
  log: Log;
  /** Told of every failure. */
  failed(): void;
}

function repeat({ name, every, run }: Round, { log, failed }: Tell): () => Promise<void> {
  const stopping = new AbortController();
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const once = async () => {
    try {
      await run(stopping.signal);
      if (isFailing) log.info('round works again', { round: name });
      isFailing = false;
    } catch (error) {
      failed();
      if (!isFailing) log.error('round failed', { round: name, why: String(error) });
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

/** A call to Slack that hangs ends by itself within this, in milliseconds. */
const PATIENCE = 12_000;
