import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { openOne } from '../doors/carriers.ts';
import { expectRefusal, play, start } from '../doors/one-bot.ts';
import { shown } from '../doors/shown.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import type { Slack } from '../start-slack.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const DATA_DIR = smallBase();

const ANSWER = 'Two boats were lost';
/** What a fault may cost at most: the answer, the answer without layout, and in private. */
const MOST_TRIES = 3;

describe(ROWS.refused, () => {
  describe('one call is refused', () => {
    const open = openOne({ DATA_DIR });

    /** Every try at posting while something is done; the later answer that ends the wait is left out. */
    const tries = async (act: () => Promise<unknown>) => {
      const from = open.slack.calls.length;
      await act();
      await open.settled();
      return open.slack.calls.slice(from, -1).filter(({ method }) => method === 'chat.postMessage');
    };
    const inNewsdesk = { when: (args: Record<string, unknown>) => args.channel === 'C0NEWSDESK' };

    it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'])(
      '%s: the answer comes in private, and says why',
      async (error) => {
        open.slack.fault('chat.postMessage', { kind: 'error', error, times: 5, ...inNewsdesk });
        const before = open.posted('D0REPORTER').length;
        const calls = await tries(async () => {
          await open.door.mention({ text: SMALL_QUESTION });
          await open.slack.waitFor(() => open.posted('D0REPORTER').length > before, 10_000, 'it in private');
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
      '%s everywhere: the operator is told, and it is let be',
      async (error) => {
        const lines = open.bot.logged('answer not sent').length;
        open.slack.fault('chat.postMessage', {
          ...{ kind: 'error', error, times: Number.POSITIVE_INFINITY },
          when: ({ channel }) => channel !== 'C0SIDE0000',
        });
        const said = () => open.bot.logged('answer not sent').slice(lines)[0];
        const calls = await tries(async () => {
          await open.door.mention({ text: SMALL_QUESTION });
          await open.slack.waitFor(said, 10_000, 'a word to the operator');
        });
        expect(said()).toMatchObject({ level: 'error', why: error });
        expect(calls.length).toBeLessThanOrEqual(MOST_TRIES);
        open.slack.clearFaults();
        const { reply } = await open.door.command({ text: SMALL_QUESTION });
        expect(reply?.text).toContain(ANSWER);
      },
    );

    it('the thread above may not be read: the user is told to ask outright', async () => {
      const parent = open.slack.say({ text: SMALL_QUESTION });
      open.slack.fault('conversations.replies', { kind: 'error', error: 'missing_scope' });
      await open.door.mention({ text: '', thread_ts: parent.ts });
      expect(shown(await open.answer(parent.ts))).toContain('Mention me with your question');
    });

    it('a reply address is used up: the operator is told, and it is let be', async () => {
      const { reply } = await open.door.command({ text: SMALL_QUESTION });
      const lines = open.bot.logged('reply address refused').length;
      // The modal is refused, and so is the way round it.
      open.slack.fault('views.open', { kind: 'error', error: 'expired_trigger_id' });
      open.slack.fault('response_url', { kind: 'error', error: 'used_url', times: 5 });
      const from = open.slack.responses.length;
      await open.door.action(reply as Message, 'copy');
      await open.slack.waitFor(() => open.bot.logged('reply address refused').length > lines);
      await open.settled();
      expect(open.slack.responses.slice(from)).toHaveLength(1);
    });

    it('the reply address of an order is used up: the operator is told in one line without it', async () => {
      const lines = open.bot.logged().length;
      open.slack.fault('response_url', { kind: 'error', error: 'used_url', times: 5 });
      const from = open.slack.responses.length;
      const { responseUrl } = await open.door.command({ text: 'digest status' });
      await open.slack.waitFor(() => open.slack.responses.length > from);
      await open.settled();
      const told = open.bot
        .logged()
        .slice(lines)
        .filter(({ level }) => level === 'warn' || level === 'error');
      expect(told).toHaveLength(1);
      expect(JSON.stringify(told)).not.toContain(new URL(responseUrl).pathname);
      expect(open.slack.responses.slice(from)).toHaveLength(1);
    });

    it('a view is refused everywhere: it is said privately instead', async () => {
      const { reply } = await open.door.command({ text: SMALL_QUESTION });
      open.slack.fault('views.open', { kind: 'error', error: 'not_in_channel' });
      const pressed = await open.door.action(reply as Message, 'copy');
      const told = await open.slack.waitFor(() => pressed.replies()[0]);
      expect(told.text).toContain(ANSWER);
    });

    it('who may change the digest is not to be found out: nothing is changed', async () => {
      open.slack.fault('users.info', { kind: 'error', error: 'missing_scope' });
      const order = await open.door.command({ text: 'digest on 08:30', user: 'U0ADMIN000' });
      const told = await open.slack.waitFor(() => order.replies().at(-1));
      expect(told.text).toContain('Nothing was changed');
    });
  });

  describe('the token is revoked: the process ends with one line', () => {
    const REFUSED = (code: string) =>
      new RegExp(`^Slack refused SLACK_BOT_TOKEN \\(${code}\\); copy the current one from`);
    /** What makes the bot call Slack; the first to hear of it ends the process. */
    type Act = (slack: Slack, reply: Message) => Promise<unknown>;
    const mention: Act = (slack) => slack.mention({ text: SMALL_QUESTION, expectAck: false });
    const WAYS: [string, string, string, Act][] = [
      ['the answer to a mention hears it', 'chat.postMessage', 'token_revoked', mention],
      ['the answer to a mention hears of the account', 'chat.postMessage', 'account_inactive', mention],
      [
        'five answers at once hear it',
        'chat.postMessage',
        'token_revoked',
        (slack) => Promise.all([1, 2, 3, 4, 5].map(() => slack.dm({ text: 'help', expectAck: false }))),
      ],
      ['a modal hears it', 'views.open', 'token_revoked', (slack, reply) => slack.action(reply, 'copy')],
      ['App Home hears it', 'views.publish', 'token_revoked', (slack) => slack.homeOpened()],
      [
        'an order about the digest hears it',
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

    it('a new socket hears it', async (test) => {
      const slack = await play(test);
      const bot = await start(test, { ...slack.env('socket'), DATA_DIR });
      slack.revoke();
      slack.socket.drop();
      const { code } = await bot.ended();
      expectRefusal({ ...bot, code }, [/^Slack refused SLACK_APP_TOKEN \(token_revoked\)/], slack);
    });

    it('what was asked then is answered once the token is mended', async (test) => {
      const slack = await play(test);
      const file = `${DATA_DIR}/revoked.db`;
      const env = { ...slack.env('socket'), DATA_DIR, SQLITE_FILE: file };
      const first = await start(test, env);
      const fault = slack.fault('chat.postMessage', { kind: 'error', error: 'token_revoked', times: 99 });
      const { ts } = await slack.mention({ text: SMALL_QUESTION, expectAck: false });
      expect((await first.ended()).code).toBe(1);
      fault.clear();
      await start(test, env);
      const answers = () => slack.messages().filter(({ bot_id, thread_ts }) => bot_id && thread_ts === ts);
      // It cannot tell that nothing was taken, and looks twice.
      await slack.waitFor(() => answers()[0], 100_000, 'an answer');
      expect(answers()).toHaveLength(1);
    }, 150_000);
  });
});
