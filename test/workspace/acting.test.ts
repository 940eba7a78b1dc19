import { afterEach, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, BEN, NEWSROOM, rows, until, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

async function asked(): Promise<ReturnType<typeof visit>> {
  bot = await startEchoBot();
  const ada = visit(bot.workspace);
  await ada.say(NEWSROOM, '/echo who pays');
  return ada;
}

describe('a button', () => {
  it('sends what the app stored in it, with Slack’s block_actions around it', async () => {
    const ada = await asked();
    await ada.act(NEWSROOM, 'open');
    const body = bot.last('block_actions');
    expect(body).toMatchObject({
      type: 'block_actions',
      user: { id: ADA, username: 'ada', name: 'ada', team_id: 'T0LOCAL001' },
      team: { id: 'T0LOCAL001', domain: 'local' },
      container: { type: 'message', channel_id: NEWSROOM, is_ephemeral: true },
      channel: { id: NEWSROOM, name: 'newsroom' },
      state: { values: { doors: { topic: { type: 'static_select', selected_option: null } } } },
      trigger_id: expect.any(String),
      response_url: expect.stringMatching(/^https:\/\/hooks\.slack\.com\/actions\//),
      actions: [
        {
          type: 'button',
          action_id: 'open',
          block_id: 'doors',
          value: 'v1',
          text: { type: 'plain_text', text: 'Open form', emoji: true },
          action_ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
        },
      ],
    });
    // An ephemeral message is not sent back to its app.
    expect(body).not.toHaveProperty('message');
  });

  it('of a lasting message brings the message along', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await bot.app.client.chat.postMessage({
      channel: NEWSROOM,
      text: 'press',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'A & B' } }],
        },
      ],
    });
    await ada.act(NEWSROOM, 'open');
    const { message, container, actions } = bot.last('block_actions');
    expect(container.is_ephemeral).toBe(false);
    expect(message).toMatchObject({
      text: 'press',
      bot_id: 'B0LOCALBOT',
      user: 'U0LOCALBOT',
      ts: container.message_ts,
    });
    // Plain text comes back escaped, however it was sent, and ids that were left out are given.
    expect(actions[0].text.text).toBe('A &amp; B');
    expect(actions[0].block_id).toBe(message.blocks[0].block_id);
    expect(actions[0]).not.toHaveProperty('value');
  });

  it('with a confirmation asks first, and sends nothing until one is sure', async () => {
    const ada = await asked();
    const { confirm } = await ada.act(NEWSROOM, 'share');
    expect(words(confirm ?? '')).toBe('Share it here? Everyone in the channel will see it. Keep it Share');
    expect(bot.heard.some((one) => one.type === 'block_actions')).toBe(false);
    await ada.act(NEWSROOM, 'share', { sure: true });
    const ben = visit(bot.workspace, BEN);
    await until(
      () => ben.page(),
      (html) => words(html).includes('@Ada shared: who pays'),
    );
  });

  it('never takes the page’s word: unknown elements, other people’s messages and made-up values go nowhere', async () => {
    const ada = await asked();
    const [row] = rows(await ada.page());
    const place = { channel: NEWSROOM, ts: row!.ts };
    const press = { place, block: 'doors', action: 'open', choice: {} };
    expect(await visit(bot.workspace, BEN).post('/act', press)).toMatchObject({
      notice: 'This is no longer there.',
    });
    expect(await ada.post('/act', { ...press, action: 'delete_all' })).toMatchObject({
      notice: expect.any(String),
    });
    expect(await ada.post('/act', { ...press, block: '__proto__' })).toMatchObject({
      notice: expect.any(String),
    });
    expect(bot.heard.some((one) => one.type === 'block_actions')).toBe(false);
    await ada.post('/act', { ...press, choice: { value: 'forged' }, value: 'forged' });
    expect(bot.last('block_actions').actions[0].value).toBe('v1');
  });

  it('that the app does not answer in time says so', async () => {
    bot = await startEchoBot({ listen: () => {} });
    await bot.app.client.chat.postMessage({
      channel: NEWSROOM,
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'dead', text: { type: 'plain_text', text: 'x' } }],
        },
      ],
    });
    const answer = await visit(bot.workspace).act(NEWSROOM, 'dead');
    expect(answer.notice).toBe('The app did not answer within 3 seconds.');
  });
});

describe('a choice', () => {
  it('sends the stored option by its position', async () => {
    const ada = await asked();
    await ada.act(NEWSROOM, 'topic', { choice: { options: [1] } });
    expect(bot.last('block_actions').actions[0]).toMatchObject({
      type: 'static_select',
      selected_option: { text: { type: 'plain_text', text: 'Force' }, value: 'force' },
    });
    await until(
      () => ada.page(),
      (html) => words(html).includes('Topic: force'),
    );
    await ada.act(NEWSROOM, 'topic', { choice: { options: [99] } });
    expect(bot.last('block_actions').actions[0].selected_option).toBeNull();
  });

  it('from an overflow menu does the same', async () => {
    const ada = await asked();
    await ada.act(NEWSROOM, 'more', { choice: { options: [1] } });
    await until(
      () => ada.page(),
      (html) => words(html).includes('Chosen: nearest'),
    );
  });

  it.each([
    ['multi_static_select', { options: [0, 1] }, { selected_options: [{ value: 'a' }, { value: 'b' }] }],
    ['checkboxes', { options: [1] }, { selected_options: [{ value: 'b' }] }],
    ['radio_buttons', { options: [0] }, { selected_option: { value: 'a' } }],
    ['users_select', { ids: [BEN, 'U0NOBODY00'] }, { selected_user: BEN }],
    ['multi_users_select', { ids: ['U0NOBODY00', BEN] }, { selected_users: [BEN] }],
    ['conversations_select', { ids: [NEWSROOM] }, { selected_conversation: NEWSROOM }],
    ['channels_select', { ids: ['C0NOWHERE0'] }, { selected_channel: null }],
    ['datepicker', { value: '2026-02-03' }, { selected_date: '2026-02-03' }],
    ['datepicker', { value: 'soon' }, { selected_date: null }],
    ['timepicker', { value: '09:30' }, { selected_time: '09:30' }],
  ])('of a %s with %j', async (type, choice, chosen) => {
    bot = await startEchoBot({ listen: (app) => app.action('pick', async ({ ack }) => ack()) });
    const options = ['a', 'b'].map((value) => ({
      text: { type: 'plain_text' as const, text: value },
      value,
    }));
    const element = {
      type,
      action_id: 'pick',
      ...(/select$|boxes|radio/.test(type) && !/users|conv|channels/.test(type) ? { options } : {}),
    };
    await bot.app.client.chat.postMessage({
      channel: NEWSROOM,
      text: 'x',
      blocks: [{ type: 'actions', elements: [element as never] }],
    });
    await visit(bot.workspace).act(NEWSROOM, 'pick', { choice });
    expect(bot.last('block_actions').actions[0]).toMatchObject({ type, ...chosen });
  });
});
