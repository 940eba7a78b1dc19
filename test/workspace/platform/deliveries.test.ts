import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/workspace/platform/rules/check.ts';
import { type Slack, startSlack } from '../../start-slack.ts';
import { type Client, call, connect } from './caller.ts';

let slack: Slack;
let client: Client;
beforeEach(async () => {
  slack = await startSlack({
    users: [
      { id: 'U1', name: 'ann' },
      { id: 'U2', name: 'bob', team_id: 'T2' },
    ],
    channels: [{ id: 'C1', name: 'desk', is_ext_shared: true }],
  });
  client = await connect(slack);
  await slack.socket.connected();
});
afterEach(() => slack.close());

/** Lets the bot ack what comes next, and gives both sides of it. */
async function acked<T>(
  doing: Promise<T>,
  type: string,
  payload?: unknown,
): Promise<{ sent: Fields; done: T }> {
  const envelope = await client.next(type);
  client.ack(envelope, payload);
  return { sent: envelope.payload as Fields, done: await doing };
}

const plain = (text: string) => ({ type: 'plain_text', text });
const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'go', value: '7', text: plain('Go') }],
};
const choice = {
  type: 'input',
  block_id: 'choice',
  optional: true,
  label: plain('Topic'),
  element: { type: 'static_select', action_id: 'topic', options: [{ text: plain('A'), value: 'a' }] },
};
const name = {
  type: 'input',
  block_id: 'name',
  label: plain('Name'),
  element: { type: 'plain_text_input', action_id: 'name' },
};
const form = (more: Fields = {}) => ({
  ...{ type: 'modal', title: plain('Form'), submit: plain('Send'), callback_id: 'form' },
  ...{ blocks: [name, choice], ...more },
});

async function opened(view: Fields = form()) {
  const { done } = await acked(slack.command({ text: 'form' }), 'slash_commands', {});
  await call(slack, 'views.open', { trigger_id: done.triggerId, view });
  return slack.waitFor(() => slack.modal());
}

