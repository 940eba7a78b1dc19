import type { App, types } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/workspace/platform/messages.ts';
import type { View } from '../../../src/workspace/platform/views.ts';
import { ADA, BEN, BOT, DM_ADA, type EchoApp, GENERAL, NEWSROOM, startEchoApp } from '../echo-app.ts';
import { formView } from '../echo-blocks.ts';

let echo: EchoApp;
afterEach(() => echo?.stop());

/** Starts a bot that does nothing but this at a command. */
const startAnswering = async (answer: Parameters<App['command']>[1]) => {
  echo = await startEchoApp({ listen: (app) => app.command('/echo', answer) });
};

const say = (
  text: string,
  more: { user?: string; channel?: string; thread?: string; client?: string } = {},
) => echo.actions.send({ user: ADA, channel: NEWSROOM, text, ...more });
const shown = (user = ADA, channel = NEWSROOM) => echo.slack.platform.messages.shownTo(user, channel);
const texts = (user = ADA, channel = NEWSROOM) => shown(user, channel).map(({ text }) => text);
const newest = () => shown().at(-1) ?? ({ ts: '' } as Message);
const press = (action: string, more: Partial<Parameters<EchoApp['actions']['press']>[0]> = {}) =>
  echo.actions.press({
    ...{ user: ADA, place: { channel: NEWSROOM, ts: newest().ts }, block: 'doors', action },
    ...more,
  });
const heard = (type: string) => echo.heard.filter((one) => one.type === type);
const post = (element: object) =>
  echo.app.client.chat.postMessage({
    channel: NEWSROOM,
    text: 'press',
    blocks: [{ type: 'actions', block_id: 'doors', elements: [element as types.Button] }],
  });

