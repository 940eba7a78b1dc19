import { setTimeout as pause } from 'node:timers/promises';
import type { ChatPostMessageArguments, WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import type { Held, Ledger, Looks, Post, PostDetail, Settled } from '../../state/state.ts';
import type { Message } from '../render/rich-text.ts';
import { findPost, type Look, metadataOf } from './find-post.ts';
import { isUnsent, refusalCode, retryAfter, slackFault } from './slack-fault.ts';

/** Posts a message once, whatever Slack, the network or this process does meanwhile. */
export interface Poster {
  /**
   * One try. What cannot be settled now is to be tried again after `wait` milliseconds, by this process or another.
   * @param write makes the message, once the right to send it is held; null when there is nothing to say
   */
  step(post: Post, to: Place, write: () => Promise<Written | null>): Promise<Step>;
  /**
   * Tries until it is settled.
   * @throws Unsettled when the bot stops meanwhile; whoever starts next goes on
   */
  settle(post: Post, to: Place, write: () => Promise<Written | null>): Promise<Settled>;
  /** Tries while no wait leads beyond so many milliseconds. */
  settleWithin(ms: number, post: Post, to: Place, write: () => Promise<Written | null>): Promise<Step>;
}

/** It is not known yet what became of a post. */
export class Unsettled extends Error {
  override readonly name = 'Unsettled';
}

/** Where a post goes: a channel, or a thread in it. */
export interface Place {
  channel: string;
  thread?: string | undefined;
}

interface Written {
  message: Message;
  detail?: PostDetail;
}

/** `isTaken`: whether Slack may have taken it already, as far as this try can tell. */
export type Step = Settled | Later;
interface Later {
  kind: 'later';
  wait: number;
  isTaken: boolean;
}

/** All in milliseconds; `tries` are counts. */
export interface Timings {
  /** How long nobody else may send; the guard before sending is half of it, and a call's own timeout must fit in the other half. */
  lease: number;
  /** How long a post that Slack took may stay invisible: before that, not finding it proves nothing. */
  settling: number;
  /** Between two looks. */
  look: number;
  /** Looks that could not tell, before a post counts as unknown. */
  tries: number;
}

export const TIMINGS: Timings = { lease: 60_000, settling: 45_000, look: 10_000, tries: 30 };

/** Reason under which a digest with nothing to say is settled. */
export const NOTHING_TO_SAY = 'nothing_new';

/**
 * Slack has no key against double posts, so the ledger gives out the right to send, and a post whose sender went
 * silent is looked for by its metadata before anyone sends it again.
 * @param options.me the bot's own ids: only its own posts count
 * @param options.stopping ends every wait
 */
export function createPoster(options: {
  ledger: Ledger;
  client: WebClient;
  me: { user: string | undefined; bot: string | undefined };
  log: Log;
  timings: Timings;
  stopping: AbortSignal;
  now(): Date;
}): Poster {
  const { ledger, client, log, timings } = options;
  const later = (wait: number, isTaken = true): Later => ({ kind: 'later', wait, isTaken });

  async function step(post: Post, to: Place, write: () => Promise<Written | null>): Promise<Step> {
    const started = performance.now();
    const claim = await ledger.claim(post, timings.lease);
    if (claim.kind === 'settled') return claim;
    if (claim.kind === 'busy') return later(Math.max(claim.wait, SHORTEST));
    const { held } = claim;
    if (claim.kind === 'fresh') return send(post, to, held, started, write);
    log.info('post looked for', { kind: post.kind, attempt: held.attempt });
    const since = options.now().getTime() - claim.silentFor;
    const look = await findPost(client, { key: post.key, to, since, me: options.me });
    if (look.kind === 'found')
      return settled(await ledger.posted(held, look.ts), { outcome: 'posted', ts: look.ts });
    if (look.kind === 'unclear') return unclear(post, held, look, claim.looks);
    const left = timings.settling - claim.silentFor;
    if (left > 0) {
      await ledger.postpone(held, left, claim.looks);
      return later(left);
    }
    const empty = claim.looks.empty + 1;
    if (empty < LOOKS) {
      await ledger.postpone(held, timings.look, { ...claim.looks, empty });
      return later(timings.look);
    }
    const again = performance.now();
    const renewed = await ledger.resend(held, timings.lease);
    return renewed ? send(post, to, renewed, again, write) : later(SHORTEST);
  }

  async function send(
    post: Post,
    to: Place,
    held: Held,
    started: number,
    write: () => Promise<Written | null>,
  ): Promise<Step> {
    const written = await write().catch(async (error: unknown) => {
      await ledger.release(held, 0);
      throw error;
    });
    if (written === null) {
      return settled(await ledger.refused(held, NOTHING_TO_SAY), { outcome: 'refused', why: NOTHING_TO_SAY });
    }
    // A process that was stopped in between wakes up with a right that another may have taken over.
    if (performance.now() - started > timings.lease / 2) {
      await ledger.release(held, 0);
      return later(SHORTEST, false);
    }
    let ts: string;
    try {
      const sent = await client.chat.postMessage(argumentsOf(post, to, written.message));
      if (typeof sent.ts !== 'string') throw new Error('Slack told no ts');
      ts = sent.ts;
    } catch (error) {
      return failed(post, held, error);
    }
    return settled(await ledger.posted(held, ts, written.detail), { outcome: 'posted', ts });
  }

  async function failed(post: Post, held: Held, error: unknown): Promise<Step> {
    const why = slackFault(error);
    const seconds = retryAfter(error);
    const wait = seconds !== null ? seconds * 1000 : isUnsent(error) ? timings.look : null;
    if (wait !== null) {
      log.info('post put off', { kind: post.kind, why, wait });
      await ledger.release(held, wait);
      return later(wait, false);
    }
    const refusal = refusalCode(error);
    if (refusal !== null) {
      log.warn('post refused', { kind: post.kind, why: refusal });
      return settled(await ledger.refused(held, refusal), { outcome: 'refused', why: refusal });
    }
    log.warn('post uncertain', { kind: post.kind, why });
    await ledger.postpone(held, timings.settling, { empty: 0, inconclusive: 0 });
    return later(timings.settling);
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

  async function tryFor(
    ms: number,
    post: Post,
    to: Place,
    write: () => Promise<Written | null>,
  ): Promise<Step> {
    const end = performance.now() + ms;
    for (;;) {
      const outcome = await step(post, to, write);
      if (outcome.kind === 'settled' || performance.now() + outcome.wait > end) return outcome;
      await pause(outcome.wait, undefined, { signal: options.stopping }).catch((cause: unknown) => {
        throw new Unsettled(`${post.kind} not settled when the bot stopped`, { cause });
      });
    }
  }

  return {
    step,
    settle: (post, to, write) => tryFor(Number.POSITIVE_INFINITY, post, to, write) as Promise<Settled>,
    settleWithin: tryFor,
  };
}

// --- internal ---

/** Empty looks after which a post counts as never sent. */
const LOOKS = 2;
/** Shortest wait before another try, in milliseconds. */
const SHORTEST = 250;

/** When the right has passed to someone else meanwhile, that one settles it. */
function settled(isOurs: boolean, end: { outcome: Settled['outcome']; ts?: string; why?: string }): Step {
  if (!isOurs) return { kind: 'later', wait: SHORTEST, isTaken: true };
  return { kind: 'settled', outcome: end.outcome, ts: end.ts ?? null, why: end.why ?? null };
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
