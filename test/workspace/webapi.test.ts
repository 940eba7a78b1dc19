import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, BEN, BOT, DM_ADA, NEWSROOM, rows, visit, words } from './visitor.ts';

let bot: EchoBot;
beforeEach(async () => {
  bot = await startEchoBot();
});
afterEach(() => bot.stop());

/** A call as the Web API gives it, refusals included. */
async function call(method: string, args: Record<string, unknown> = {}) {
  try {
    return await bot.app.client.apiCall(method, args);
    // biome-ignore lint/suspicious/noExplicitAny: the client's error carries Slack's answer
  } catch (error: any) {
    return error.data;
  }
}
const post = (args: Record<string, unknown>) => call('chat.postMessage', { channel: NEWSROOM, ...args });
const text = (value: string) => ({ type: 'mrkdwn', text: value });
const section = (value: string) => ({ type: 'section', text: text(value) });

describe('who is who', () => {
  it('auth.test, users.info and bots.info know the cast', async () => {
    expect(await call('auth.test')).toMatchObject({
      ok: true,
      user_id: BOT,
      bot_id: 'B0LOCALBOT',
      team_id: 'T0LOCAL001',
    });
    expect((await call('users.info', { user: BEN })).user).toMatchObject({
      id: BEN,
      is_admin: true,
      is_bot: false,
      is_restricted: false,
      is_ultra_restricted: false,
      tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
      team_id: 'T0LOCAL001',
    });
    expect((await call('users.info', { user: ADA })).user.is_admin).toBe(false);
    expect(await call('users.info', { user: 'U1' })).toMatchObject({ ok: false, error: 'user_not_found' });
    expect((await call('bots.info', { bot: 'B0LOCALBOT' })).bot).toMatchObject({
      user_id: BOT,
      name: 'Echo Desk',
    });
  });

  it('an unknown method, a missing and a wrong token are refused in Slack’s words', async () => {
    expect(await call('chat.teleport')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await call('toString')).toMatchObject({ ok: false, error: 'unknown_method' });
    const bare = (headers: Record<string, string>) =>
      bot.workspace
        .fetch('https://slack.com/api/auth.test', { method: 'POST', headers })
        .then((one) => one.json());
    expect(await bare({})).toEqual({ ok: false, error: 'not_authed' });
    expect(await bare({ authorization: 'Bearer xoxb-other' })).toEqual({ ok: false, error: 'invalid_auth' });
  });

  it('takes JSON bodies as well as forms', async () => {
    const response = await bot.workspace.fetch('https://slack.com/api/chat.postMessage', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bot.workspace.token}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify({ channel: NEWSROOM, text: 'from json', blocks: [section('as *json*')] }),
    });
    expect(await response.json()).toMatchObject({ ok: true, message: { text: 'from json' } });
  });

  it('has no other network', async () => {
    await expect(bot.workspace.fetch('https://example.org/')).rejects.toThrow(
      'the local workspace has no network',
    );
  });
});

