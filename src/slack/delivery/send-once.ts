import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import type { Held, Ledger, Post, Settled } from '../../state/state.ts';
import { remedyFor } from './error-codes.ts';
import { Unsettled } from './post-once.ts';
import { isBusy, isUnsent, retryAfter, slackCode, slackFault } from './slack-fault.ts';

/**
 * Sends what Slack cannot be asked about afterwards: what only one person sees, and replies through a response URL. A
 * try that Slack turns away is repeated. One whose outcome nobody can know, such as one that a process died in, counts
 * as `unknown` and is not repeated.
 * @param send one try; rejects with what Slack answered
 * @throws Unsettled when the bot stops first; the next process continues
 */
export type SendOnce = (post: Post, send: () => Promise<unknown>) => Promise<Settled>;

export function createSendOnce(deps: { ledger: Ledger; log: Log; stopping: AbortSignal }): SendOnce {
  const { ledger, log, stopping } = deps;

  /** Settled, or the wait before another try. */
  async function attempt(post: Post, send: () => Promise<unknown>): Promise<Settled | number> {
    const claim = await ledger.claim(post, LEASE);
    if (claim.kind === 'settled') return claim;
    if (claim.kind === 'busy') return Math.max(Math.min(claim.wait, TURN), SHORTEST);
    const { held } = claim;
    if (claim.kind === 'lapsed') return end(held, 'unknown', 'the bot ended meanwhile');
    // Every claim counts, those of earlier processes too.
    if (held.fence > MOST_TRIES) return end(held, 'refused', 'tried too often');
    try {
      await send();
    } catch (error) {
      return failed(post, held, error);
    }
    return end(held, 'posted', null);
  }

  async function failed(post: Post, held: Held, error: unknown): Promise<Settled | number> {
    const why = slackFault(error);
    const code = slackCode(error);
    const remedy = code === null ? null : remedyFor(code);
    if (!isBusy(error) && !isUnsent(error) && remedy !== 'wait') {
      const isRefused = remedy === null ? isDenied(error) : remedy !== 'look';
      return end(held, isRefused ? 'refused' : 'unknown', why);
    }
    const asked = (retryAfter(error) ?? 0) * 1000;
    const wait = Math.max(asked, WAITS[held.fence - 1] ?? SHORTEST);
    if (wait > LONGEST) return end(held, 'refused', why);
    log.info('sending put off', { kind: post.kind, why, wait });
    await ledger.release(held, wait);
    return wait;
  }

  async function end(held: Held, outcome: Settled['outcome'], why: string | null): Promise<Settled | number> {
    const isOurs =
      outcome === 'posted' ? await ledger.posted(held, '') : await ledger[outcome](held, why ?? '');
    return isOurs ? { kind: 'settled', outcome, ts: null, why } : SHORTEST;
  }

  return async (post, send) => {
    for (;;) {
      const next = await attempt(post, send);
      if (typeof next !== 'number') return next;
      await pause(next, undefined, { signal: stopping }).catch((cause: unknown) => {
        throw new Unsettled(`${post.kind} not sent when the bot stopped`, { cause });
      });
    }
  };
}

// --- internal ---

/** Milliseconds, longer than a call may take: a process that is still sending keeps the right to. */
const LEASE = 30_000;
const SHORTEST = 250;
/** Whoever has the right mostly settles it long before their lease ends. */
const TURN = 1000;
/** A response URL works for thirty minutes: a longer wait would outlive it. */
const LONGEST = 25 * 60_000;
/** A response URL takes five messages. Another is left for a line that says it takes longer. */
const MOST_TRIES = 4;
/** Before each further try. */
const WAITS = [1000, 5000, 30_000];

/** A response URL answers with a status alone. A 5xx may have had an effect. */
function isDenied(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : Number.NaN;
  return status >= 400 && status < 500;
}
