import type { Log } from './log.ts';

/** Something done over and over. */
export interface Round {
  name: string;
  /** Milliseconds from the end of one to the start of the next. */
  every: number;
  run(): Promise<unknown>;
}

/**
 * Goes through rounds until stopped. One that fails is tried again when its time comes; the log tells when it
 * begins to fail and when it works again, and not each time.
 * @returns a function that starts no more of them, and waits for those under way
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
  let isStopped = false;
  let isFailing = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const once = async () => {
    try {
      await run();
      if (isFailing) log.info('round works again', { round: name });
      isFailing = false;
    } catch (error) {
      failed();
      if (!isFailing) log.error('round failed', { round: name, why: String(error) });
      isFailing = true;
    }
    if (!isStopped) timer = setTimeout(start, every);
  };
  const start = () => {
    underWay = once();
  };
  start();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return underWay;
  };
}
