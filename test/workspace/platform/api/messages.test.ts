import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fields } from '../../../../src/workspace/platform/rules/check.ts';
import { type Slack, startSlack } from '../../../start-slack.ts';
import { call } from '../caller.ts';

let slack: Slack;
let channel: string;
beforeEach(async () => {
  slack = await startSlack();
  channel = slack.channelId;
});
afterEach(() => slack.close());

const send = async (more: Fields = {}) =>
  String((await call(slack, 'chat.postMessage', { channel, text: 'a', ...more })).ts);
const error = async (method: string, args: Fields) => (await call(slack, method, { channel, ...args })).error;
async function history(args: Fields = {}) {
  const answer = await call(slack, 'conversations.history', { channel, ...args });
  return { ...answer, ts: (answer.messages as Fields[]).map(({ ts }) => ts) };
}
const violations = () => slack.violations.map(({ what }) => what);

describe('messages', () => {
  it('are updated and deleted by their author only', async () => {
    const ts = await send({ blocks: [{ type: 'divider' }] });
    const updated = await call(slack, 'chat.update', { channel, ts, text: 'b' });
    expect(updated).toMatchObject({ ok: true, text: 'b' });
    expect(slack.messages()).toMatchObject([{ text: 'b', blocks: [{ type: 'divider' }], edited: {} }]);
    const theirs = slack.say({ text: 'c' }).ts;
    expect(await error('chat.update', { ts: theirs, text: 'b' })).toBe('cant_update_message');
    expect(await error('chat.delete', { ts: theirs })).toBe('cant_delete_message');
    expect(await error('chat.update', { ts: '1.000001', text: 'b' })).toBe('message_not_found');
    slack.assertClean();
    expect(await error('chat.update', { ts, text: 'é'.repeat(2001) })).toBe('msg_too_long');
    expect(await error('chat.delete', { ts })).toBeUndefined();
    expect(slack.messages()).toHaveLength(1);
  });

  it('have a permalink', async () => {
    const ts = await send();
    const reply = await send({ thread_ts: ts });
    const link = async (message_ts: string) =>
      (await call(slack, 'chat.getPermalink', { channel, message_ts })).permalink;
    expect(await link(ts)).toBe(`https://newsroom.slack.com/archives/${channel}/p${ts.replace('.', '')}`);
    expect(await link(reply)).toContain(`thread_ts=${ts}`);
    expect(await error('chat.getPermalink', { message_ts: '1.000001' })).toBe('message_not_found');
  });

  it('are returned newest first, page by page', async () => {
    const [a, b, c] = [await send(), await send(), await send()];
    expect((await history()).ts).toEqual([c, b, a]);
    expect((await history({ oldest: a, latest: c })).ts).toEqual([b]);
    expect((await history({ oldest: a, latest: c, inclusive: true })).ts).toEqual([c, b, a]);
    const first = await history({ limit: 2 });
    expect(first).toMatchObject({ ts: [c, b], has_more: true });
    const { next_cursor: cursor } = (first as Fields).response_metadata as Fields;
    expect(await history({ limit: 2, cursor })).toMatchObject({ ts: [a], has_more: false });
    expect(await error('conversations.history', { limit: 1000 })).toBe('invalid_limit');
    expect(await error('conversations.history', { cursor: 'x' })).toBe('invalid_cursor');
    expect(await error('conversations.history', { oldest: 'yesterday' })).toBe('invalid_ts_oldest');
  });

  it('include metadata only on request', async () => {
    const metadata = { event_type: 'digest', event_payload: { day: '2026-11-21' } };
    await send({ metadata });
    const [without, included] = [await history(), await history({ include_all_metadata: true })];
    expect((without as Fields).messages).not.toMatchObject([{ metadata }]);
    expect((included as Fields).messages).toMatchObject([{ metadata, bot_id: 'B0BOT00000' }]);
  });

  it('form threads, which the channel’s history leaves out', async () => {
    const parent = slack.say({ text: 'who pays' }).ts;
    const reply = await send({ thread_ts: parent });
    const broadcast = await send({ thread_ts: parent, reply_broadcast: true });
    expect((await history()).ts).toEqual([broadcast, parent]);
    const { messages } = await call(slack, 'conversations.replies', { channel, ts: parent });
    expect(messages).toMatchObject([{ ts: parent, reply_count: 2 }, { ts: reply }, { ts: broadcast }]);
    expect(await error('conversations.replies', { ts: '1.000001' })).toBe('thread_not_found');
    expect(await error('chat.postMessage', { text: 'a', thread_ts: '1.000001' })).toBe('thread_not_found');
    slack.assertClean();
    await send({ thread_ts: reply });
    expect(await error('chat.postMessage', { text: 'a', thread_ts: 'first' })).toBe('invalid_thread_ts');
    expect(violations()).toEqual(['thread_of_reply', 'invalid_thread_ts']);
  });

  it('may mention the asker, if the test allows it', async () => {
    slack.allow.mentions = 'asker';
    await send({ text: `<@${slack.userId}> shares` });
    expect(violations()).toEqual(['mention']);
    await slack.command({ text: 'a', expectAck: false });
    await send({ text: `<@${slack.userId}> shares` });
    expect(violations()).toEqual(['mention']);
  });

  it('have increasing names, within one millisecond and when the clock is set back', async () => {
    let now = Date.parse('2026-03-01T10:00:00Z');
    const held = await startSlack({ now: () => now });
    const names = [held.say({ text: 'a' }).ts, held.say({ text: 'b' }).ts];
    now -= 60_000;
    names.push(held.say({ text: 'c' }).ts);
    expect(names).toEqual(['1772359200.000000', '1772359200.000001', '1772359200.000002']);
    await held.close();
  });
});
