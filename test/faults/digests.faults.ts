import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { FactBase } from '../../src/facts/schema.ts';
import { baseOf, HARBOUR, LAMP, LOST, SAFE } from '../base.ts';
import type { Slack } from '../start-slack.ts';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { CHANNEL, type DigestDesk, dueSetting, playForDigests, startDigestDesk } from './digest-desk.ts';
import { ROWS } from './rows.ts';

const postgres = usePostgres();
const folder = tempFolder();
const DAY = 24 * 3_600_000;

/** A base with one fact more. */
const GREW = baseOf([LOST, SAFE, LAMP, { ...LAMP, id: 'bell-rung', claim: 'The bell rang.' }], {
  version: 'new00000',
});

let stores = 0;
const freshStore = () => {
  stores += 1;
  return { sqliteFile: join(folder, `desk${stores}.db`) };
};

describe(ROWS.digests, () => {
  describe('Slack refuses the post once', () => {
    const PASSING = [
      ...['rate_limited', 'ratelimited', 'message_limit_exceeded', 'external_channel_migrating'],
      ...['team_added_to_org', 'internal_error'],
    ];
    const TOLD = ['ekm_access_denied', 'accesslimited', 'missing_scope', 'a_code_of_tomorrow'];

    it.for([...PASSING.map((code) => [code, 0] as const), ...TOLD.map((code) => [code, 1] as const)])(
      'with %s: it is posted later and stays on; the operator is told %i times',
      async ([error, times], test) => {
        const slack = await playForDigests(test);
        const desk = await startDigestDesk(test, slack, { store: freshStore() });
        await desk.state.digests.change('1', dueSetting(slack));
        const fault = slack.fault('chat.postMessage', { kind: 'error', error });
        await desk.runUntil(() => desk.digests()[0], 'the digest');
        await desk.run();
        expect(fault.hits).toBe(1);
        expect(desk.digests()).toHaveLength(1);
        const [setting] = await desk.state.digests.active();
        expect(setting).toMatchObject({ channel: CHANNEL, isOn: true, fault: null });
        expect(desk.logged('operator needed')).toHaveLength(times);
        expect(desk.logged('operator needed').map(({ why, level }) => [level, why])).toEqual(
          times === 0 ? [] : [['error', error]],
        );
      },
    );

    it.for(['ekm_access_denied', 'message_limit_exceeded'])(
      'again and again with %s: whoever set it up is told once it is too late for the day, and it stays on',
      async (error, test) => {
        const slack = await playForDigests(test);
        let now = new Date();
        const desk = await startDigestDesk(test, slack, { store: freshStore(), now: () => now });
        await desk.state.digests.change('1', dueSetting(slack));
        const fault = slack.fault('chat.postMessage', { kind: 'error', error, times: 99 });
        await desk.runUntil(() => fault.hits >= 2, 'two attempts');
        fault.clear();
        now = new Date(now.getTime() + 7 * 3_600_000);
        const missed = () => slack.platform.messages.all.filter(({ text }) => text?.includes(error));
        await desk.runUntil(() => missed()[0], 'a word in private');
        await desk.run();
        expect(missed().map(({ text }) => text)).toEqual([
          expect.stringMatching(
            /^The digest of .* was not posted in C0NEWSDESK: Slack said .* It stays on, and/,
          ),
        ]);
        expect(desk.digests()).toEqual([]);
        expect(desk.logged('digest missed')).toHaveLength(1);
        expect(await desk.state.digests.active()).toHaveLength(1);
      },
    );

    it.for(['is_archived', 'restricted_action'])('with %s: it is turned off', async (error, test) => {
      const slack = await playForDigests(test);
      const desk = await startDigestDesk(test, slack, { store: freshStore() });
      await desk.state.digests.change('1', dueSetting(slack));
      slack.fault('chat.postMessage', { kind: 'error', error });
      await desk.runUntil(() => desk.logged('digest turned off')[0], 'the end of the digest');
      expect(desk.digests()).toEqual([]);
      expect(await desk.state.digests.active()).toEqual([]);
    });
  });

  describe('the store is brought back from a backup of this morning', () => {
    const LATER = 600_000;

    /** A digest that is due, in a store of which a copy is kept. */
    async function backedUp(test: TestContext) {
      const slack = await playForDigests(test);
      const store = freshStore();
      const first = await startDigestDesk(test, slack, { store });
      await first.state.digests.change('1', dueSetting(slack));
      await first.stop();
      const backup = `${store.sqliteFile}.backup`;
      copyFileSync(store.sqliteFile, backup);
      const restored = () => {
        for (const end of ['', '-wal', '-shm']) rmSync(`${store.sqliteFile}${end}`, { force: true });
        copyFileSync(backup, store.sqliteFile);
        const now = () => new Date(Date.now() + LATER);
        return startDigestDesk(test, slack, { store, now, shift: () => LATER });
      };
      return { slack, store, restored };
    }

    it.for([
      ['when it was due', (desk: DigestDesk) => desk.runUntil(() => desk.digests()[0], 'the digest')],
      [
        'by request',
        async (_: DigestDesk, slack: Slack) => {
          await slack.command({ text: 'digest now', user: 'U0ADMIN000' });
        },
      ],
      [
        'by request, after a refusal',
        async (desk: DigestDesk, slack: Slack) => {
          const [setting] = await desk.state.digests.active();
          const entry = { kind: 'digest', team: '', channel: CHANNEL } as const;
          const date = new Date().toISOString().slice(0, 10);
          const claim = await desk.state.ledger.claim(
            { ...entry, key: `digest ${CHANNEL} ${date}`, date },
            1,
          );
          if (claim.kind === 'fresh') await desk.state.ledger.refused(claim.held, 'is_archived');
          expect(setting).toBeDefined();
          await slack.command({ text: 'digest now', user: 'U0ADMIN000' });
        },
      ],
    ] as const)('a digest posted %s is found, and not posted again', async ([_when, post], test) => {
      const { slack, store, restored } = await backedUp(test);
      const second = await startDigestDesk(test, slack, { store });
      await post(second, slack);
      await slack.waitFor(() => second.digests()[0], 10_000, 'the digest');
      await second.stop();
      const desk = await restored();
      await desk.runUntil(() => desk.logged('post looked for')[0], 'a look');
      for (const _ of [1, 2, 3]) await desk.run();
      expect(desk.digests()).toHaveLength(1);
      expect(await desk.state.ledger.digestsIn(CHANNEL)).toMatchObject([{ ts: desk.digests()[0]?.ts }]);
    });

    it('an answer given after the backup is found, and not given again', async (test) => {
      const slack = await playForDigests(test);
      const store = freshStore();
      const first = await startDigestDesk(test, slack, { store });
      const fault = slack.fault('chat.postMessage', { kind: 'ratelimited', retryAfter: 60 });
      const { ts } = await slack.mention({ text: 'how many boats were lost' });
      await slack.waitFor(() => fault.hits === 1, 10_000, 'an attempt');
      await first.stop();
      const backup = `${store.sqliteFile}.backup`;
      copyFileSync(store.sqliteFile, backup);
      const answers = () => slack.messages(CHANNEL).filter((one) => one.bot_id && one.thread_ts === ts);
      const second = await startDigestDesk(test, slack, { store, shift: () => 61_000 });
      void second.replay();
      await slack.waitFor(() => answers()[0], 10_000, 'the answer');
      await second.stop();
      copyFileSync(backup, store.sqliteFile);
      const restored = await startDigestDesk(test, slack, { store, shift: () => LATER });
      await restored.replay();
      await slack.waitFor(() => restored.logged('answered')[0], 10_000, 'the answer to be found');
      expect(restored.logged('post looked for')).toHaveLength(1);
      expect(answers()).toHaveLength(1);
    });

    it('while Slack does not let it look, it posts nothing', async (test) => {
      const { slack, restored } = await backedUp(test);
      const fault = slack.fault('conversations.history', { kind: 'error', error: 'fatal_error', times: 3 });
      const desk = await restored();
      await desk.runUntil(() => fault.hits === 3, 'three looks');
      expect(desk.digests()).toEqual([]);
      await desk.runUntil(() => desk.digests()[0], 'the digest');
      expect(desk.digests()).toHaveLength(1);
    });

    it('a digest that nobody posted is posted, once it had time to show', async (test) => {
      const { restored } = await backedUp(test);
      const desk = await restored();
      await desk.run();
      expect(desk.logged('post looked for')).toHaveLength(1);
      expect(desk.digests()).toEqual([]);
      await desk.runUntil(() => desk.digests()[0], 'the digest');
      await desk.run();
      expect(desk.digests()).toHaveLength(1);
    });

    it('a channel that the bot has left is told of as ever', async (test) => {
      const { slack, restored } = await backedUp(test);
      slack.channel(CHANNEL).is_member = false;
      const desk = await restored();
      await desk.runUntil(() => desk.logged('digest turned off')[0], 'the end of the digest');
      expect(desk.digests()).toEqual([]);
    });
  });

  describe('instances have different bases', () => {
    it('while two run, the one with the older base posts nothing, and says so', async (test) => {
      const slack = await playForDigests(test);
      const store = { databaseUrl: await postgres.url('two bases') };
      let now = new Date();
      const both = { store, now: () => now };
      const older = await startDigestDesk(test, slack, both);
      await older.state.digests.change('1', { ...dueSetting(slack, now), since: 0 });
      await older.runUntil(() => older.digests()[0], 'the first digest');
      expect(await heldBack(older)).toBe(0);
      const newer = await startDigestDesk(test, slack, { ...both, base: GREW });
      now = new Date(now.getTime() + DAY);
      await newer.runUntil(() => newer.digests()[1], 'the second digest');
      now = new Date(now.getTime() + DAY);
      for (const _ of [1, 2]) await older.run();
      expect(older.digests()).toHaveLength(2);
      expect(await heldBack(older)).toBe(1);
      expect(older.logged('digests held back')).toEqual([
        expect.objectContaining({
          ...{ level: 'warn', base: 'abcd1234', speaker: 'new00000' },
          cure: 'npm run -s digest -- --speak-for abcd1234',
        }),
      ]);
      const third = await newer.runUntil(() => newer.digests()[2], 'the third digest');
      expect(third.text).toContain('Nothing new on file');
      expect(await heldBack(newer)).toBe(0);
      expect(
        older
          .digests()
          .map(({ text }) => text)
          .join(),
      ).not.toContain('withdrawn');
    });

    it('after a rollback none is posted, by request neither, until an operator chooses that base', async (test) => {
      const slack = await playForDigests(test);
      const store = freshStore();
      const start = (base: FactBase, days: number) =>
        startDigestDesk(test, slack, { store, base, now: () => new Date(Date.now() + days * DAY) });
      const older = await start(HARBOUR, 0);
      await older.state.digests.change('1', { ...dueSetting(slack), since: 0 });
      await older.runUntil(() => older.digests()[0], 'the first digest');
      await older.stop();
      const newer = await start(GREW, 1);
      await newer.runUntil(() => newer.digests()[1], 'the second digest');
      await newer.stop();

      const rolledBack = await start(HARBOUR, 2);
      await rolledBack.run();
      expect(await heldBack(rolledBack)).toBe(1);
      const result = await slack.command({ text: 'digest now', user: 'U0ADMIN000' });
      expect(await slack.waitFor(() => result.replies().at(-1)?.text, 10_000, 'a reply')).toBe(
        'Not posted: digests speak for another version of the fact base (new00000), and this desk has abcd1234, which was seen before it. If that is right, an operator can choose this one: npm run -s digest -- --speak-for abcd1234',
      );
      expect(rolledBack.digests()).toHaveLength(2);
      expect(speakFor('abcd1234', store)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/^SQLITE_FILE: .* is in use by another process; stop that one/),
      });
      await rolledBack.stop();

      expect(speakFor('nonsense', store)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(
          /^--speak-for: the store knows no version "nonsense"; expected one of: new00000 \(first seen \S+Z\), abcd1234 \(first seen \S+Z\)\n$/,
        ),
      });
      expect(speakFor('abcd1234', store)).toMatchObject({
        ...{ status: 0, stderr: '' },
        stdout: expect.stringContaining('Digests now speak for abcd1234.'),
      });
      const chosen = await start(HARBOUR, 2);
      const third = await chosen.runUntil(() => chosen.digests()[2], 'the third digest');
      expect(third.text).toContain('One fact is withdrawn.');
      expect(await heldBack(chosen)).toBe(0);
    });
  });

  describe('a post whose outcome was lost is found by looking', () => {
    it.for(['acceptThenReset', 'acceptThen500'] as const)(
      '%s: the next digest tells what is new since, and the facts shown are remembered',
      async (kind, test) => {
        const slack = await playForDigests(test);
        const store = freshStore();
        const first = await startDigestDesk(test, slack, { store });
        await first.state.digests.change('1', dueSetting(slack));
        slack.fault('chat.postMessage', { kind });
        await first.runUntil(() => first.logged('post looked for')[0], 'a look');
        const [told] = await first.state.memory.toldWhere('boats-lost');
        expect(told).toMatchObject({ channel: CHANNEL, ts: first.digests()[0]?.ts, base: 'abcd1234' });
        await first.stop();
        const tomorrow = () => new Date(Date.now() + DAY);
        const next = await startDigestDesk(test, slack, { store, base: GREW, now: tomorrow });
        const text = await next.runUntil(() => next.digests()[1]?.text, 'the next digest');
        expect(text).toContain('One fact is new on file.');
        expect(next.digests()).toHaveLength(2);
      },
    );
  });

  describe('people of two workspaces share a channel', () => {
    const SISTER = 'U0SISTER00';

    async function shared(test: TestContext) {
      const slack = await playForDigests(test);
      slack.addUser({ id: SISTER, name: 'sister', is_admin: true, team_id: 'T0SISTER00' });
      const desk = await startDigestDesk(test, slack, { store: freshStore() });
      const order = async (words: string, user: string) => {
        const result = await slack.command({ text: `digest ${words}`, user });
        return slack.waitFor(() => result.replies().at(-1)?.text, 10_000, 'a reply');
      };
      return { slack, desk, order };
    }

    it('each can see, change and turn off the one digest', async (test) => {
      const { desk, order } = await shared(test);
      expect(await order('on 08:30 daily UTC', 'U0ADMIN000')).toContain('is on: 08:30 every day, UTC');
      expect(await order('status', SISTER)).toContain('is on: 08:30 every day, UTC');
      expect(await order('on 09:00', SISTER)).toContain('is on: 09:00 every day, UTC');
      expect(await desk.state.digests.active()).toHaveLength(1);
      expect(await order('off', 'U0ADMIN000')).toMatch(/^The digest in this channel is off/);
      expect(await desk.state.digests.active()).toEqual([]);
    });

    it('one post a day is made for both', async (test) => {
      const { slack, desk, order } = await shared(test);
      const inUtc = 'on 23:59 daily UTC';
      expect(await order(inUtc, SISTER)).toContain('is on');
      expect(await order('now', SISTER)).toMatch(/^Posted\./);
      expect(await order(inUtc, 'U0ADMIN000')).toContain('is on');
      expect(await order('now', 'U0ADMIN000')).toMatch(/^Today’s digest has already been posted\./);
      await desk.state.digests.change('due', dueSetting(slack));
      await desk.run();
      expect(desk.digests()).toHaveLength(1);
    });

    it('it lists what the people of both asked in vain', async (test) => {
      const { slack, desk, order } = await shared(test);
      await slack.command({ text: 'who owned the boats', user: SISTER });
      await slack.command({ text: 'who owned the boats', user: 'U0REPORTER' });
      expect(await order('now', 'U0ADMIN000')).toMatch(/^Posted\./);
      expect(JSON.stringify(desk.digests()[0])).toContain('who owned the boats (asked 2 times)');
    });
  });

  it.for(['message_limit_exceeded', 'ekm_access_denied'])(
    '“digest now” refused with %s says so, and can be said again',
    async (error, test) => {
      const slack = await playForDigests(test);
      const desk = await startDigestDesk(test, slack, { store: freshStore() });
      slack.fault('chat.postMessage', { kind: 'error', error });
      const now = async () => {
        const result = await slack.command({ text: 'digest now', user: 'U0ADMIN000' });
        return slack.waitFor(() => result.replies().at(-1)?.text, 10_000, 'a reply');
      };
      expect(await now()).toBe(
        `Not posted: Slack said ${error}, which may pass. Try /harbour digest now again in a few minutes.`,
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await now()).toMatch(/^Posted\./);
      expect(desk.digests()).toHaveLength(1);
    },
  );
});

// --- internal ---

/** What the metrics say. */
async function heldBack({ metrics }: DigestDesk): Promise<number> {
  return Number(/^desk_digests_held_back (\d)$/m.exec(await metrics.text())?.[1]);
}

/** An operator's command, in a process of its own. */
function speakFor(version: string, { sqliteFile }: { sqliteFile: string }) {
  const cli = new URL('../../src/cli.ts', import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', cli, 'digest', '--speak-for', version],
    { env: { ...process.env, SQLITE_FILE: sqliteFile, DATABASE_URL: '' }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}
