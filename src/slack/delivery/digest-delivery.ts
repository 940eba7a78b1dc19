import { composeDigest, type Digest } from '../../digest/digest.ts';
import { removedTopics, removedTopicsInWords } from '../../digest/removed-topics.ts';
import { dueDate } from '../../digest/schedule.ts';
import { readSnapshot, snapshotOf } from '../../facts/compare.ts';
import type { Log } from '../../log.ts';
import type { DigestSetting, Settled, State } from '../../state/state.ts';
import { type Desk, displayContext } from '../listeners/answer-request.ts';
import { digestBlocks } from '../render/digest.ts';
import { lineMessage, type Message } from '../render/rich-text.ts';
import { type History, placeOf } from './history.ts';
import { NOTHING_TO_SAY, type Poster, type Step } from './post-once.ts';
import { slackFault } from './slack-fault.ts';

/** What the digests are made with. */
export interface DigestParts {
  desk: Desk;
  state: Pick<State, 'ledger' | 'memory' | 'digests'>;
  poster: Poster;
  history: History;
  /** Channels that may be posted in unasked; null: all. */
  channels: readonly string[] | null;
  log: Log;
}

/** The daily posts. */
export interface Digests {
  /**
   * Posts what is due in any channel, and goes on with what is not settled. To be called every half minute or so.
   * @param stopping says when to begin no other channel
   */
  tick(stopping?: AbortSignal): Promise<void>;
  /** The digest as it would be posted in a channel now; null when there is nothing to say and it is quiet. */
  write(setting: DigestSetting, date: string): Promise<{ digest: Digest; message: Message }>;
  /**
   * One try at posting a channel's digest of a date.
   * @param asked somebody wants it now, under this key, whether anything is new or not
   * @returns what became of it, and whether this very try sent it: it may be out by another's
   */
  post(
    setting: DigestSetting,
    date: string,
    asked?: { key: string },
  ): Promise<{ step: Step; isNew: boolean }>;
}

/** @param atOnce posts of this process at a time: a slow channel holds nobody up, and Slack is not flooded */
export function createDigests(bot: DigestParts, atOnce = 8): Digests {
  const { desk, state, log } = bot;
  const done = new Set<string>();
  let isKept = false;

  async function write(setting: DigestSetting, date: string) {
    const { team, channel } = setting;
    await bot.history.flush();
    const posted = await state.ledger.digestsIn(team, channel);
    const last = posted[0] ?? null;
    const since = last?.at ?? desk.now().getTime() - FIRST_LOOK_BACK;
    const digest = composeDigest({
      base: desk.base,
      date,
      last: last && { date: last.date, snapshot: readSnapshot(await state.memory.base(last.base)) },
      topics: setting.topics,
      featured: posted.flatMap((one) => one.fact ?? []),
      misses: await state.memory.missesSince(placeOf(team, channel), since, MOST_MISSES),
      staleAfterDays: desk.staleAfterDays,
      seed: channel,
    });
    return { digest, message: digestBlocks(digest, displayContext(desk)) };
  }

  async function post(setting: DigestSetting, date: string, asked?: { key: string }) {
    const key = asked?.key ?? digestKey(setting, date);
    const { team, channel } = setting;
    let facts: string[] = [];
    let isNew = false;
    const step = await bot.poster.step(
      { key, kind: 'digest', team, channel, date },
      { channel },
      async () => {
        const { digest, message } = await write(setting, date);
        if (setting.isQuiet && digest.isSilent && !asked) return null;
        facts = digest.facts;
        isNew = true;
        return { message, detail: { base: desk.base.version, fact: digest.featured?.fact.id ?? null } };
      },
    );
    if (step.kind === 'settled' && step.outcome === 'posted' && isNew) {
      log.info('digest posted', { date });
      // One may show no fact at all: when none is on file about its topics.
      if (facts.length > 0)
        await bot.history.record({ id: key, team, channel, ts: step.ts }, { told: facts, missed: [] });
    }
    return { step, isNew };
  }

  async function postDue(setting: DigestSetting, now: Date): Promise<void> {
    if (bot.channels !== null && !bot.channels.includes(setting.channel)) return;
    const date = dueDate(setting, now);
    const key = date === null ? '' : digestKey(setting, date);
    if (date === null || done.has(key)) return;
    const { step } = await post(setting, date);
    if (step.kind === 'later') return;
    const isRefused = step.outcome === 'refused' && step.why !== NOTHING_TO_SAY;
    const isTold = isRefused ? await tellFault(setting, step, date) : await tellGone(setting);
    if (isTold) done.add(key);
  }

  /** Tells whoever set it, then turns the digest off; false when it could not be told yet. */
  async function tellFault(setting: DigestSetting, { why }: Settled, date: string): Promise<boolean> {
    const { team, channel, at } = setting;
    const words = `The daily digest could not be posted in ${channel}: Slack said ${why}. It is off there now. When that is mended, turn it on again with ${desk.base.desk.command} digest on ${at}.`;
    if (!(await tellSetter(setting, `notice ${digestKey(setting, date)}`, words))) return false;
    await state.digests.markFault(team, channel, why ?? 'unknown');
    log.error('digest turned off', { channel, why });
    return true;
  }

  /** Tells whoever set it, once, which topics are no longer on file; false when that could not be told yet. */
  async function tellGone(setting: DigestSetting): Promise<boolean> {
    const { team, channel, topics, since } = setting;
    const gone = removedTopics(topics, desk.base);
    if (gone.length === 0) return true;
    const words = `The daily digest in ${channel} is about ${topics.join(', ')}. ${removedTopicsInWords(gone, desk.base.desk.command)}`;
    const key = `notice topics ${team} ${channel} ${since} ${gone.join(' ')}`;
    if (!(await tellSetter(setting, key, words))) return false;
    log.warn('digest topics gone', { channel, topics: gone.join(', ') });
    return true;
  }

  /** Tells whoever set a digest something about it, once under a key; false when it could not be told yet. */
  async function tellSetter({ team, setBy }: DigestSetting, key: string, words: string): Promise<boolean> {
    const message = lineMessage(words);
    const notice = { key, kind: 'notice' as const, team, channel: setBy, date: null };
    const step = await bot.poster.step(notice, { channel: setBy }, async () => ({ message }));
    return step.kind !== 'later';
  }

  return {
    write,
    post,
    async tick(stopping) {
      const now = desk.now();
      if (!isKept) await state.memory.keepBase(desk.base.version, snapshotOf(desk.base), now.getTime());
      isKept = true;
      const waiting = (await state.digests.active()).values();
      const work = async () => {
        for (const setting of waiting) {
          if (stopping?.aborted) return;
          // One channel's trouble is not another's.
          await postDue(setting, now).catch((error: unknown) =>
            log.error('digest failed', { channel: setting.channel, why: slackFault(error) }),
          );
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
    },
  };
}

/** Natural key of a channel's post of a local date. */
export function digestKey({ team, channel }: DigestSetting, date: string): string {
  return `digest ${team} ${channel} ${date}`;
}

// --- internal ---

/** What the first digest of a channel tells of questions asked before it, in milliseconds. */
const FIRST_LOOK_BACK = 7 * 24 * 3_600_000;

/** Questions without an answer that are looked at for one digest. */
const MOST_MISSES = 50;
