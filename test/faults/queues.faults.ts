import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openState, type Store } from '../../src/state/open.ts';
import { eventBody, spoken } from '../../src/workspace/platform/payloads.ts';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import type { Slack } from '../start-slack.ts';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { answersTo, expectAnsweredOnce, postCalls } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const ON_BASE = { DATA_DIR: smallBase() };
const MENTIONS = 30;
const SIDE = { id: 'C0SIDE0000', name: 'side' };

describe(ROWS.queues, () => {
  it('thirty mentions at once: as many calls as posts, in their order, and another channel does not wait', {
    timeout: 120_000,
  }, async (test) => {
    const slack = await play(test, { channels: [{ id: 'C0NEWSDESK', name: 'newsdesk' }, SIDE] });
    onePostASecond(slack, 'C0NEWSDESK');
    await start(test, { ...slack.env(), ...ON_BASE });
    const mentions = await Promise.all(
      Array.from({ length: MENTIONS }, () => slack.mention({ text: SMALL_QUESTION })),
    );
    await slack.waitFor(() => postCalls(slack) > 1);
    const asked = performance.now();
    const { ts } = await slack.mention({ text: SMALL_QUESTION, channel: SIDE.id });
    await slack.waitFor(() => slack.messages(SIDE.id).some((one) => one.bot_id && one.thread_ts === ts));
    expect(performance.now() - asked).toBeLessThan(2000);
    await expectAnsweredOnce(slack, mentions, 60_000);
    const calls = postCalls(slack) - 1;
    // The first refusal is how the bot learns of the limit.
    expect(calls).toBeLessThanOrEqual(MENTIONS + 2);
    const answered = mentions.map((mention) => Number(answersTo(slack, mention.ts)[0]?.ts));
    expect(answered.toSorted((a, b) => a - b)).toEqual(answered);
    tried(test, MENTIONS, `${calls} calls for ${MENTIONS} posts`);
  });

  it('25 events left over, the first in a channel that is closed for ten minutes: the others are answered at once', async (test) => {
    const slack = await play(test, { channels: [{ id: 'C0NEWSDESK', name: 'newsdesk' }, SIDE] });
    const store = { sqliteFile: join(tempFolder(test.onTestFinished), 'left.db') };
    const [closed, ...others] = await leave(slack, store, ['C0NEWSDESK', ...Array(24).fill(SIDE.id)]);
    closeFor(slack, 600);
    const bot = await start(test, { ...slack.env(), ...ON_BASE, SQLITE_FILE: store.sqliteFile });
    const isAnswered = (ts: string) =>
      slack.messages(SIDE.id).filter((one) => one.bot_id && one.thread_ts === ts).length === 1;
    await slack.waitFor(() => others.every(isAnswered), 5000, 'the others');
    expect(answersTo(slack, closed as string)).toEqual([]);
    expect(bot.logged('event taken up again')).toHaveLength(25);
    tried(test, 25);
  });

  describe('with two instances', () => {
    const postgres = usePostgres();

    it('an event that waits for longer than a lease stays with the one that works on it', {
      timeout: 180_000,
    }, async (test) => {
      const slack = await play(test);
      const url = await postgres.url('leases');
      await leave(slack, { databaseUrl: url }, ['C0NEWSDESK']);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query('update inbox set until = 0');
      await client.end();
      closeFor(slack, 600);
      const env = { ...slack.env(), ...ON_BASE, DATABASE_URL: url };
      const first = await start(test, env);
      await slack.waitFor(() => postCalls(slack) > 0);
      const second = await start(test, env);
      await pause(LEASE + 25_000);
      expect(first.logged('event taken up again')).toHaveLength(1);
      expect(second.logged('event taken up again')).toEqual([]);
    });
  });
});

// --- internal ---

/** How long nobody else takes an event over, in milliseconds, as src/state/inbox.ts has it. */
const LEASE = 60_000;

/** Stores mentions that were acknowledged by a process that is gone. */
async function leave(slack: Slack, store: Store, channels: string[]): Promise<string[]> {
  const { platform } = slack;
  const state = await openState(store, { owner: 'gone' });
  const left: string[] = [];
  for (const channel of channels) {
    const message = slack.say({ text: SMALL_QUESTION, channel });
    const event = { type: 'app_mention', ...spoken(message, slack.user(slack.userId), platform) };
    const id = platform.ids.next('Ev');
    await state.inbox.receive({
      id,
      message: `${channel} ${message.ts}`,
      body: eventBody(event, id, platform),
    });
    left.push(message.ts);
  }
  await state.close();
  return left;
}

/** Slack takes no posts in the usual channel. */
function closeFor(slack: Slack, seconds: number): void {
  const when = ({ channel }: { channel?: unknown }) => channel === 'C0NEWSDESK';
  slack.fault('chat.postMessage', {
    kind: 'ratelimited',
    retryAfter: seconds,
    times: Number.POSITIVE_INFINITY,
    when,
  });
}

/** Refuses a post in the channel that comes within a second of the last one. */
function onePostASecond(slack: Slack, channel: string): void {
  let last = Number.NEGATIVE_INFINITY;
  slack.fault('chat.postMessage', {
    kind: 'ratelimited',
    times: Number.POSITIVE_INFINITY,
    when(args) {
      if (args.channel !== channel) return false;
      const isTooSoon = performance.now() - last < 1000;
      if (!isTooSoon) last = performance.now();
      return isTooSoon;
    },
  });
}
