import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { baseOf, LAMP, LOST, SAFE } from '../base.ts';
import { tempFolder } from '../temp-folder.ts';
import { CHANNEL, dueSetting, playForDigests, startDigestDesk } from './digest-desk.ts';
import { ROWS } from './rows.ts';

const folder = tempFolder();
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

  describe('a post whose outcome was lost is found by looking', () => {
    const DAY = 24 * 3_600_000;
    const GREW = baseOf([LOST, SAFE, LAMP, { ...LAMP, id: 'bell-rung', claim: 'The bell rang.' }], {
      version: 'new00000',
    });

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
