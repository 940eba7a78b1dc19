import { setTimeout as pause } from 'node:timers/promises';
import type { ChatPostMessageArguments, WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import {
  type Claim,
  type Held,
  type Ledger,
  type Looks,
  NOTHING_NEW,
  type Post,
  type PostDetail,
  type Settled,
} from '../../state/state.ts';
import type { Message } from '../render/rich-text.ts';
import { remedyFor } from './error-codes.ts';
import { findPost, type Look, metadataOf, type Place } from './find-post.ts';
import type { SendQueue, Ticket } from './send-queue.ts';
import { isUnsent, retryAfter, slackCode, slackFault } from './slack-fault.ts';
import { stopwatch } from './stopwatch.ts';

/** Posts each message once, whatever happens to Slack, the network or this process. */
export interface Poster {
  /**
   * One attempt. What is not settled may be tried again after `wait` milliseconds, by this process or another.
   * @param write makes the message, once this process holds the right to send it; null when there is nothing to say
   */
  step(post: Post, to: Place, write: Write): Promise<Step>;
  /**
   * Retries until it is settled.
   * @throws Unsettled when the bot stops first; the next process continues
   */
  settle(post: Post, to: Place, write: Write): Promise<Settled>;
  /** Retries as long as the next wait, its turn in the channel's queue included, ends within so many milliseconds. */
  settleWithin(ms: number, post: Post, to: Place, write: Write): Promise<Step>;
}

/** What became of a post is not known yet. */
export class Unsettled extends Error {
  override readonly name = 'Unsettled';
}

type Write = () => Promise<Written | null>;

interface Written {
  message: Message;
  detail?: PostDetail;
}

/**
 * `isTaken`: whether Slack may have accepted it already, as far as this attempt can tell. `why`: the code with which
 * Slack refused this attempt, null when it did not.
 */
export type Step = Settled | Later;
interface Later {
  kind: 'later';
  wait: number;
  isTaken: boolean;
  why: string | null;
  /** Slack takes no posts in the channel until then. */
  isClosed?: boolean;
}

/** In milliseconds, except `tries`. */
export interface Timings {
  /** How long nobody else may send. Half of it must be left before sending, and a call's timeout must fit in that half. */
  lease: number;
  /** How long an accepted post may stay invisible: until then, not finding it proves nothing. */
  settling: number;
  /** Between two look-ups. */
  look: number;
  /** Inconclusive look-ups before a post counts as unknown. */
  tries: number;
  /** Before another attempt when Slack is busy without saying for how long. */
  busy: number;
  /** The same when a person has to put something right first. */
  mending: number;
}

export const TIMINGS: Timings = {
  ...{ lease: 60_000, settling: 45_000, look: 10_000, tries: 30 },
  ...{ busy: 30_000, mending: 600_000 },
};

/**
 * Slack has no idempotency key, so the ledger grants the right to send, and a post whose sender went silent is looked
 * up by its metadata before anyone sends it again.
 * @param options.me the bot's own ids: only its own posts count
 * @param options.isPatient whether a post waits until a person has put right what Slack refuses it for; otherwise it is
 * refused, and may go another way
 * @param options.stopping ends every wait
 */
export function createPoster(options: {
  ledger: Ledger;
  queue: SendQueue;
  client: WebClient;
  me: { user: string | undefined; bot: string | undefined };
  log: Log;
  timings: Timings;
  isPatient: boolean;
  stopping: AbortSignal;
  now(): Date;
}): Poster {
  const { ledger, queue, client, log, timings } = options;
  /** When each post in doubt was first met here, by `performance.now()`. */
  const doubted = new Map<string, number>();
  const later = (wait: number, isTaken = true, why: string | null = null): Later => {
    return { kind: 'later', wait, isTaken, why };
  };

  async function step(
    post: Post,
    to: Place,
    write: Write,
    ticket = ticketFor(post, queue),
    within = STEP_PATIENCE,
  ): Promise<Step> {
    const turn = await queue.turn(to.channel, ticket, within);
    if ('closedFor' in turn) return later(Math.max(turn.closedFor, SHORTEST), false);
    let closedFor = 0;
    try {
      const outcome = await attempt(post, to, write);
      if (outcome.kind === 'later' && outcome.isClosed) closedFor = outcome.wait;
      return outcome;
    } finally {
      turn.end(closedFor);
    }
  }

  async function attempt(post: Post, to: Place, write: Write): Promise<Step> {
    const elapsed = stopwatch(options.now);
    const claim = await ledger.claim(post, timings.lease);
    // While it is busy the doubt goes on: a job that asks more often than the wait lasts would never see its end.
    if (claim.kind === 'settled' || claim.kind === 'fresh') doubted.delete(post.key);
    if (claim.kind === 'settled') return claim;
    if (claim.kind === 'busy') return later(turnIn(claim.wait));
    const { held, gap } = claim;
    if (claim.kind === 'fresh' && gap === null) return send(post, to, held, elapsed, write);
    const met = doubted.get(post.key) ?? performance.now();
    doubted.set(post.key, met);
    log.info('post looked for', { kind: post.kind, attempt: held.attempt, gap: gap !== null });
    const sent =
      claim.kind === 'fresh' ? Number.POSITIVE_INFINITY : options.now().getTime() - claim.silentFor;
    const since = Math.min(sent, gap?.since ?? Number.POSITIVE_INFINITY);
    const look = await findPost(client, { key: post.key, to, since, me: options.me });
    if (look.kind === 'found')
      return settled(await ledger.posted(held, look.ts), { outcome: 'posted', ts: look.ts });
    if (claim.kind === 'fresh')
      return notInGap(post, look, claim, () => send(post, to, held, elapsed, write));
    if (look.kind === 'unclear') return unclear(post, held, look, claim.looks);
    // The store's clock may have been put forward, and its sender be at work: time must have passed here as well.
    const left = timings.settling - Math.min(claim.silentFor, performance.now() - met);
    if (left > 0) {
      await ledger.postpone(held, left, claim.looks);
      return later(left);
    }
    const empty = claim.looks.empty + 1;
    if (empty < EMPTY_LOOKS) {
      await ledger.postpone(held, timings.look, { ...claim.looks, empty });
      return later(timings.look);
    }
    const again = stopwatch(options.now);
    const renewed = await ledger.resend(held, timings.lease);
    return renewed ? send(post, to, renewed, again, write) : later(SHORTEST);
  }

  /**
   * Whoever has the right mostly settles it long before their lease ends. Even a longer wait is looked at again before
   * long, should the store's clock be put back meanwhile.
   */
  function turnIn(wait: number): number {
    return Math.max(wait < timings.lease ? Math.min(wait, timings.look / 5) : timings.lease, SHORTEST);
  }

  /** A post that the record knows nothing of, and that was not found where the record has a gap. */
  async function notInGap(
    post: Post,
    look: Exclude<Look, { kind: 'found' }>,
    { held, gap }: Extract<Claim, { kind: 'fresh' }>,
    sendIt: () => Promise<Step>,
  ): Promise<Step> {
    if (look.kind === 'unclear') {
      // Where the bot may not look, it may not post either, and Slack says so.
      if (remedyFor(look.why) === 'give up') return sendIt();
      return unclear(post, held, look, { empty: 0, inconclusive: 0 });
    }
    // Whoever posted it did so before the gap ended.
    const left = timings.settling - (gap?.endedFor ?? 0);
    if (left <= 0) return sendIt();
    await ledger.release(held, left);
    return later(left, false);
  }

  async function send(post: Post, to: Place, held: Held, elapsed: () => number, write: Write): Promise<Step> {
    const written = await write().catch(async (error: unknown) => {
      await ledger.release(held, 0);
      throw error;
    });
    if (written === null) {
      return settled(await ledger.refused(held, NOTHING_NEW), { outcome: 'refused', why: NOTHING_NEW });
    }
    if (written.detail && !(await ledger.written(held, written.detail))) return later(SHORTEST);
    // A process, or machine, that was suspended in between may no longer hold the right: another may have taken it over.
    if (elapsed() > timings.lease / 2) {
      await ledger.release(held, 0);
      return later(SHORTEST, false);
    }
    let ts: string;
    try {
      const sent = await client.chat.postMessage(argumentsOf(post, to, written.message));
      if (typeof sent.ts !== 'string') throw new Error('Slack returned no ts');
      ts = sent.ts;
    } catch (error) {
      return failed(post, held, error);
    }
    return settled(await ledger.posted(held, ts), { outcome: 'posted', ts });
  }

  async function failed(post: Post, held: Held, error: unknown): Promise<Step> {
    const why = slackFault(error);
    const putOff = async (wait: number, code: string | null, isClosed = false) => {
      log.info('post put off', { kind: post.kind, why, wait });
      await ledger.release(held, wait);
      return { ...later(wait, false, code), isClosed };
    };
    const code = slackCode(error);
    const seconds = retryAfter(error);
    if (seconds !== null) return putOff(seconds * 1000, why, true);
    if (isUnsent(error)) return putOff(timings.look, null);
    const remedy = code === null ? 'look' : remedyFor(code);
    if (code === null || remedy === 'look') {
      log.warn('post uncertain', { kind: post.kind, why });
      doubted.set(post.key, performance.now());
      await ledger.postpone(held, timings.settling, { empty: 0, inconclusive: 0 });
      return later(timings.settling);
    }
    if (remedy === 'wait' || remedy === 'end') return putOff(timings.busy, code, true);
    if (remedy === 'tell') {
      // Each time anew, minutes apart: the operator may look in late.
      log.error('operator needed', { kind: post.kind, channel: post.channel, why: code });
      if (options.isPatient) return putOff(timings.mending, code);
    }
    log.warn('post refused', { kind: post.kind, why: code });
    return settled(await ledger.refused(held, code), { outcome: 'refused', why: code });
  }

  async function unclear(
    post: Post,
    held: Held,
    look: Look & { kind: 'unclear' },
    looks: Looks,
  ): Promise<Step> {
    const inconclusive = looks.inconclusive + 1;
    if (inconclusive >= timings.tries) {
      log.error('post unknown: it may or may not stand in the channel, and is not sent again', {
        kind: post.kind,
        key: post.key,
        why: look.why,
      });
      return settled(await ledger.unknown(held, look.why), { outcome: 'unknown', why: look.why });
    }
    log.warn('look-up unclear', { kind: post.kind, why: look.why });
    const wait = Math.max(look.wait, timings.look);
    await ledger.postpone(held, wait, { ...looks, inconclusive });
    return later(wait);
  }

  async function tryFor(ms: number, post: Post, to: Place, write: Write): Promise<Step> {
    const end = performance.now() + ms;
    const ticket = ticketFor(post, queue);
    for (;;) {
      const outcome = await step(post, to, write, ticket, end - performance.now());
      if (outcome.kind === 'settled' || performance.now() + outcome.wait > end) return outcome;
      // It waits in the queue, where it keeps its place.
      if (outcome.isClosed) continue;
      await pause(outcome.wait, undefined, { signal: options.stopping }).catch((cause: unknown) => {
        throw new Unsettled(`${post.kind} not settled when the bot stopped`, { cause });
      });
    }
  }

  return {
    step: (post, to, write) => step(post, to, write),
    settle: (post, to, write) => tryFor(Number.POSITIVE_INFINITY, post, to, write) as Promise<Settled>,
    settleWithin: tryFor,
  };
}

// --- internal ---

/** Empty look-ups after which a post counts as never sent. */
const EMPTY_LOOKS = 2;
/** How long a single attempt waits for its turn, in milliseconds: whoever makes it has other channels to see to. */
const STEP_PATIENCE = 5000;
/** Shortest wait before another attempt, in milliseconds. */
const SHORTEST = 250;

/** If the right has passed to another process, that one settles it. */
function settled(isOurs: boolean, end: { outcome: Settled['outcome']; ts?: string; why?: string }): Step {
  if (!isOurs) return { kind: 'later', wait: SHORTEST, isTaken: true, why: null };
  return { kind: 'settled', outcome: end.outcome, ts: end.ts ?? null, why: end.why ?? null };
}

/** Somebody waits for all but a digest. */
function ticketFor({ kind }: Post, queue: SendQueue): Ticket {
  return queue.ticket(kind === 'digest' ? 'last' : 'first');
}

function argumentsOf(post: Post, to: Place, message: Message): ChatPostMessageArguments {
  return {
    channel: to.channel,
    ...(to.thread ? { thread_ts: to.thread } : {}),
    ...message,
    metadata: metadataOf(post.key),
    unfurl_links: false,
    unfurl_media: false,
  };
}
