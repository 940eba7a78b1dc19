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
      open.slack.waitFor(() => pressed.replies()[0], 5000, 'a private reply');

    describe('is not answered:', () => {
      const bot = { bot_id: 'B0OTHER000', user: 'U0OTHERBOT' };
      const self = () => ({ bot_id: 'B0BOT00000', user: open.slack.botUserId });
      const mention = { type: 'app_mention' };
      const direct = { type: 'message', channel: 'D0REPORTER', channel_type: 'im' };
      const change = { ...direct, subtype: 'message_changed' };
      const deletion = { ...direct, subtype: 'message_deleted' };

      it.each([
        ['its own mention of itself', () => ({ ...mention, ...self() })],
        ['a mention by another bot', () => ({ ...mention, ...bot })],
        ['its own direct message', () => ({ ...direct, ...self() })],
        ['its own direct message without a bot id', () => ({ ...direct, user: open.slack.botUserId })],
        ['a direct message by another bot', () => ({ ...direct, ...bot, subtype: 'bot_message' })],
        ['a direct message by another bot without a subtype', () => ({ ...direct, ...bot })],
        ['an edit', () => ({ ...change, message: said({}), previous_message: said({}) })],
        ['a deletion', () => ({ ...deletion, deleted_ts: stamp(), previous_message: said({}) })],
        ['a message in a channel', () => ({ type: 'message', channel_type: 'channel' })],
        ['a group direct message', () => ({ type: 'message', channel_type: 'mpim' })],
      ])('%s', async (_what, event) => {
        expect(await posts(() => open.door.event(said(event())))).toBe(0);
      });

      it('a reply in a thread that the bot has answered in, until it is mentioned again', async () => {
        const { ts } = await open.door.mention({ text: SMALL_QUESTION });
        await open.answer(ts);
        const reply = { type: 'message', channel_type: 'channel', thread_ts: ts };
        expect(await posts(() => open.door.event(said(reply)))).toBe(0);
        expect(await posts(() => open.door.mention({ text: 'topics', thread_ts: ts }))).toBe(1);
      });
    });

    describe('an unknown interaction', () => {
      const button = (element: object) => ({
        type: 'actions',
        block_id: 'foreign',
        elements: [
          { type: 'button', action_id: 'foreign', text: { type: 'plain_text', text: 'Go' }, ...element },
        ],
      });
      const values = [
        ['of another app', { action_id: 'launch', value: '7' }],
        ['without a value', { action_id: 'share' }],
        ['with a value that the bot did not write', { action_id: 'share', value: 'null' }],
        ['with a fact that is gone', { action_id: 'copy', value: '{"v":"00000000","facts":["gone-fact"]}' }],
        [
          'named after a method of Object',
          { action_id: 'toString', value: '{"v":"0","facts":["boats-lost"]}' },
        ],
      ] as const;

      it.each(values)('by a button %s is answered privately', async (_what, element) => {
        const message = open.slack.say({ text: 'a card', blocks: [button(element)] });
        const pressed = await open.door.action(message, element.action_id);
        expect(pressed.ack).toBeDefined();
        const reply = await told(pressed);
        expect(reply.ephemeralTo).toBe(open.slack.userId);
        expect(reply.text).toContain('Ask again with /haiti');
        expect(open.slack.messages()).toContain(message);
      });

      it('by a menu is answered privately, in its thread', async () => {
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

      it('by a modal, a shortcut or a menu that asks for options is acknowledged in silence', async () => {
        const modal = { id: 'V0FOREIGN0', type: 'modal', callback_id: 'foreign' };
        const from = {
          ...{ team: { id: open.slack.teamId }, user: { id: open.slack.userId, name: 'reporter' } },
          ...{ api_app_id: 'A0BOT00000', token: 'verification' },
        };
        const given = { ...from, view: { ...modal, state: { values: {} }, blocks: [] } };
        const ids = { callback_id: 'foreign', action_ts: '1.000001', trigger_id: '1.2.3' };
        const shortcut = { ...from, ...ids, user: { ...from.user, team_id: open.slack.teamId } };
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

      it('by a command of another name is told which command the bot answers', async () => {
        const { reply } = await open.door.command({ text: SMALL_QUESTION, command: '/harbour' });
        expect(reply).toMatchObject({ text: 'This bot answers /haiti.', ephemeralTo: open.slack.userId });
      });

      it('by an event of another type is acknowledged and ignored', async () => {
        const by = { user: open.slack.userId, event_ts: '1.000001' };
        const reaction = { type: 'reaction_added', reaction: 'eyes', item: { type: 'message' }, ...by };
        expect((await open.door.event(reaction)).ack).toBeDefined();
      });
    });

    describe('an unusual message', () => {
      const SUBTYPES = [
        ...['bot_message', 'channel_join', 'channel_topic', 'message_replied', 'ekm_access_denied'],
        ...['reminder_add', 'assistant_app_thread', 'not_a_subtype'],
      ];

      it.each(SUBTYPES)('of the subtype %s is acknowledged and ignored', async (subtype) => {
        const event = { type: 'message', channel: 'D0REPORTER', channel_type: 'im', subtype };
        expect(await posts(() => open.door.event(said(event)))).toBe(0);
      });

      it('that is its own answer, delivered as a mention, starts no loop', async () => {
        const { ts } = await open.door.mention({ text: SMALL_QUESTION });
        const answered = await open.answer(ts);
        const text = `<@${open.slack.botUserId}> ${answered.text}`;
        const echo = { type: 'app_mention', user: open.slack.botUserId, text, bot_id: answered.bot_id };
        expect(await posts(() => open.door.event(said(echo)))).toBe(0);
        // Not every message of a bot carries a bot id.
        expect(await posts(() => open.door.event(said({ ...echo, bot_id: undefined })))).toBe(0);
      });
    });
  });
});
