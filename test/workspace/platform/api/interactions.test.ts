import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '../../../../src/workspace/platform/rules/check.ts';
import { type Slack, startSlack } from '../../../start-slack.ts';
import { call, post } from '../caller.ts';

let slack: Slack;
let clock: number;
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 21);
  slack = await startSlack({ now: () => clock });
});
afterEach(() => slack.close());

const violations = () => slack.violations.map(({ what }) => what);
const title = { type: 'plain_text', text: 'Form' };
const press = { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: title }] };
const pressable = (callback_id: string) => modal({ callback_id, blocks: [press] });
const modal = (more: Fields = {}) => ({ type: 'modal', title, blocks: [], ...more });
const ask = () => slack.command({ text: 'a', expectAck: false });
const views = (method: 'open' | 'update' | 'push' | 'publish', args: Fields) =>
  call(slack, `views.${method}`, args);
/** A view that a new trigger opens. */
const opened = async (view: Fields) => views('open', { trigger_id: (await ask()).triggerId, view });

describe('a trigger', () => {
  const open = async (trigger_id: string) => (await views('open', { trigger_id, view: modal() })).error;

  it('opens one view', async () => {
    const { triggerId } = await ask();
    expect(await open(triggerId)).toBeUndefined();
    expect(slack.modal()).toMatchObject({ type: 'modal', user: slack.userId });
    expect(await open(triggerId)).toBe('exchanged_trigger_id');
    expect(await open('1.2.3')).toBe('invalid_trigger_id');
    expect(violations()).toEqual(['exchanged_trigger_id', 'invalid_trigger_id']);
  });

  it('is valid for three seconds', async () => {
    const [first, second] = [await ask(), await ask()];
    clock += 3000;
    expect(await open(first.triggerId)).toBeUndefined();
    clock += 1;
    expect(await open(second.triggerId)).toBe('expired_trigger_id');
  });
});

describe('views', () => {
  it('are checked, and refused as invalid_arguments', async () => {
    const view = modal({ title: { type: 'plain_text', text: 'x'.repeat(25) } });
    expect(await opened(view)).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
    expect(violations()).toEqual(['invalid_view']);
  });

  it('are updated by id or external id, unless they changed meanwhile', async () => {
    const { id, hash } = (await opened(modal({ external_id: 'e' }))).view as Fields;
    const view = modal({ external_id: 'e', callback_id: 'new' });
    const update = (which: Fields) => views('update', { ...which, view });
    expect(await update({ view_id: id, hash })).toMatchObject({ ok: true });
    expect(await update({ external_id: 'e', hash })).toMatchObject({ error: 'hash_conflict' });
    expect(await update({ view_id: 'V9' })).toMatchObject({ error: 'not_found' });
    expect(slack.modal()).toMatchObject({ id, callback_id: 'new' });
    expect(await opened(view)).toMatchObject({ error: 'duplicate_external_id' });
  });

  it('stack three high', async () => {
    await opened(pressable('a'));
    const push = async (name: string) => {
      const top = slack.modal();
      if (!top) throw new Error('no modal');
      const { triggerId: trigger_id } = await slack.action(top, 'go', { expectAck: false });
      return (await views('push', { trigger_id, view: pressable(name) })).error;
    };
    expect([await push('b'), await push('c')]).toEqual([undefined, undefined]);
    expect(await push('d')).toBe('push_limit_reached');
    expect(slack.modal()).toMatchObject({ callback_id: 'c', root_view_id: slack.views[0]?.id });
  });

  it('are published on one person’s Home tab', async () => {
    const publish = (user_id: string) => views('publish', { user_id, view: { type: 'home', blocks: [] } });
    expect(await publish(slack.userId)).toMatchObject({ ok: true });
    expect(await publish('U9')).toMatchObject({ error: 'user_not_found' });
    expect(slack.home()).toMatchObject({ type: 'home', user: slack.userId });
    expect(slack.home('U0ADMIN000')).toBeUndefined();
  });
});

describe('a response_url', () => {
  it('takes five messages', async () => {
    const { responseUrl, replies } = await ask();
    for (let i = 0; i < 5; i += 1) {
      expect(await post(responseUrl, { text: String(i) })).toEqual({ status: 200, body: 'ok' });
    }
    expect(await post(responseUrl, { text: '5' })).toEqual({ status: 404, body: 'used_url' });
    expect(replies().map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
    expect(violations()).toEqual(['used_url']);
  });

  it('is valid for thirty minutes', async () => {
    const { responseUrl } = await ask();
    clock += 30 * 60_000;
    expect((await post(responseUrl, { text: 'a' })).status).toBe(200);
    clock += 1;
    expect(await post(responseUrl, { text: 'a' })).toEqual({ status: 404, body: 'expired_url' });
    expect(violations()).toEqual(['expired_url']);
  });

  it('can be used up or expired by a test, which is not a violation', async () => {
    const [first, second] = [await ask(), await ask()];
    slack.useUp(first.responseUrl);
    slack.expire(second.responseUrl);
    expect((await post(first.responseUrl, { text: 'a' })).body).toBe('used_url');
    expect((await post(second.responseUrl, { text: 'a' })).body).toBe('expired_url');
    slack.assertClean();
  });

  it('replies privately by default, and refuses what Slack refuses', async () => {
    const { responseUrl } = await ask();
    await post(responseUrl, { text: 'a' });
    await post(responseUrl, { text: 'b', response_type: 'in_channel' });
    expect(slack.ephemerals().map(({ text }) => text)).toEqual(['a']);
    expect(slack.messages().map(({ text }) => text)).toEqual(['b']);
    const refused = await post(responseUrl, { text: 'a', blocks: [{}] });
    expect(refused).toEqual({ status: 400, body: 'invalid_blocks' });
    expect(await post(responseUrl, 'a')).toEqual({ status: 400, body: 'invalid_payload' });
    expect(await post(responseUrl, { text: 'a', color: 'red' })).toEqual({ status: 200, body: 'ok' });
    expect(violations()).toEqual(['invalid_blocks', 'invalid_payload', 'unknown_argument']);
  });

  it('replaces and deletes the message with the button', async () => {
    const sent = { channel: slack.channelId, text: 'a', blocks: [press] };
    const { ts } = await call(slack, 'chat.postMessage', sent);
    const message = slack.messages().find((m) => m.ts === ts);
    if (!message) throw new Error('not posted');
    const { responseUrl = '' } = await slack.action(message, 'go', { expectAck: false });
    await post(responseUrl, { text: 'b', replace_original: true });
    expect(slack.messages()).toMatchObject([{ ts, text: 'b' }]);
    expect(message).not.toHaveProperty('blocks');
    await post(responseUrl, { text: 'c', response_type: 'in_channel', thread_ts: ts });
    expect(slack.messages()[1]).toMatchObject({ text: 'c', thread_ts: ts });
    await post(responseUrl, { delete_original: true });
    expect(slack.messages().map(({ text }) => text)).toEqual(['c']);
    slack.assertClean();
  });
});