describe('chat', () => {
  it('posts where it is told: id, name, person', async () => {
    const posted = await post({ text: 'hello' });
    expect(posted).toMatchObject({
      ok: true,
      channel: NEWSROOM,
      ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
      message: { type: 'message', text: 'hello', user: BOT, bot_id: 'B0LOCALBOT', app_id: 'A0LOCAL001' },
    });
    expect((await call('chat.postMessage', { channel: '#general', text: 'x' })).channel).toBe('C0GENERAL0');
    expect((await call('chat.postMessage', { channel: ADA, text: 'x' })).channel).toBe(DM_ADA);
    expect(await call('chat.postMessage', { channel: 'C404', text: 'x' })).toMatchObject({
      error: 'channel_not_found',
    });
    expect(await post({})).toMatchObject({ error: 'no_text' });
    expect(await post({ text: 'x'.repeat(40_001) })).toMatchObject({ error: 'msg_too_long' });
  });

  it('updates and deletes its own messages, and nobody else’s', async () => {
    const { ts } = await post({ text: 'before', blocks: [section('before')] });
    await call('chat.update', { channel: NEWSROOM, ts, text: 'after' });
    const ada = visit(bot.workspace);
    expect(words(await ada.page())).toMatch(/after \(edited\)/);
    expect(words(await ada.page())).not.toContain('before');
    await ada.say(NEWSROOM, 'mine');
    const mine = rows(await ada.page()).at(-1)!.ts;
    expect(await call('chat.update', { channel: NEWSROOM, ts: mine, text: 'x' })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await call('chat.delete', { channel: NEWSROOM, ts: mine })).toMatchObject({
      error: 'cant_delete_message',
    });
    expect(await call('chat.delete', { channel: NEWSROOM, ts })).toMatchObject({ ok: true });
    expect(await call('chat.delete', { channel: NEWSROOM, ts })).toMatchObject({
      error: 'message_not_found',
    });
  });

  it('posts privately, within a thread too, and such a message is in no history', async () => {
    const { ts } = await post({ text: 'root' });
    await call('chat.postEphemeral', { channel: NEWSROOM, user: ADA, text: 'for Ada', thread_ts: ts });
    expect(words(await visit(bot.workspace).page('newsroom', ts))).toContain('for Ada');
    expect(words(await visit(bot.workspace).page())).not.toContain('for Ada');
    expect(words(await visit(bot.workspace, BEN).page('newsroom', ts))).not.toContain('for Ada');
    const replies = await call('conversations.replies', { channel: NEWSROOM, ts });
    expect(replies.messages.map((one: { text: string }) => one.text)).toEqual(['root']);
    expect(await call('chat.postEphemeral', { channel: DM_ADA, user: BEN, text: 'x' })).toMatchObject({
      error: 'user_not_in_channel',
    });
  });

  it('gives permalinks that open the message here', async () => {
    const { ts } = await post({ text: 'root' });
    const reply = await post({ text: 'reply', thread_ts: ts });
    const { permalink } = await call('chat.getPermalink', { channel: NEWSROOM, message_ts: reply.ts });
    const response = await fetch(permalink, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`/?in=${NEWSROOM}&thread=${ts}#${reply.ts}`);
  });

  it('counts replies on the first message, names a thread by it, and shows a broadcast in the channel', async () => {
    const { ts } = await post({ text: 'root' });
    const reply = await post({ text: 'one', thread_ts: ts });
    const nested = await post({ text: 'two', thread_ts: reply.ts, reply_broadcast: true });
    expect(nested.message.thread_ts).toBe(ts);
    const { messages } = await call('conversations.replies', { channel: NEWSROOM, ts });
    expect(messages[0]).toMatchObject({
      thread_ts: ts,
      reply_count: 2,
      reply_users: [BOT],
      latest_reply: nested.ts,
    });
    const history = await call('conversations.history', { channel: NEWSROOM });
    expect(history.messages.map((one: { text: string }) => one.text)).toEqual(['two', 'root']);
    expect(history.messages[0].subtype).toBe('thread_broadcast');
    expect(await call('conversations.replies', { channel: NEWSROOM, ts: '1.000001' })).toMatchObject({
      error: 'thread_not_found',
    });
  });

  it('adds reactions', async () => {
    const { ts } = await post({ text: 'root' });
    const react = () => call('reactions.add', { channel: NEWSROOM, timestamp: ts, name: 'white_check_mark' });
    expect(await react()).toMatchObject({ ok: true });
    expect(await react()).toMatchObject({ error: 'already_reacted' });
    expect(await visit(bot.workspace).page()).toContain('✅');
  });
});

describe('conversations', () => {
  it('are listed and described, direct messages by their person', async () => {
    const { channels } = await call('conversations.list');
    expect(channels.map((one: { name: string }) => one.name)).toEqual(['newsroom', 'echo', 'general']);
    expect((await call('users.conversations', { types: 'im' })).channels).toHaveLength(2);
    expect((await call('conversations.info', { channel: NEWSROOM })).channel).toMatchObject({
      is_member: true,
      is_channel: true,
    });
    expect((await call('conversations.open', { users: ADA })).channel.id).toBe(DM_ADA);
    expect(await call('conversations.open', { users: 'U404' })).toMatchObject({ error: 'user_not_found' });
  });

  it('history pages from the newest, within bounds, with metadata when asked', async () => {
    const metadata = { event_type: 'digest', event_payload: { day: '2026-03-01' } };
    const posted = [];
    for (let i = 0; i < 5; i++) posted.push(await post({ text: `m${i}`, ...(i === 2 ? { metadata } : {}) }));
    const texts = async (args: object) =>
      (await call('conversations.history', { channel: NEWSROOM, ...args })).messages.map(
        (one: { text: string }) => one.text,
      );
    const page = await call('conversations.history', { channel: NEWSROOM, limit: 2 });
    expect(page).toMatchObject({ has_more: true, messages: [{ text: 'm4' }, { text: 'm3' }] });
    expect(await texts({ limit: 2, cursor: page.response_metadata.next_cursor })).toEqual(['m2', 'm1']);
    expect(await texts({ oldest: posted[1].ts, latest: posted[3].ts })).toEqual(['m2']);
    expect(await texts({ oldest: posted[1].ts, latest: posted[3].ts, inclusive: true })).toEqual([
      'm3',
      'm2',
      'm1',
    ]);
    const one = { channel: NEWSROOM, latest: posted[2].ts, inclusive: true, limit: 1 };
    expect((await call('conversations.history', one)).messages[0]).not.toHaveProperty('metadata');
    expect(
      (await call('conversations.history', { ...one, include_all_metadata: true })).messages[0].metadata,
    ).toEqual(metadata);
    expect(await post({ text: 'x', metadata: { event_type: 'no payload' } })).toMatchObject({
      error: 'invalid_metadata_format',
    });
  });
});
