import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
