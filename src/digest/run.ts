import { readSnapshot, snapshotOf } from '../facts/compare.ts';
import type { FactBase } from '../facts/schema.ts';
import type { Log } from '../log.ts';
import { type DigestSetting, NOTHING_NEW, type Post, type Settled, type State } from '../state/state.ts';
import { composeDigest, type Digest } from './digest.ts';
import { instantOf } from './local-time.ts';
import { removedTopics } from './removed-topics.ts';
import { dueDate } from './schedule.ts';
import { cureFor, missedNotice, removedTopicsNotice, stoppedNotice } from './wording.ts';

/** What digests are composed from and saved to. */
export interface DigestParts {
  desk: { base: FactBase; staleAfterDays: number; now(): Date };
  state: Pick<State, 'ledger' | 'memory' | 'bases' | 'digests'>;
  /** Answers are saved a moment after they are given; questions they missed belong in the digest. */
  history: { flush(): Promise<void> };
  log: Log;
}

/** How due digests reach people. */
export interface DigestDelivery {
  post: PostDigest<Delivered>;
  /** Sends one line to one person, once under the key of `entry`. */
  notify(entry: Post, line: string): Promise<Delivered>;
  /** Channels that may be posted in; null: all. */
  channels: readonly string[] | null;
}

/** Settled, or to be tried again later; `why`: the code with which Slack refused it for now. */
type Delivered = Settled | { kind: 'later'; why: string | null };

/**
 * Posts a digest, or shows it to one person.
 * @param entry names it in the ledger: under one key only one post is made
 * @param compose to be called once nobody else can post under that key
 */
export type PostDigest<Result extends { kind: string }> = (
  entry: Post,
  compose: () => Promise<Composed>,
) => Promise<Result>;

/** A digest, and whether it is not to be posted: nothing is new, and the channel is quiet then. */
export interface Composed {
  digest: Digest;
  isHeldBack: boolean;
}

/**
 * Runs a channel's digest of one date: it is claimed, composed, posted and saved. Due digests, `digest now` and
 * `digest preview` differ only in `post`.
 * @returns the outcome, and whether this very run posted it
 */
export async function runDigest<Result extends Delivered | { kind: 'shown' }>(
  setting: DigestSetting,
  date: string,
  parts: DigestParts,
  post: PostDigest<Result>,
): Promise<{ result: Result; isPosted: boolean }> {
  const entry = digestEntry(setting, date);
  let isComposed = false;
  const result = await post(entry, async () => {
    isComposed = true;
    return compose(setting, date, parts);
  });
  if (result.kind !== 'settled' || result.outcome !== 'posted') return { result, isPosted: false };
  if (isComposed) parts.log.info('digest posted', { date });
  await save(entry, result.ts, parts);
  return { result, isPosted: isComposed };
}

interface JobOptions {
  /** Digests at a time: a slow channel delays no other, and Slack is not flooded. */
  atOnce?: number | undefined;
  /** Told at each run whether digests speak for another base than this one. */
  heldBack?(isHeldBack: boolean): void;
}

/**
 * Runs the digests that are due, each once. When Slack refuses one, or topics it is limited to are no longer on file,
 * whoever set it up is notified. While digests speak for another base, none is run.
 * @returns to be called about twice a minute; starts no further digest once `stopping` aborts
 */
