import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { CARRIERS, openBoth } from '../doors/carriers.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { postsTried, stamp } from './effects.ts';
import { ROWS } from './rows.ts';

const DATA_DIR = smallBase();

const doors = openBoth({ DATA_DIR });

describe(ROWS.unknown, () => {
  describe.each(CARRIERS)('over %s', (_name, carrier) => {
    const open = doors(carrier);
    afterEach(() => open.tidy());

    const posts = (act: () => Promise<unknown>) => postsTried(open, act);
    const said = (over: object) => ({
      ...{ channel: open.slack.channelId, user: open.slack.userId, text: SMALL_QUESTION },
      ...{ ts: stamp(), event_ts: stamp(), ...over },
    });
    const told = (pressed: { replies(): Message[] }) =>
      open.slack.waitFor(() => pressed.replies()[0], 5000, 'something told to the one who pressed');

    describe('what is left alone', () => {
      const bot = { bot_id: 'B0OTHER000', user: 'U0OTHERBOT' };
      const direct = { type: 'message', channel: 'D0REPORTER', channel_type: 'im' };

      it.each([
        [
          'its own mention of itself',
          () => ({ type: 'app_mention', bot_id: 'B0BOT00000', user: open.slack.botUserId }),
        ],
        ['a mention by another bot', () => ({ type: 'app_mention', ...bot })],
        ['its own direct message', () => ({ ...direct, bot_id: 'B0BOT00000', user: open.slack.botUserId })],
        ['its own direct message that names no bot', () => ({ ...direct, user: open.slack.botUserId })],
        ['a direct message by another bot', () => ({ ...direct, ...bot, subtype: 'bot_message' })],
        ['a direct message by another bot without a subtype', () => ({ ...direct, ...bot })],
        [
          'an edited mention',
          () => ({ type: 'app_mention', edited: { user: open.slack.userId, ts: stamp() } }),
        ],
        [
          'an edit',
          () => ({ ...direct, subtype: 'message_changed', message: said({}), previous_message: said({}) }),
        ],
        [
          'a deletion',
          () => ({ ...direct, subtype: 'message_deleted', deleted_ts: stamp(), previous_message: said({}) }),
        ],
        ['a message in a channel', () => ({ type: 'message', channel_type: 'channel' })],
        ['a message in a group of people', () => ({ type: 'message', channel_type: 'mpim' })],
      ])('%s', async (_what, event) => {
        expect(await posts(() => open.door.event(said(event())))).toBe(0);
      });

      it('a thread in which the bot has answered, until it is mentioned again', async () => {
        const { ts } = await open.door.mention({ text: SMALL_QUESTION });
        await open.answer(ts);
        const reply = { type: 'message', channel_type: 'channel', thread_ts: ts };
        expect(await posts(() => open.door.event(said(reply)))).toBe(0);
        expect(await posts(() => open.door.mention({ text: 'topics', thread_ts: ts }))).toBe(1);
      });
    });

    describe('what it does not know', () => {
      const button = (element: object) => ({
        type: 'actions',
        block_id: 'foreign',
        elements: [
          { type: 'button', action_id: 'foreign', text: { type: 'plain_text', text: 'Go' }, ...element },
        ],
      });
      const values = [
        ['of another make', { action_id: 'launch', value: '7' }],
        ['without a value', { action_id: 'share' }],
        ['with a value that is not its own', { action_id: 'share', value: 'null' }],
        ['with a fact that is gone', { action_id: 'copy', value: '{"v":"00000000","facts":["gone-fact"]}' }],
        ['with a name from nowhere', { action_id: 'toString', value: '{"v":"0","facts":["boats-lost"]}' }],
      ] as const;

      it.each(values)('a button %s is answered privately', async (_what, element) => {
        const message = open.slack.say({ text: 'a card', blocks: [button(element)] });
        const pressed = await open.door.action(message, element.action_id);
        expect(pressed.ack).toBeDefined();
        const reply = await told(pressed);
        expect(reply.ephemeralTo).toBe(open.slack.userId);
        expect(reply.text).toContain('Ask again with /haiti');
        expect(open.slack.messages()).toContain(message);
      });

      it('a menu is answered privately, in its thread', async () => {
        const option = { text: { type: 'plain_text', text: 'One' }, value: '1' };
        const menu = { type: 'static_select', action_id: 'menu', options: [option] };
        const parent = open.slack.say({ text: 'here' });
        const message = open.slack.say({
          text: 'a card',
          blocks: [{ type: 'actions', block_id: 'menus', elements: [menu] }],
          thread_ts: parent.ts,
        });
        const reply = await told(await open.door.action(message, 'menu', { value: '1' }));
        expect(reply).toMatchObject({ ephemeralTo: open.slack.userId, thread_ts: parent.ts });
      });

      it('a form, its closing, a shortcut and a menu that asks for options are taken in silence', async () => {
        const view = {
          id: 'V0FOREIGN0',
          type: 'modal',
          callback_id: 'foreign',
          state: { values: {} },
          blocks: [],
        };
        const from = { team: { id: open.slack.teamId }, user: { id: open.slack.userId, name: 'reporter' } };
        const given = { ...from, api_app_id: 'A0BOT00000', token: 'verification', view };
        const shortcut = {
          ...{ ...from, api_app_id: 'A0BOT00000', token: 'verification', callback_id: 'foreign' },
          ...{ action_ts: '1.000001', trigger_id: '1.2.3' },
          user: { ...from.user, team_id: open.slack.teamId },
        };
        const { ts, channel: id } = open.slack.say({ text: 'a message' });
        const on = { channel: { id }, message_ts: ts, message: { ts, text: 'a message' } };
        const count = await posts(async () => {
          const results = [
            await open.door.interactive({ type: 'view_submission', ...given }, { acceptsPayload: true }),
            await open.door.interactive({ type: 'view_closed', ...given, is_cleared: false }),
            await open.door.interactive({ ...shortcut, type: 'shortcut' }),
            await open.door.interactive({ ...shortcut, ...on, type: 'message_action' }),
            await open.door.options('foreign', 'ab'),
          ];
          for (const { ack, failed } of results)
            expect({ acked: ack !== undefined, failed }).toEqual({ acked: true });
          expect(results[4]?.ack?.payload).toEqual({ options: [] });
        });
        expect(count).toBe(0);
      });

      it('a command of another name is told which one it answers', async () => {
        const { reply } = await open.door.command({ text: SMALL_QUESTION, command: '/harbour' });
        expect(reply).toMatchObject({ text: 'This bot answers /haiti.', ephemeralTo: open.slack.userId });
      });

      it('an event of another kind is acked and left', async () => {
        const event = {
          type: 'reaction_added',
          user: open.slack.userId,
          reaction: 'eyes',
          event_ts: '1.000001',
        };
        expect((await open.door.event({ ...event, item: { type: 'message' } })).ack).toBeDefined();
      });
    });

    describe('what comes in a shape of its own', () => {
      const SUBTYPES = [
        ...['bot_message', 'me_message', 'channel_join', 'channel_topic', 'file_share', 'thread_broadcast'],
        ...['message_replied', 'ekm_access_denied', 'reminder_add', 'assistant_app_thread', 'not_a_subtype'],
      ];

      it.each(SUBTYPES)('a direct message of the subtype %s is acked and left', async (subtype) => {
        const event = { type: 'message', channel: 'D0REPORTER', channel_type: 'im', subtype };
        expect(await posts(() => open.door.event(said(event)))).toBe(0);
      });

      it('its own answer that comes back as a mention starts no loop', async () => {
        const { ts } = await open.door.mention({ text: SMALL_QUESTION });
        const answered = await open.answer(ts);
        const text = `<@${open.slack.botUserId}> ${answered.text}`;
        const echo = { type: 'app_mention', user: open.slack.botUserId, text, bot_id: answered.bot_id };
        expect(await posts(() => open.door.event(said(echo)))).toBe(0);
        // Not every message of a bot says so.
        expect(await posts(() => open.door.event(said({ ...echo, bot_id: undefined })))).toBe(0);
      });
    });
  });
});
