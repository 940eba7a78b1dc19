import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { createIsGuest, type IsGuest } from '../../../src/slack/access/guests.ts';
import { createClients } from '../../../src/slack/delivery/clients.ts';
import { type Slack, startSlack } from '../../start-slack.ts';

const MINUTE = 60_000;
const MEMBER = 'U0REPORTER';
const GUEST = 'U0GUEST000';

let slack: Slack;
let now = 0;
let logged: string[] = [];
beforeAll(async () => {
  slack = await startSlack();
});
afterEach(() => {
  slack.clearFaults();
  logged = [];
});
afterAll(() => slack.close());

describe('a guest look-up', () => {
  it('asks Slack once, and answers immediately for ten minutes', async () => {
    const isGuest = fresh();
    const calls = slack.calls.length;
    expect(await isGuest(GUEST)).toBe(true);
    expect(await isGuest(MEMBER)).toBe(false);
    now += 9 * MINUTE;
    expect([isGuest(GUEST), isGuest(MEMBER)]).toEqual([true, false]);
    expect(slack.calls.slice(calls)).toHaveLength(2);
  });

  it('asks once for everybody who is waiting', async () => {
    const isGuest = fresh();
    const calls = slack.calls.length;
    expect(await Promise.all([isGuest(GUEST), isGuest(GUEST), isGuest(GUEST)])).toEqual([true, true, true]);
    expect(slack.calls.slice(calls)).toHaveLength(1);
  });

  it('asks again after that, and follows what Slack says', async () => {
    const isGuest = fresh();
    slack.addUser({ id: 'U0LEAVING0' });
    expect(await isGuest('U0LEAVING0')).toBe(false);
    slack.user('U0LEAVING0').is_ultra_restricted = true;
    now += 11 * MINUTE;
    expect(await isGuest('U0LEAVING0')).toBe(true);
  });

  it.each([
    ['an error', { kind: 'error', error: 'missing_scope' }],
    ['a rate limit', { kind: 'ratelimited', retryAfter: 30 }],
    ['a page of HTML', { kind: 'html', status: 502 }],
    ['a lost connection', { kind: 'reset' }],
  ] as const)(
    'after %s, repeats what Slack said last, and knows nothing if Slack never said',
    async (_name, fault) => {
      const isGuest = fresh();
      expect(await isGuest(GUEST)).toBe(true);
      now += 11 * MINUTE;
      slack.fault('users.info', { ...fault, times: 2 });
      expect(await isGuest(GUEST)).toBe(true);
      expect(await isGuest(MEMBER)).toBeNull();
      const events = logged.map((line) => JSON.parse(line).event);
      expect(events.filter((event) => event !== 'slack library')).toEqual(
        Array(2).fill('guest not looked up'),
      );
      expect(await isGuest(MEMBER)).toBe(false);
    },
  );

  it('gives up before a command would time out, and uses a late answer for the next question', async () => {
    const isGuest = fresh();
    slack.fault('users.info', { kind: 'slow', ms: 1900 });
    const started = performance.now();
    expect(await isGuest(MEMBER)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1850);
    await slack.waitFor(() => isGuest(MEMBER) === false, 2000, 'the late answer');
  });

  it('knows nothing about people Slack does not know, and logs that without naming them', async () => {
    expect(await fresh()('U0NOBODY00')).toBeNull();
    expect(logged.join()).toContain('user_not_found');
    expect(logged.join()).not.toContain('U0NOBODY00');
  });
});

// --- internal ---

function fresh(): IsGuest {
  const log = createLog({
    level: 'info',
    human: false,
    write: (line) => void logged.push(line),
    now: () => new Date(0),
  });
  const { answering } = createClients({
    ...{ token: slack.botToken, slackApiUrl: slack.apiUrl, webApi: { fetch }, log },
    lost() {},
  });
  return createIsGuest({ users: answering.users, log, now: () => now });
}