export function createDigestJob(
  parts: DigestParts & DigestDelivery,
  { atOnce = 8, heldBack = () => {} }: JobOptions = {},
): (stopping?: AbortSignal) => Promise<void> {
  const { desk, state, log, post, notify, channels } = parts;
  const { version } = desk.base;
  const done = new Set<string>();
  /** By channel: what Slack refused for now. */
  const putOff = new Map<string, { date: string; why: string }>();
  let isBaseKept = false;
  let heldBackBy: string | null = null;

  async function runDue(setting: DigestSetting, now: Date): Promise<void> {
    const { channel, topics, since } = setting;
    const date = dueDate(setting, now);
    if (!(await tellOfMissed(setting, date))) return;
    if (date === null || (channels !== null && !channels.includes(channel))) return;
    const { key } = digestEntry(setting, date);
    if (done.has(key)) return;
    const { result } = await runDigest(setting, date, parts, post);
    if (result.kind === 'later') {
      if (result.why !== null) putOff.set(channel, { date, why: result.why });
      return;
    }
    putOff.delete(channel);
    const removed = removedTopics(topics, desk.base);
    if (result.outcome === 'refused' && result.why !== NOTHING_NEW) {
      const why = result.why ?? 'unknown';
      if (!(await notifySetter(setting, `notice ${key}`, stoppedNotice(setting, why, desk.base.desk))))
        return;
      await state.digests.markFault(channel, why);
      log.error('digest turned off', { channel, why });
    } else if (removed.length > 0) {
      const noticeKey = `notice topics ${channel} ${since} ${removed.join(' ')}`;
      const line = removedTopicsNotice(setting, removed, desk.base.desk);
      if (!(await notifySetter(setting, noticeKey, line))) return;
      log.warn('digest topics gone', { channel, topics: removed.join(', ') });
    }
    done.add(key);
  }

  /** A digest that Slack refused until it was too late for its day. False when that could not be told yet. */
  async function tellOfMissed(setting: DigestSetting, due: string | null): Promise<boolean> {
    const { channel } = setting;
    const missed = putOff.get(channel);
    if (!missed || missed.date === due) return true;
    const { key } = digestEntry(setting, missed.date);
    if ((await state.ledger.outcome(key)) === null) {
      if (!(await notifySetter(setting, `notice missed ${key}`, missedNotice(setting, missed)))) return false;
      log.error('digest missed', { channel, ...missed });
    }
    putOff.delete(channel);
    return true;
  }

  /** False when it could not be sent yet: the next run tries again. */
  async function notifySetter({ team, setBy }: DigestSetting, key: string, line: string): Promise<boolean> {
    const { kind } = await notify({ key, kind: 'notice', team, channel: setBy, date: null }, line);
    return kind !== 'later';
  }

  /** Whether digests speak for another base; the log says so once. */
  async function isHeldBack(): Promise<boolean> {
    const speaker = await state.bases.speaker(version);
    heldBack(speaker !== null);
    if (speaker !== heldBackBy) {
      if (speaker === null) log.info('digests no longer held back', { base: version });
      else log.warn('digests held back', { base: version, speaker, cure: cureFor(version) });
    }
    heldBackBy = speaker;
    return speaker !== null;
  }

  return async (stopping) => {
    const now = desk.now();
    if (!isBaseKept) await state.bases.keep(version, snapshotOf(desk.base), now.getTime());
    isBaseKept = true;
    if (await isHeldBack()) return;
    const settings = (await state.digests.active()).values();
    const work = async () => {
      for (const setting of settings) {
        if (stopping?.aborted) return;
        // One channel's failure does not stop the others.
        await runDue(setting, now).catch((error: unknown) =>
          log.error('digest failed', { channel: setting.channel, why: String(error) }),
        );
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };
}

/** A digest's entry in the ledger. */
export function digestEntry({ team, channel, zone }: DigestSetting, date: string): Post {
  const key = `digest ${channel} ${date}`;
  // By request it may have been posted at any time of that day.
  const since = instantOf(zone, date, '00:00') ?? 0;
  return { key, kind: 'digest', team, channel, date, since };
}

// --- internal ---

/** How far back a channel's first digest looks for unanswered questions, in milliseconds. */
const FIRST_LOOK_BACK = 7 * 24 * 3_600_000;

/** Unanswered questions considered for one digest. */
const MOST_MISSES = 50;

async function compose(setting: DigestSetting, date: string, parts: DigestParts): Promise<Composed> {
  const { desk, state, history } = parts;
  const { channel, topics } = setting;
  await history.flush();
  const posted = await state.ledger.digestsIn(channel);
  const last = posted[0] ?? null;
  const since = last?.at ?? desk.now().getTime() - FIRST_LOOK_BACK;
  const digest = composeDigest({
    ...{ base: desk.base, staleAfterDays: desk.staleAfterDays, date, topics, seed: channel },
    last: last && { date: last.date, snapshot: readSnapshot(await state.bases.snapshot(last.base)) },
    featured: posted.flatMap(({ fact }) => fact ?? []),
    misses: await state.memory.missesSince(channel, since, MOST_MISSES),
  });
  return { digest, isHeldBack: setting.isQuiet && digest.isSilent };
}

/**
 * Saves which facts were shown where, for later corrections, whoever posted it: that process may be gone. Saving again
 * changes nothing. The post stands even when it fails.
 */
async function save(entry: Post, ts: string | null, { state, log }: DigestParts): Promise<void> {
  const { key: id, team, channel } = entry;
  try {
    const post = (await state.ledger.digestsIn(channel)).find((one) => one.ts === ts);
    if (!post || post.facts.length === 0) return;
    const { facts, base, at } = post;
    await state.memory.tell({ id, team, channel, ts, thread: ts, facts, base, at });
  } catch (error) {
    log.warn('digest not saved', { channel, why: String(error) });
  }
}
