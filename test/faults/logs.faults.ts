import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { type Carrier, OPENING_MS, type Open, openDoor } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { socketAfter } from './effects.ts';
import { ROWS } from './rows.ts';

/** A word in every question below and nowhere else. */
const TELLTALE = 'zanzibar';

const DATA_DIR = smallBase();

const LEVELS = ['debug', 'info', 'warn', 'error'];
const CASES: [string, Carrier][] = [
  ['debug', 'socket'],
  ['debug', 'http'],
  ['info', 'socket'],
  ['info', 'http'],
  ['warn', 'socket'],
  ['error', 'socket'],
];

let opened: Open[] = [];
beforeAll(async () => {
  opened = await Promise.all(
    CASES.map(([level, carrier]) => openDoor(carrier, { LOG_LEVEL: level, DATA_DIR })),
  );
  await Promise.all(opened.map(liveThrough));
}, 90_000);
afterAll(async () => {
  await Promise.all(opened.map((open) => open.close()));
}, OPENING_MS);

describe(ROWS.logs, () => {
  describe.each(CASES)('the log at level %s, over %s', (level, carrier) => {
    let open: Open;
    beforeAll(() => {
      open = opened[CASES.findIndex((one) => one[0] === level && one[1] === carrier)] as Open;
    });

    it('contains no token, signing secret or reply address', () => {
      const { slack, bot } = open;
      expect(bot.running()).toBe(true);
      const urls = slack.responses.map(({ url }) => new URL(url).pathname);
      expect(urls.length).toBeGreaterThan(0);
      for (const secret of [slack.botToken, slack.appToken, slack.signingSecret, ...urls])
        expect(bot.written()).not.toContain(secret);
      expect(bot.written()).not.toMatch(/ticket=|Bearer|xox[a-z]-|xapp-/);
    });

    it('is JSON lines of that level and above, errors among them', () => {
      const lines = open.bot.stdout().trimEnd().split('\n');
      const logged = open.bot.logged();
      expect(logged).toHaveLength(lines.length);
      for (const line of logged)
        expect(LEVELS.indexOf(line.level)).toBeGreaterThanOrEqual(LEVELS.indexOf(level));
      expect(logged.some((line) => line.level === 'error')).toBe(true);
      expect(open.bot.stderr()).toBe('');
    });

    // Payloads are logged at debug alone.
    if (level !== 'debug') {
      it('contains no question and no person', () => {
        expect(open.bot.written()).not.toMatch(new RegExp(TELLTALE, 'i'));
        expect(open.bot.written()).not.toMatch(/U0[A-Z]{3,}|reporter/);
      });
    }
  });
});

/** Asks in every way, and meets every fault that the bot survives. */
async function liveThrough({ slack, door, bot, settled, answer }: Open): Promise<void> {
  const text = `${SMALL_QUESTION} near ${TELLTALE}`;
  const { reply } = await door.command({ text: SMALL_QUESTION, channel: 'C0OUTSIDE0' });
  await door.command({ text });
  await door.command({ text: `topic ${TELLTALE}` });
  await door.command({ text: TELLTALE.repeat(1000) });
  await door.action(reply as Message, 'share');
  slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
  await door.action(reply as Message, 'copy');
  await answer((await door.mention({ text })).ts);
  const parent = slack.say({ text });
  slack.fault('conversations.replies', { kind: 'reset' });
  await door.mention({ text: '', thread_ts: parent.ts });
  for (const fault of [
    { kind: 'error', error: 'channel_not_found' },
    { kind: 'status', status: 500 },
    { kind: 'html' },
    { kind: 'reset' },
    { kind: 'ratelimited', retryAfter: 3600 },
  ] as const) {
    slack.fault('chat.postMessage', { ...fault, when: ({ channel }) => channel === 'D0REPORTER' });
    await door.dm({ text });
  }
  slack.fault('views.publish', { kind: 'html', status: 502 });
  await door.homeOpened();
  const late = await door.action(reply as Message, 'copy');
  slack.expire(late.responseUrl ?? '');
  slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
  slack.fault('response_url', { kind: 'status', status: 500 });
  await door.action(reply as Message, 'copy');
  const event = {
    type: 'app_mention',
    channel: 'C0NEWSDESK',
    user: slack.userId,
    ts: '1.000001',
    text: { text },
  };
  await door.event(event, { expectAck: false });
  if (door === slack) {
    slack.socket.sendRaw(JSON.stringify({ type: 'events_api', payload: { text } }));
    slack.socket.sendRaw(`{"${text}`);
    slack.fault('apps.connections.open', { kind: 'error', error: 'internal_error' });
    await socketAfter(slack, slack.socket.drop());
  } else {
    await door.command({ text, spoil: 'bad' });
    await door.command({ text, spoil: 'future' });
  }
  await settled();
  await slack.waitFor(() => bot.logged().some((line) => line.level === 'error'), 5000, 'an error in the log');
}
