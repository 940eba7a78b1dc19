import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Deliveries } from '../../src/workspace/platform/deliveries.ts';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { CARRIERS, type Open, openBoth, openOne } from '../doors/carriers.ts';
import { shown } from '../doors/shown.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { ROWS } from './rows.ts';

const PARTNER = { id: 'U0PARTNER0', team_id: 'T0PARTNER0' };
const STRANGER = { id: 'U0STRANGER', team_id: 'T0STRANGER' };
const SHARED = { id: 'C0SHARED00', name: 'shared', is_ext_shared: true };
/** A command or a mention by somebody of another workspace. */
const BY_PARTNER = { user: PARTNER.id, channel: SHARED.id };
const SIDE = 'C0SIDE0000';
const ANSWER = 'Two boats were lost';
const OTHERS = 'Harbour Desk only answers people from its own workspace.';

const DATA_DIR = smallBase();

const doors = openBoth({ DATA_DIR });

describe(ROWS.access, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    beforeAll(() => prepare(open));
    afterEach(() => open.tidy());

    it('colleagues and guests are answered, in shared channels too', async () => {
      for (const user of ['U0REPORTER', 'U0GUEST000']) {
        const { reply } = await open.door.command({ text: SMALL_QUESTION, user, channel: SHARED.id });
        expect(reply?.text).toContain(ANSWER);
      }
      const { ts } = await open.door.mention({ text: SMALL_QUESTION, channel: SHARED.id });
      expect(shown(await open.answer(ts, SHARED.id))).toContain(ANSWER);
    });

    it('others get one line in the ack of a command, and the log says why without naming them', async () => {
      const lines = open.bot.logged('refused').length;
      const { reply } = await open.door.command({ text: SMALL_QUESTION, ...BY_PARTNER });
      expectLine(reply, OTHERS);
      expect(reply?.ephemeralTo).toBe(PARTNER.id);
      await open.slack.waitFor(() => open.bot.logged('refused').length > lines);
      const line = open.bot.logged('refused').at(-1);
      expect(line).toMatchObject({ level: 'info', reason: 'other_workspace', door: 'command' });
      expect(open.bot.written()).not.toMatch(/U0PARTNER0|T0PARTNER0|C0SHARED00/);
    });

    it('others get one private line after a mention', async () => {
      const mention = await open.door.mention({ text: SMALL_QUESTION, ...BY_PARTNER });
      const line = await open.slack.waitFor(() => open.slack.ephemerals(SHARED.id, PARTNER.id).at(-1));
      expectLine(line, OTHERS);
      await open.settled();
      expect(open.thread(mention.ts, SHARED.id)).toEqual([]);
    });

    it('others who mention the bot in a thread get one line there', async () => {
      const { ts } = open.slack.say({ text: SMALL_QUESTION, channel: SHARED.id });
      await open.door.mention({ text: '', user: STRANGER.id, channel: SHARED.id, thread_ts: ts });
      const line = await open.slack.waitFor(() => open.slack.ephemerals(SHARED.id, STRANGER.id)[0]);
      expectLine(line, OTHERS);
      expect(line.thread_ts).toBe(ts);
    });

    it('others get one line in a direct message', async () => {
      const { channel } = await open.door.dm({ text: SMALL_QUESTION, user: PARTNER.id });
      const line = await open.slack.waitFor(() => open.posted(channel)[0]);
      expectLine(line, OTHERS);
    });

    it('others see nothing of the base in App Home', async () => {
      const event = { type: 'app_home_opened', user: PARTNER.id, channel: 'D0PARTNER0', tab: 'home' };
      await open.door.event({ ...event, event_ts: '1.000001' }, { outer: { team_id: PARTNER.team_id } });
      const home = await open.slack.waitFor(() => open.slack.home(PARTNER.id));
      expect(shown(home)).toBe(OTHERS);
    });

    it('others who press a button under an answer get one private line in its thread', async () => {
      const { ts } = await open.door.mention({ text: SMALL_QUESTION, channel: SHARED.id });
      const answered = await open.answer(ts, SHARED.id);
      const modals = open.slack.views.length;
      const { ack, replies } = await open.door.action(answered, 'copy', { user: PARTNER.id });
      expect(ack).toBeDefined();
      const line = await open.slack.waitFor(() => replies()[0]);
      expectLine(line, OTHERS);
      expect(line).toMatchObject({ ephemeralTo: PARTNER.id, thread_ts: ts });
      expect(open.slack.views).toHaveLength(modals);
    });

    it('another bot gets neither an answer nor a refusal', async () => {
      const before = open.slack.calls.length;
      const said = { channel: SHARED.id, user: 'U0OTHERBOT', bot_id: 'B0OTHER000', text: SMALL_QUESTION };
      await open.door.event({ type: 'app_mention', ...said, ts: '1.000002', event_ts: '1.000002' });
      await open.settled();
      const calls = open.slack.calls.slice(before).filter(({ args }) => args.channel === SHARED.id);
      expect(calls).toEqual([]);
      expect(open.bot.logged('refused').at(-1)).toMatchObject({ reason: 'bot', door: 'mention' });
    });

    it.each([
      ['a command without a person', { type: 'command', user_id: null }],
      ['a command without a workspace', { type: 'command', team_id: null }],
    ])('%s gets no answer', async (_what, fields) => {
      const { reply } = await open.door.command({ text: SMALL_QUESTION, fields });
      expect(reply?.text).toBe(
        'Harbour Desk could not tell who asked, so it did not answer. Please try again.',
      );
    });

    it('a press without a workspace opens nothing', async () => {
      const { reply } = await open.door.command({ text: SMALL_QUESTION });
      const modals = open.slack.views.length;
      const fields = { user: { id: 'U0REPORTER', name: 'reporter' } };
      const { replies } = await open.door.action(reply as Message, 'copy', { fields });
      const line = await open.slack.waitFor(() => replies()[0]);
      expect(line.text).toMatch(/could not tell which workspace/);
      expect(open.slack.views).toHaveLength(modals);
    });
  });

  describe('with ALLOWED_CHANNELS', () => {
    const open = openOne({ DATA_DIR, ALLOWED_CHANNELS: SIDE }, prepare);

    it('the bot answers there', async () => {
      const { reply } = await open.door.command({ text: SMALL_QUESTION, channel: SIDE });
      expect(reply?.text).toContain(ANSWER);
      const { ts } = await open.door.mention({ text: SMALL_QUESTION, channel: SIDE });
      expect(shown(await open.answer(ts, SIDE))).toContain(ANSWER);
    });

    it('the bot answers in no other channel, and tells only the asker so', async () => {
      const line = 'Harbour Desk is not set up to answer in this channel.';
      const { reply } = await open.door.command({ text: SMALL_QUESTION });
      expectLine(reply, line);
      const { ts } = await open.door.mention({ text: SMALL_QUESTION });
      const { slack } = open;
      expectLine(await slack.waitFor(() => slack.ephemerals(slack.channelId, slack.userId).at(-1)), line);
      await open.settled();
      expect(open.thread(ts)).toEqual([]);
    });

    it('the bot answers in no direct message and shows no App Home', async () => {
      const { slack, door } = open;
      const line = 'Harbour Desk only answers in certain channels, not here.';
      expectLine((await door.command({ text: SMALL_QUESTION, channel: 'D0REPORTER' })).reply, line);
      const { channel } = await door.dm({ text: SMALL_QUESTION });
      expectLine(await slack.waitFor(() => open.posted(channel)[0]), line);
      await door.homeOpened();
      expect(shown(await slack.waitFor(() => slack.home(slack.userId)))).toBe(line);
    });
  });

  describe('with ALLOW_EXTERNAL=true', () => {
    const open = openOne({ DATA_DIR, ALLOW_EXTERNAL: 'true' }, prepare);

    it('people of other workspaces are answered', async () => {
      const { door, slack } = open;
      const { reply } = await door.command({ text: SMALL_QUESTION, ...BY_PARTNER });
      expect(reply?.text).toContain(ANSWER);
      await door.action(reply as Message, 'copy');
      expect(shown(await slack.waitFor(() => slack.modal(PARTNER.id)))).toContain(ANSWER);
      const { ts } = await door.mention({ text: SMALL_QUESTION, user: STRANGER.id, channel: SHARED.id });
      expect(shown(await open.answer(ts, SHARED.id))).toContain(ANSWER);
    });
  });

  describe('with ALLOWED_TEAMS', () => {
    const open = openOne(
      { DATA_DIR, ALLOWED_TEAMS: 'T0NEWSROOM,T0PARTNER0', ALLOW_EXTERNAL: 'true' },
      prepare,
    );

    it('only people of these workspaces are answered', async () => {
      const ask = (user: string) => open.door.command({ text: SMALL_QUESTION, user, channel: SHARED.id });
      expect((await ask('U0REPORTER')).reply?.text).toContain(ANSWER);
      expect((await ask(PARTNER.id)).reply?.text).toContain(ANSWER);
      expectLine((await ask(STRANGER.id)).reply, OTHERS);
    });
  });

  describe('with ALLOW_GUESTS=false', () => {
    const open = openOne({ DATA_DIR, ALLOW_GUESTS: 'false' }, prepare);
    const ask = (user: string) => open.door.command({ text: SMALL_QUESTION, user });
    const UNKNOWN = /^Harbour Desk could not find out from Slack whether you are a guest here/;

    it('guests are told why they get no answer, and members are answered', async () => {
      expect((await ask('U0REPORTER')).reply?.text).toContain(ANSWER);
      expectLine(
        (await ask('U0GUEST000')).reply,
        'Harbour Desk does not answer guests of this workspace. Ask a full member.',
      );
    });

    it('Slack is asked about each user only once', async () => {
      await ask('U0REPORTER');
      const calls = open.slack.calls.length;
      expect((await ask('U0REPORTER')).reply?.text).toContain(ANSWER);
      expect(open.slack.calls).toHaveLength(calls);
    });

    it('while Slack does not say who is a guest, only known users are answered', async () => {
      const { slack } = open;
      slack.addUser({ id: 'U0NEWCOMER' });
      slack.fault('users.info', { kind: 'error', error: 'missing_scope' });
      const { reply } = await ask('U0NEWCOMER');
      expect(reply?.text).toMatch(UNKNOWN);
      expect((await ask('U0REPORTER')).reply?.text).toContain(ANSWER);
      expect((await ask('U0NEWCOMER')).reply?.text).toContain(ANSWER);
    });

    it('while Slack is slow, the command is still acknowledged in time', async () => {
      const { slack } = open;
      slack.addUser({ id: 'U0WAITING0' });
      slack.fault('users.info', { kind: 'hang' });
      const { reply, ack } = await ask('U0WAITING0');
      expect(reply?.text).toMatch(UNKNOWN);
      expect(ack?.ms).toBeLessThan(2500);
    });
  });

  describe('one log line for each refusal, without a name or a question', () => {
    const open = openOne({ DATA_DIR, ALLOW_GUESTS: 'false', EDITORS: 'U0EDITOR00' }, prepare);
    const order = { text: 'digest on 08:30', user: 'U0REPORTER' };
    const byBot = {
      ...{ type: 'app_mention', channel: SIDE, user: 'U0OTHERBOT', bot_id: 'B0OTHER000' },
      ...{ text: SMALL_QUESTION, ts: '1.000005', event_ts: '1.000005' },
    };
    const CASES: [who: string, reason: string, at: string, act: (door: Deliveries) => Promise<unknown>][] = [
      ['a guest', 'guest', 'command', (door) => door.command({ text: SMALL_QUESTION, user: 'U0GUEST000' })],
      [
        'an external user of a shared channel',
        'other_workspace',
        'mention',
        (door) => door.mention({ text: SMALL_QUESTION, ...BY_PARTNER }),
      ],
      [
        'a user of another workspace',
        'other_workspace',
        'command',
        (door) => door.command({ text: SMALL_QUESTION, user: STRANGER.id, channel: SHARED.id }),
      ],
      ['another bot', 'bot', 'mention', (door) => door.event(byBot)],
      ['a user who is not an editor, by command', 'not_editor', 'digest', (door) => door.command(order)],
      [
        'a user who is not an editor, by mention',
        'not_editor',
        'digest',
        (door) => door.mention({ ...order, text: 'digest now' }),
      ],
    ];

    it.each(CASES)('%s', async (_who, reason, door, act) => {
      const before = open.bot.logged('refused').length;
      await act(open.door);
      await open.slack.waitFor(() => open.bot.logged('refused').length > before);
      await open.settled();
      const lines = open.bot.logged('refused').slice(before);
      expect(lines).toMatchObject([{ level: 'info', reason, door }]);
      expect(JSON.stringify(lines)).not.toMatch(/[UTC]0[A-Z]|boats/);
    });
  });
});

// --- internal ---

/** People of other workspaces, and a channel that is shared with them. */
function prepare({ slack }: Open): void {
  for (const user of [PARTNER, STRANGER]) slack.addUser(user);
  slack.addChannel(SHARED);
}

/** Expects that line and nothing else. */
function expectLine(message: Message | undefined, line: string): void {
  expect(message?.text).toBe(line);
  expect(shown(message ?? {})).toBe(line);
}
