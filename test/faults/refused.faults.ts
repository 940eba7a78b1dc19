import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { openOne } from '../doors/carriers.ts';
import { expectRefusal, play, start } from '../doors/one-bot.ts';
import { shown } from '../doors/shown.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import type { Slack } from '../start-slack.ts';
import { answersTo, complaints } from './effects.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const DATA_DIR = smallBase();

const ANSWER = 'Two boats were lost';
/** The answer, the answer without its layout, and the answer in private. */
const MOST_TRIES = 3;

describe(ROWS.refused, () => {
  describe('a refused call', () => {
    const open = openOne({ DATA_DIR });

    /** Calls to post because of `act`, without the later answer that ends the wait. */
    const tries = async (act: () => Promise<unknown>) => {
      const from = open.slack.calls.length;
      await act();
      await open.settled();
      return open.slack.calls.slice(from, -1).filter(({ method }) => method === 'chat.postMessage');
    };
    const inNewsdesk = { when: (args: Record<string, unknown>) => args.channel === 'C0NEWSDESK' };

    it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'])(
      '%s: the answer comes in private and says why',
      async (error) => {
        open.slack.fault('chat.postMessage', { kind: 'error', error, times: 5, ...inNewsdesk });
        const before = open.posted('D0REPORTER').length;
        const calls = await tries(async () => {
          await open.door.mention({ text: SMALL_QUESTION });
          await open.slack.waitFor(() => open.posted('D0REPORTER').length > before, 10_000, 'the answer');
        });
        const told = open.posted('D0REPORTER').at(-1) as Message;
        expect(shown(told)).toContain(`Slack did not let me answer where you asked (${error}).`);
        expect(told.text).toContain(ANSWER);
        expect(calls).toHaveLength(2);
      },
    );

    it.each(['msg_blocks_too_long', 'invalid_blocks', 'msg_too_long'])(
      '%s: the answer comes without its layout',
      async (error) => {
        open.slack.fault('chat.postMessage', { kind: 'error', error, times: 1, ...inNewsdesk });
        const { ts } = await open.door.mention({ text: SMALL_QUESTION });
        const told = await open.answer(ts);
        expect(told.text).toContain(ANSWER);
        expect(told.blocks ?? []).toEqual([]);
        await open.settled();
        expect(open.thread(ts)).toHaveLength(1);
      },
    );

    it.each(['missing_scope', 'ekm_access_denied', 'team_access_not_granted', 'a_code_of_tomorrow'])(
      '%s in every channel: the operator is told, and the bot stops trying',
      async (error) => {
        const lines = open.bot.logged('answer not sent').length;
        open.slack.fault('chat.postMessage', {
          ...{ kind: 'error', error, times: Number.POSITIVE_INFINITY },
          when: ({ channel }) => channel !== 'C0SIDE0000',
        });
        const said = () => open.bot.logged('answer not sent').slice(lines)[0];
        const calls = await tries(async () => {
          await open.door.mention({ text: SMALL_QUESTION });
          await open.slack.waitFor(said, 10_000, 'a line for the operator');
        });
        expect(said()).toMatchObject({ level: 'error', why: error });
        expect(calls.length).toBeLessThanOrEqual(MOST_TRIES);
        open.slack.clearFaults();
        const { reply } = await open.door.command({ text: SMALL_QUESTION });
        expect(reply?.text).toContain(ANSWER);
      },
    );

    it('when the thread may not be read, the user is told to put the question in the mention', async () => {
      const parent = open.slack.say({ text: SMALL_QUESTION });
      open.slack.fault('conversations.replies', { kind: 'error', error: 'missing_scope' });
      await open.door.mention({ text: '', thread_ts: parent.ts });
      expect(shown(await open.answer(parent.ts))).toContain('Mention me with your question');
    });

    it('when a reply address is used up, the operator is told, and the bot stops trying', async () => {
      const { reply } = await open.door.command({ text: SMALL_QUESTION });
      const lines = open.bot.logged('reply address refused').length;
      // The modal is refused, and so is the private message in its place.
      open.slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
      open.slack.fault('response_url', { kind: 'error', error: 'used_url', times: 5 });
      const from = open.slack.responses.length;
      await open.door.action(reply as Message, 'copy');
      await open.slack.waitFor(() => open.bot.logged('reply address refused').length > lines);
      await open.settled();
      expect(open.slack.responses.slice(from)).toHaveLength(1);
    });

    it('when the reply address of a digest command is used up, the operator gets one line that hides it', async () => {
      const lines = open.bot.logged().length;
      open.slack.fault('response_url', { kind: 'error', error: 'used_url', times: 5 });
      const from = open.slack.responses.length;
      const { responseUrl } = await open.door.command({ text: 'digest status' });
      await open.slack.waitFor(() => open.slack.responses.length > from);
      await open.settled();
      const told = complaints(open.bot, lines);
      expect(told).toHaveLength(1);
      expect(JSON.stringify(told)).not.toContain(new URL(responseUrl).pathname);
      expect(open.slack.responses.slice(from)).toHaveLength(1);
    });

    it('when a modal is refused, its text comes in a private message', async () => {
      const { reply } = await open.door.command({ text: SMALL_QUESTION });
      open.slack.fault('views.open', { kind: 'error', error: 'not_in_channel' });
      const pressed = await open.door.action(reply as Message, 'copy');
      const told = await open.slack.waitFor(() => pressed.replies()[0]);
      expect(told.text).toContain(ANSWER);
    });

    it('when Slack does not say who may change the digest, nothing is changed', async () => {
      open.slack.fault('users.info', { kind: 'error', error: 'missing_scope' });
      const order = await open.door.command({ text: 'digest on 08:30', user: 'U0ADMIN000' });
      const told = await open.slack.waitFor(() => order.replies().at(-1));
      expect(told.text).toContain('Nothing was changed');
    });
  });

  describe('a revoked token ends the process with one line, whichever call is refused first', () => {
    const REFUSED = (code: string) =>
      new RegExp(`^Slack refused SLACK_BOT_TOKEN \\(${code}\\); copy the current one from`);
    /** Makes the bot call Slack. */
    type Act = (slack: Slack, reply: Message) => Promise<unknown>;
    const mention: Act = (slack) => slack.mention({ text: SMALL_QUESTION, expectAck: false });
    const WAYS: [string, string, string, Act][] = [
      ['the answer to a mention', 'chat.postMessage', 'token_revoked', mention],
      ['the answer to a mention, of an inactive account', 'chat.postMessage', 'account_inactive', mention],
      [
        'five answers at once',
        'chat.postMessage',
        'token_revoked',
        (slack) => Promise.all([1, 2, 3, 4, 5].map(() => slack.dm({ text: 'help', expectAck: false }))),
      ],
      ['a modal', 'views.open', 'token_revoked', (slack, reply) => slack.action(reply, 'copy')],
      ['App Home', 'views.publish', 'token_revoked', (slack) => slack.homeOpened()],
      [
        'a digest command',
        'users.info',
        'account_inactive',
        (slack) => slack.command({ text: 'digest status', expectAck: false }),
      ],
    ];

    it.for(WAYS)('%s', async ([_what, method, error, act], test) => {
      const slack = await play(test);
      const bot = await start(test, { ...slack.env('socket'), DATA_DIR });
      const { reply } = await slack.command({ text: SMALL_QUESTION });
      slack.fault(method, { kind: 'error', error, times: Number.POSITIVE_INFINITY });
      void act(slack, reply as Message);
      const { code } = await bot.ended();
      expectRefusal({ ...bot, code }, [REFUSED(error)], slack);
      const calls = slack.calls.filter((call) => call.method === method);
      expect(calls.length).toBeLessThanOrEqual(5);
      tried(test, calls.length);
    });

    it('a new socket', async (test) => {
      const slack = await play(test);
      const bot = await start(test, { ...slack.env('socket'), DATA_DIR });
      slack.revoke();
      slack.socket.drop();
      const { code } = await bot.ended();
      expectRefusal({ ...bot, code }, [/^Slack refused SLACK_APP_TOKEN \(token_revoked\)/], slack);
    });

    it('questions of that time are answered once the token works again', async (test) => {
      const slack = await play(test);
      const file = `${DATA_DIR}/revoked.db`;
      const env = { ...slack.env('socket'), DATA_DIR, SQLITE_FILE: file };
      const first = await start(test, env);
      const fault = slack.fault('chat.postMessage', { kind: 'error', error: 'token_revoked', times: 99 });
      const { ts } = await slack.mention({ text: SMALL_QUESTION, expectAck: false });
      expect((await first.ended()).code).toBe(1);
      fault.clear();
      await start(test, env);
      // The bot cannot know that the post was not taken, and looks for it twice.
      await slack.waitFor(() => answersTo(slack, ts)[0], 100_000, 'an answer');
      expect(answersTo(slack, ts)).toHaveLength(1);
    }, 150_000);
  });
});