describe('a typed command', () => {
  it('reaches the app escaped, and its answer says to the asker alone what they typed', async () => {
    echo = await startEchoApp();
    await say('/echo is <a> & b > c?');
    expect(echo.last('command')).toMatchObject({
      ...{ command: '/echo', text: 'is &lt;a&gt; &amp; b &gt; c?', user_id: ADA, user_name: 'ada' },
      ...{ channel_id: NEWSROOM, channel_name: 'newsroom', is_enterprise_install: 'false' },
    });
    expect(newest()).toMatchObject({ ephemeralTo: ADA, asked: '/echo is &lt;a&gt; &amp; b &gt; c?' });
    expect(shown(BEN)).toEqual([]);
  });

  it('answered in_channel shows everyone the command and the answer', async () => {
    await startAnswering(({ ack }) => ack({ response_type: 'in_channel', text: 'to *all*' }));
    await say('/echo hello', { channel: GENERAL });
    expect(shown(BEN, GENERAL)).toMatchObject([
      { user: ADA, text: '/echo hello' },
      { user: BOT, text: 'to *all*' },
    ]);
    expect(shown(BEN, GENERAL)[1]).not.toHaveProperty('ephemeralTo');
  });

  it('may be acknowledged with a mere string, or with nothing', async () => {
    await startAnswering(({ ack, command }) => ack(command.text === 'quiet' ? undefined : 'a string'));
    await say('/echo loud');
    await say('/echo quiet');
    expect(texts()).toEqual(['a string']);
  });

  it('fails with operation_timeout when it is not acknowledged within 3 seconds', async () => {
    await startAnswering(() => new Promise(() => {}));
    const before = performance.now();
    await say('/echo slowly');
    expect(performance.now() - before).toBeGreaterThan(2900);
    expect(newest()).toMatchObject({
      text: '/echo failed with the error "operation_timeout"',
      asked: '/echo slowly',
    });
    expect(shown(BEN)).toEqual([]);
  });

  it('fails with dispatch_failed when the app is not connected', async () => {
    echo = await startEchoApp();
    await echo.app.stop();
    await echo.slack.waitFor(() => echo.slack.socket.live.length === 0);
    await say('/echo x');
    expect(texts()).toEqual(['/echo failed with the error "dispatch_failed"']);
  });

  it('answered with blocks that Slack refuses fails, naming each reason', async () => {
    const header = { type: 'header' as const, text: { type: 'plain_text' as const, text: 'h'.repeat(151) } };
    await startAnswering(({ ack }) => ack({ text: 'x', blocks: [header] }));
    await say('/echo x');
    expect(texts()).toEqual([
      '/echo failed with the error "invalid_blocks"\n' +
        '• must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });

  it('does not work in a thread, and Slackbot says so', async () => {
    echo = await startEchoApp();
    await say('a plain remark');
    const parent = newest().ts;
    await say('/echo who pays', { thread: parent });
    expect(echo.slack.platform.messages.threadShownTo(ADA, NEWSROOM, parent).at(-1)).toMatchObject({
      user: 'USLACKBOT',
      text: '`/echo` is not supported in threads. Sorry!',
    });
    expect(echo.heard).toEqual([]);
  });

  it('that nobody has is refused without troubling the app', async () => {
    echo = await startEchoApp();
    await say('/remind me');
    expect(newest().text).toMatch(/^`\/remind` is not a valid command\./);
    expect(echo.heard).toEqual([]);
  });
});

describe('a typed mention', () => {
  it('reaches the app as app_mention, escaped, and is answered in its thread', async () => {
    echo = await startEchoApp();
    await say('@echo desk is a < b & c, tell @channel about <!here>?');
    const body = echo.last('app_mention');
    const text = `<@${BOT}> is a &lt; b &amp; c, tell <!channel> about &lt;!here&gt;?`;
    const event = { type: 'app_mention', user: ADA, channel: NEWSROOM, text };
    expect(body).toMatchObject({ type: 'event_callback', event });
    expect(body.event).not.toHaveProperty('thread_ts');
    const [parent] = shown();
    await echo.slack.waitFor(() => echo.slack.platform.messages.replies(parent!).length === 1);
  });

  it('within a thread carries the thread', async () => {
    echo = await startEchoApp();
    await say('the mission is paid by all');
    await say('@Echo Desk is that so', { thread: newest().ts });
    expect(echo.last('app_mention').event).toMatchObject({ thread_ts: shown()[0]!.ts, parent_user_id: ADA });
  });

  it('is only that: a plain remark, or a mention of someone else, reaches nobody', async () => {
    echo = await startEchoApp();
    await say('no need to ask @Ben, or mail@Echo Deskside');
    expect(texts(BEN)).toEqual([`no need to ask <@${BEN}>, or mail@Echo Deskside`]);
    expect(echo.heard).toEqual([]);
  });
});

describe('a direct message', () => {
  it('reaches the app as a message of channel type im, and no mention beside it', async () => {
    echo = await startEchoApp();
    await say('@Echo Desk who pays', { channel: DM_ADA });
    expect(echo.heard.map((one) => one.type)).toEqual(['message']);
    expect(echo.last('message').event).toMatchObject({ channel: DM_ADA, channel_type: 'im', user: ADA });
  });

  it('is the person’s own', async () => {
    echo = await startEchoApp();
    const { members } = echo.slack.platform;
    expect([ADA, BEN].map((user) => members.canSee(members.channel(DM_ADA), user))).toEqual([true, false]);
  });
});

describe('App Home', () => {
  it('is asked for when it is opened, shown, and changed by its buttons', async () => {
    echo = await startEchoApp();
    await echo.actions.openApp({ user: ADA, tab: 'home' });
    expect(echo.last('app_home_opened').event).toMatchObject({ user: ADA, tab: 'home', channel: DM_ADA });
    const home = await echo.slack.waitFor(() => echo.slack.home(ADA));
    const block = String(home.blocks[2]?.block_id);
    await press('count', { place: { view: home.id }, block });
    expect(echo.last('block_actions')).toMatchObject({
      container: { type: 'view', view_id: home.id },
      view: { type: 'home' },
    });
    expect(echo.last('block_actions')).not.toHaveProperty('response_url');
    await echo.slack.waitFor(() => JSON.stringify(home.blocks).includes('*1* times'));
    await echo.actions.openApp({ user: ADA, tab: 'home' });
    expect(echo.last('app_home_opened').event.view).toMatchObject({ type: 'home', hash: expect.any(String) });
    expect(echo.slack.home(BEN)).toBeUndefined();
  });
});

describe('an element that is pressed', () => {
  it('sends what the app stored in it, and the state of the others', async () => {
    echo = await startEchoApp();
    await say('/echo who pays');
    expect(await press('open', { choice: { value: 'forged' } })).toEqual({});
    const body = echo.last('block_actions');
    expect(body).toMatchObject({
      user: { id: ADA, username: 'ada' },
      container: { type: 'message', channel_id: NEWSROOM, is_ephemeral: true },
      state: { values: { doors: { topic: { type: 'static_select', selected_option: null } } } },
      response_url: expect.stringContaining('/actions/'),
      actions: [{ type: 'button', action_id: 'open', block_id: 'doors', value: 'v1' }],
    });
    // An ephemeral message is not sent back to its app.
    expect(body).not.toHaveProperty('message');
  });

  it('asks first where it has a confirmation, and sends nothing until the person is sure', async () => {
    echo = await startEchoApp();
    await say('/echo who pays');
    expect(await press('share')).toMatchObject({ confirm: { title: { text: 'Share it here?' } } });
    expect(heard('block_actions')).toEqual([]);
    expect(await press('share', { sure: true })).toEqual({});
    await echo.slack.waitFor(() => texts(BEN).includes(`<@${ADA}> shared: who pays`));
  });

  it.each([
    ['of somebody else’s private message', { user: BEN }],
    ['that does not exist', { action: 'delete_all' }],
    ['of a block that does not exist', { block: '__proto__' }],
  ])('goes nowhere when it is one %s', async (_what, more) => {
    echo = await startEchoApp();
    await say('/echo who pays');
    expect(await press('open', more)).toEqual({ notice: 'This is no longer there.' });
    expect(heard('block_actions')).toEqual([]);
  });

  it('says so when the app does not answer in time', async () => {
    echo = await startEchoApp({ listen: () => {} });
    await post({ type: 'button', action_id: 'dead', text: { type: 'plain_text', text: 'x' } });
    expect(await press('dead')).toEqual({ notice: 'The app did not answer within 3 seconds.' });
  });

  const options = ['a', 'b'].map((value) => ({ text: { type: 'plain_text', text: value }, value }));
  it.each([
    ['static_select', { options }, { options: [1] }, { selected_option: { value: 'b' } }],
    ['static_select', { options }, { options: [99] }, { selected_option: null }],
    ['checkboxes', { options }, { options: [1] }, { selected_options: [{ value: 'b' }] }],
    ['radio_buttons', { options }, { options: [0] }, { selected_option: { value: 'a' } }],
    ['datepicker', {}, { value: '2026-02-03' }, { selected_date: '2026-02-03' }],
    ['datepicker', {}, { value: 'soon' }, { selected_date: null }],
  ])(
    'of type %s with %j sends what was chosen among what is offered: %j',
    async (type, more, choice, chosen) => {
      echo = await startEchoApp({ listen: (app) => app.action('pick', ({ ack }) => ack()) });
      await post({ type, action_id: 'pick', ...more });
      await press('pick', { choice });
      expect(echo.last('block_actions').actions[0]).toMatchObject({ type, ...chosen });
    },
  );
});

describe('a modal', () => {
  const opened = async (client?: string): Promise<View> => {
    echo = await startEchoApp();
    await say('/echo who pays');
    await press('open', { ...(client ? { client } : {}) });
    return echo.slack.waitFor(() => echo.slack.platform.views.top({ user: ADA, client }));
  };
  const filled = (text: string) => ({ claim: { text: { value: text } }, kind: { choice: { options: [1] } } });
  const submit = (view: string, text?: string, client?: string) =>
    echo.actions.submit({ user: ADA, client, view, inputs: text === undefined ? {} : filled(text) });

  it('sends what stands in its fields, and closes', async () => {
    const { id } = await opened();
    expect(await submit(id, 'It is paid')).toEqual({});
    expect(echo.last('view_submission')).toMatchObject({
      user: { id: ADA },
      view: {
        ...{ id, type: 'modal', callback_id: 'form', private_metadata: 'kept', root_view_id: id },
        state: {
          values: {
            claim: { text: { type: 'plain_text_input', value: 'It is paid' } },
            kind: { choice: { type: 'static_select', selected_option: { value: 'date' } } },
            marks: { boxes: { type: 'checkboxes', selected_options: [] } },
          },
        },
      },
    });
    expect(echo.slack.modal(ADA)).toBeUndefined();
    await echo.slack.waitFor(() => texts(ADA, DM_ADA).includes('Got: It is paid'));
  });

  it('keeps what is missing or wrong, and says so at the field', async () => {
    const { id } = await opened();
    expect(await submit(id)).toEqual({ errors: { claim: 'Please complete this required field.' } });
    expect(await submit(id, 'x'.repeat(41))).toEqual({
      errors: { claim: 'Please enter no more than 40 characters.' },
    });
    expect(heard('view_submission')).toEqual([]);
    expect(await submit(id, 'a bad one')).toEqual({ errors: { claim: 'No source says so.' } });
    expect(echo.slack.modal(ADA)).toBeDefined();
  });

  it('tells the app that it was closed, when the app asked for that', async () => {
    const { id } = await opened();
    echo.actions.closeView({ user: BEN, view: id });
    expect(echo.slack.modal(ADA)).toBeDefined();
    echo.actions.closeView({ user: ADA, view: id });
    expect(echo.slack.modal(ADA)).toBeUndefined();
    await echo.slack.waitFor(() => heard('view_closed').length === 1);
    expect(echo.last('view_closed')).toMatchObject({ view: { id }, is_cleared: false });
    expect(await submit(id, 'late')).toEqual({ notice: 'This is no longer open.' });
  });

  it('opens in the window in which the person acted, and in no other', async () => {
    const { id } = await opened('left');
    const { views } = echo.slack.platform;
    expect(views.stack({ user: ADA, client: 'right' })).toEqual([]);
    await press('open', { place: { channel: NEWSROOM, ts: newest().ts }, client: 'right' });
    await echo.slack.waitFor(() => views.top({ user: ADA, client: 'right' }));
    expect(views.top({ user: ADA, client: 'left' })?.id).toBe(id);
    expect(await submit(id, 'words', 'right')).toEqual({ notice: 'This is no longer open.' });
    expect(await submit(id, 'words', 'left')).toEqual({});
  });

  it('that is not acknowledged stays, and says that something is wrong', async () => {
    const listen = (app: App) => {
      app.command('/echo', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: formView() });
      });
      app.view('form', () => new Promise(() => {}));
    };
    echo = await startEchoApp({ listen });
    await say('/echo');
    const { id } = await echo.slack.waitFor(() => echo.slack.modal(ADA));
    expect(await submit(id, 'x')).toEqual({ notice: 'We had some trouble connecting. Try again?' });
    expect(echo.slack.modal(ADA)).toBeDefined();
  });
});

describe('changes', () => {
  it('tell in order what was posted, edited and removed, and that a thread has grown', async () => {
    echo = await startEchoApp({ listen: () => {} });
    const { changes } = echo.slack.platform;
    const start = changes.last();
    const { ts = '' } = await echo.app.client.chat.postMessage({ channel: NEWSROOM, text: 'one' });
    const reply = { channel: NEWSROOM, text: 'two', thread_ts: ts };
    const { ts: second = '' } = await echo.app.client.chat.postMessage(reply);
    await echo.app.client.chat.update({ channel: NEWSROOM, ts: second, text: 'three' });
    await echo.app.client.chat.delete({ channel: NEWSROOM, ts: second });
    const message = (name: string, fresh: boolean) => {
      return { kind: 'message', channel: NEWSROOM, ts: name, fresh };
    };
    expect(changes.since(start)?.map(({ change }) => change)).toEqual([
      ...[message(ts, true), message(second, true), message(ts, false), message(second, false)],
      ...[{ kind: 'gone', channel: NEWSROOM, ts: second }, message(ts, false)],
    ]);
    expect(changes.since(changes.last() + 1)).toBeNull();
  });
});
