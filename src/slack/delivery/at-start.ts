import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { isFinal } from './refusal.ts';
import { retryAfter, slackFault } from './slack-fault.ts';

/**
 * Repeats a call that the bot cannot start without, until Slack answers it: a busy Slack, or a network that comes up
 * after the bot, is no reason to end.
 * @param name of the call, for the log
 * @returns rejects with the last error when Slack refuses, or after two minutes
 */
export async function untilAnswered<Result>(
  name: string,
  call: () => Promise<Result>,
  { log }: { log: Log },
): Promise<Result> {
  const end = performance.now() + PATIENCE;
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const left = end - performance.now();
      if (isFinal(error) || left <= 0) throw error;
      const asked = (retryAfter(error) ?? 0) * 1000;
      const wait = Math.ceil(Math.min(Math.max(asked, FIRST_WAIT * 2 ** (attempt - 1)), LONGEST_WAIT, left));
      log.warn('slack not reached', { call: name, why: slackFault(error), attempt, wait });
      await pause(wait);
    }
  }
}

// --- internal ---

/** Milliseconds, like all below. */
const PATIENCE = 120_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
