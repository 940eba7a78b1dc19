import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { play, start } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { type Herd, seeded, startHerd } from '../kill/herd.ts';
import type { Fault, FaultSpec } from '../slack-faults.ts';
import type { Slack } from '../start-slack.ts';
import { tempFolder } from '../temp-folder.ts';
import { ROWS } from './rows.ts';

const DATA_DIR = smallBase();
const ADMIN = 'U0ADMIN000';
/** For a start on a busy machine, and what is left over after it. */
const WAIT_MS = 60_000;
const ON = /^The digest in this channel is on: 08:30/;
const EVER = { times: Number.POSITIVE_INFINITY };

/** What somebody does, and where the answer shows. */
type Act = (slack: Slack) => Promise<{ replies(): Message[] }>;

const digest =
  (words: string): Act =>
  (slack) =>
    slack.command({ text: `digest ${words}`, user: ADMIN });
const press =
  (button: string): Act =>
  async (slack) => {
    const { reply } = await slack.command({ text: SMALL_QUESTION });
    return slack.action(reply as Message, button);
  };

describe(ROWS.orders, { timeout: 150_000 }, () => {
  /** What must have come of it: the texts of its replies, and of the bot's posts in the channel. */
  interface Outcome {
    replies: RegExp[];
    posts?: RegExp[];
  }
  const ORDERS: [string, Act, string, Outcome][] = [
    ['/haiti digest on', digest('on 08:30'), 'users.info', { replies: [ON] }],
    ['/haiti digest on, stored already', digest('on 08:30'), 'conversations.history', { replies: [ON] }],
    ['/haiti digest status', digest('status'), 'users.info', { replies: [/^No digest in this channel/] }],
    [
      '/haiti digest now',
      digest('now'),
      'chat.postMessage',
      { replies: [/^(Posted|Today’s digest has already been posted)\./], posts: [/Two boats were lost/] },
    ],
    ['Share', press('share'), 'chat.postMessage', { replies: [], posts: [/^Shared by reporter/] }],
    ['Copy line', press('copy'), 'views.open', { replies: [/Two boats were lost/] }],
  ];

  async function expectOutcome(slack: Slack, replies: () => Message[], outcome: Outcome): Promise<void> {
    const posted = () => slack.messages().filter(({ bot_id, ephemeralTo }) => bot_id && !ephemeralTo);
    const wanted = outcome.posts ?? [];
    const isDone = () => replies().length >= outcome.replies.length && posted().length >= wanted.length;
    await slack.waitFor(isDone, WAIT_MS, 'the order to be carried out and answered');
    // What comes twice comes soon after.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(replies().map(({ text }) => text)).toEqual(
      outcome.replies.map((line) => expect.stringMatching(line)),
    );
    expect(posted().map(({ text }) => text)).toEqual(wanted.map((line) => expect.stringMatching(line)));
    expect(slack.messages(slack.platform.members.directMessage(ADMIN).id)).toEqual([]);
  }

  /** The next such call hangs. Whatever had a trigger comes too late for it then. */
  function hang(slack: Slack, method: string): Fault {
    const fault = slack.fault(method, { kind: 'hang' });
    if (method === 'views.open') slack.fault(method, { kind: 'error', error: 'expired_trigger_id' });
    return fault;
  }

  async function openHerd(test: TestContext): Promise<{ slack: Slack; herd: Herd }> {
    const slack = await play(test, { allowLinks: ['https://newsroom.slack.com/archives/C'] });
    const env = { ...slack.env(), DATA_DIR, SQLITE_FILE: join(tempFolder(test.onTestFinished), 'desk.db') };
    const herd = startHerd(test, 1, env, seeded(3));
    await herd.ready();
    return { slack, herd };
  }

  describe('killed during the call that follows the acknowledgement', () => {
    it.for(ORDERS)('%s', async ([_what, act, method, outcome], test) => {
      const { slack, herd } = await openHerd(test);
      const fault = hang(slack, method);
      const { replies } = await act(slack);
      await slack.waitFor(() => fault.hits === 1, 10_000, 'the call');
      herd.kill();
      await expectOutcome(slack, replies, outcome);
    });
  });

  describe('stopped while the call that follows the acknowledgement hangs', () => {
    it.for(ORDERS.filter(([, , method]) => method !== 'chat.postMessage'))(
      '%s',
      async ([_what, act, method, outcome], test) => {
        const slack = await play(test);
        const SQLITE_FILE = join(tempFolder(test.onTestFinished), 'desk.db');
        const env = { ...slack.env(), DATA_DIR, SQLITE_FILE };
        const bot = await start(test, env);
        const fault = hang(slack, method);
        const { replies } = await act(slack);
        await slack.waitFor(() => fault.hits === 1, 10_000, 'the call');
        expect(await bot.stop()).toEqual({ code: 0, signal: null });
        await start(test, env);
        await expectOutcome(slack, replies, outcome);
      },
    );
  });

  it.for([
    ['a digest command says so in its acknowledgement', digest('on 08:30')],
    ['Share says so privately', press('share')],
  ] as const)('with its store gone, %s, and nothing is done later', async ([_what, act], test) => {
    const slack = await play(test);
    const folder = tempFolder(test.onTestFinished);
    const [file, away] = [join(folder, 'desk.db'), join(folder, 'away.db')];
    const move = (from: string, to: string) => {
      for (const end of ['', '-wal']) renameSync(`${from}${end}`, `${to}${end}`);
    };
    await start(test, { ...slack.env(), DATA_DIR, SQLITE_FILE: file });
    move(file, away);
    const acted = await act(slack);
    const told = () => ('reply' in acted && (acted.reply as Message)) || acted.replies()[0];
    expect((await slack.waitFor(told, 10_000, 'a line')).text).toMatch(/^Nothing was done: the desk cannot/);
    move(away, file);
    const status = await slack.command({ text: 'digest status', user: ADMIN });
    const line = await slack.waitFor(() => status.replies()[0], 10_000, 'the status');
    expect(line.text).toMatch(/^No digest in this channel/);
    expect(slack.messages().filter(({ text }) => text.startsWith('Shared by'))).toEqual([]);
  });

  describe('a reply through the response URL', () => {
    it.for<[string, FaultSpec]>([
      ['503 once', { kind: 'status', status: 503 }],
      ['503 twice', { kind: 'status', status: 503, times: 2 }],
      ['429 once', { kind: 'ratelimited', retryAfter: 1 }],
      ['429 with a wait of four seconds', { kind: 'ratelimited', retryAfter: 4 }],
    ])('arrives there once after %s', async ([_what, fault], test) => {
      const { slack } = await openHerd(test);
      slack.fault('response_url', fault);
      const { replies } = await digest('on 08:30')(slack);
      await expectOutcome(slack, replies, { replies: [ON] });
      slack.assertClean();
    });

    it.for<[string, FaultSpec, RegExp, number]>([
      ['is refused', { kind: 'error', error: 'used_url', ...EVER }, /^Slack did not take my reply/, 1],
      ['gets 503 for good', { kind: 'status', status: 503, ...EVER }, /^Slack did not take my reply/, 4],
      ['must wait too long', { kind: 'ratelimited', retryAfter: 3000 }, /^Slack did not take my reply/, 1],
      ['is not confirmed', { kind: 'acceptThenReset' }, /^My reply may or may not have reached you/, 1],
    ])('that %s comes as a direct message, once', async ([_what, fault, lead, tries], test) => {
      const { slack } = await openHerd(test);
      slack.fault('response_url', fault);
      await digest('on 08:30')(slack);
      const told = () => slack.messages(slack.platform.members.directMessage(ADMIN).id);
      const line = await slack.waitFor(() => told()[0], WAIT_MS, 'a direct message');
      expect(line.text).toMatch(lead);
      expect(line.text).toContain('Your /haiti digest on 08:30: The digest in this channel is on');
      await new Promise((resolve) => setTimeout(resolve, 2000));
      expect(told()).toHaveLength(1);
      expect(slack.responses).toHaveLength(tries);
    });
  });
});