describe('what Slack delivers', () => {
  it('names the person, also from another workspace', async () => {
    const { sent } = await acked(slack.mention({ text: 'who pays', user: 'U2' }), 'events_api');
    expect(sent).toMatchObject({
      team_id: slack.teamId,
      is_ext_shared_channel: true,
      event: { user: 'U2', team: 'T2', user_team: 'T2', channel: 'C1' },
    });
    const command = await acked(slack.command({ text: 'a', user: 'U2' }), 'slash_commands', {});
    expect(command.sent).toMatchObject({ user_id: 'U2', team_id: 'T2', channel_name: 'desk' });
  });

  it('comes from threads, direct messages and the Home tab', async () => {
    const parent = slack.say({ text: 'who pays' }).ts;
    const asked = await acked(slack.mention({ text: 'you?', thread_ts: parent }), 'events_api');
    expect(asked.sent).toMatchObject({ event: { thread_ts: parent, parent_user_id: 'U1' } });
    const said = await acked(slack.dm({ text: 'hello' }), 'events_api');
    expect(said.sent).toMatchObject({
      event: { type: 'message', channel_type: 'im', channel: 'D1', text: 'hello' },
    });
    const came = await acked(slack.homeOpened(), 'events_api');
    expect(came.sent).toMatchObject({ event: { type: 'app_home_opened', tab: 'home', user: 'U1' } });
    const other = await acked(slack.event({ type: 'pin_added' }), 'events_api');
    expect(other.sent).toMatchObject({ event: { type: 'pin_added' }, type: 'event_callback' });
    slack.assertClean();
  });

  it('can be repeated under a new id', async () => {
    const { sent, done } = await acked(slack.mention({ text: 'a', event_id: 'Ev1' }), 'events_api');
    const again = await acked(done.again({ event_id: 'Ev2' }), 'events_api');
    expect([sent.event_id, again.sent.event_id]).toEqual(['Ev1', 'Ev2']);
    expect(again.sent.event).toEqual(sent.event);
  });

  it('needs the scope that Slack requires', async () => {
    slack.scopes.clear();
    await expect(slack.mention({ text: 'a' })).rejects.toThrow('without app_mentions:read');
    await expect(slack.dm({ text: 'a' })).rejects.toThrow('without im:history');
    await expect(slack.command({ text: 'a' })).rejects.toThrow('without commands');
  });

  it('is a press of an element that exists', async () => {
    const { done } = await acked(slack.command({ text: 'a' }), 'slash_commands', {
      text: 'a',
      blocks: [button],
    });
    if (!done.reply) throw new Error('no reply');
    const { sent } = await acked(slack.action(done.reply, 'go'), 'interactive');
    expect(sent).toMatchObject({
      type: 'block_actions',
      user: { id: 'U1', team_id: slack.teamId },
      container: { type: 'message', is_ephemeral: true, message_ts: done.reply.ts },
      actions: [{ type: 'button', action_id: 'go', value: '7' }],
    });
    expect(sent).not.toHaveProperty('message');
    await expect(slack.action(done.reply, 'stop')).rejects.toThrow('0 elements stop to press; there are:');
    await call(slack, 'chat.postMessage', { channel: 'C1', text: 'a', blocks: [button] });
    const shared = slack.messages('C1')[0];
    if (!shared) throw new Error('not posted');
    const public_ = await acked(slack.action(shared, 'go', { user: 'U2' }), 'interactive');
    expect(public_.sent).toMatchObject({ message: { ts: shared.ts, text: 'a' }, user: { id: 'U2' } });
    slack.assertClean();
  });

  it('is a form, filled in', async () => {
    const view = await opened();
    await expect(slack.submit(view, {})).rejects.toThrow('name must be filled in');
    await expect(slack.submit(view, { name: 'a', age: '7' })).rejects.toThrow('the form has no age');
    await expect(slack.submit(view, { name: 'a', topic: 'b' })).rejects.toThrow('no option b in topic');
    const { sent, done } = await acked(slack.submit(view, { name: 'a', topic: 'a' }), 'interactive', {});
    const values = { name: { name: { value: 'a' } }, choice: { topic: { selected_option: { value: 'a' } } } };
    expect(sent).toMatchObject({
      ...{ type: 'view_submission', view: { callback_id: 'form', state: { values } } },
    });
    expect(done.responseAction).toBe('close');
    expect(slack.modal()).toBeUndefined();
  });

  it('follows the response to a form', async () => {
    const view = await opened();
    const submit = async (response_action: string, more: Fields = {}) => {
      const doing = slack.submit(view, { name: 'a' });
      return (await acked(doing, 'interactive', { response_action, ...more })).done.view;
    };
    const updated = await submit('update', { view: form({ callback_id: 'new' }) });
    expect(updated).toMatchObject({ id: view.id, callback_id: 'new' });
    expect(await submit('push', { view: form() })).toMatchObject({ previous_view_id: view.id });
    expect(await submit('clear')).toBeUndefined();
    slack.assertClean();
    await submit('errors', { errors: { age: 'too young' } });
    await submit('vanish');
    await submit('update', { view: { type: 'modal' } });
    expect(slack.violations.map(({ what }) => what)).toEqual([
      ...['invalid_response_action', 'invalid_response_action', 'invalid_view'],
    ]);
  });

  it('is a closed form, if the app wants to be notified', async () => {
    await slack.closeView(await opened());
    const view = await opened(form({ notify_on_close: true }));
    const { sent } = await acked(slack.closeView(view), 'interactive');
    expect(sent).toMatchObject({ type: 'view_closed', view: { id: view.id } });
    expect(slack.modal()).toBeUndefined();
  });

  it('is what was typed into a menu, or any other payload', async () => {
    const typed = await acked(slack.options('topic', 'fun'), 'interactive', { options: [] });
    expect(typed.sent).toMatchObject({ type: 'block_suggestion', action_id: 'topic', value: 'fun' });
    const odd = await acked(slack.interactive({ type: 'dialog_cancellation' }), 'interactive');
    expect(odd.sent).toEqual({ type: 'dialog_cancellation' });
    slack.assertClean();
  });
});
