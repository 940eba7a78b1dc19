import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fields } from '../../../../src/workspace/platform/rules/check.ts';
import { type Slack, type SlackOptions, startSlack } from '../../../start-slack.ts';
import { call } from '../caller.ts';

let slack: Slack;
const start = async (options: SlackOptions = {}) => {
  slack = await startSlack(options);
};
afterEach(() => slack.close());

const violations = () => slack.violations.map(({ what }) => what);
const error = async (method: string, args: Fields = {}, token?: string) =>
  (await call(slack, method, args, token)).error;

describe('the Web API', () => {
  it('requires a valid token and an existing method', async () => {
    await start();
    const naked = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await naked.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await error('auth.test', {}, 'another')).toBe('invalid_auth');
    expect(await error('apps.connections.open')).toBe('not_allowed_token_type');
    expect(await error('chat.shout')).toBe('unknown_method');
    expect(violations()).toEqual(['not_authed', 'invalid_auth', 'not_allowed_token_type', 'unknown_method']);
    expect(await call(slack, 'auth.test')).toMatchObject({
      ok: true,
      team_id: slack.teamId,
      bot_id: 'B0BOT00000',
    });
  });

  it('accepts forms as well as JSON', async () => {
    await start();
    const blocks = JSON.stringify([{ type: 'divider' }]);
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      body: new URLSearchParams({ token: slack.botToken, channel: slack.channelId, text: 'a', blocks }),
    });
    expect(await response.json()).toMatchObject({ ok: true, message: { blocks: [{ type: 'divider' }] } });
    const broken = new URLSearchParams({ token: slack.botToken, channel: slack.channelId, blocks: '[' });
    const refused = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', body: broken });
    expect(await refused.json()).toEqual({ ok: false, error: 'invalid_blocks_format' });
  });

  it('ignores a caller that dies halfway', async () => {
    await start();
    const caller = connect(Number(new URL(slack.apiUrl).port), '127.0.0.1');
    caller.write('POST /api/auth.test HTTP/1.1\r\nHost: slack\r\nContent-Length: 100\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 50));
    caller.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    slack.assertClean();
  });

  it('requires the scope, and names it', async () => {
    await start({ scopes: ['chat:write'] });
    expect(await call(slack, 'users.info', { user: slack.userId })).toEqual({
      ...{ ok: false, error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    });
    slack.scopes.add('users:read');
    expect(await call(slack, 'users.info', { user: slack.userId })).toMatchObject({ ok: true });
  });

  it('requires arguments, and records unknown ones', async () => {
    await start();
    expect(await call(slack, 'chat.postMessage', { text: 'a' })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: channel'] },
    });
    await call(slack, 'chat.postMessage', { channel: slack.channelId, text: 'a', thread: '1' });
    expect(violations()).toEqual(['invalid_arguments', 'unknown_argument']);
  });

  it('reports what is wrong with blocks', async () => {
    await start();
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: '' } }];
    const wrong = 'must be more than 0 characters [json-pointer:/blocks/0/text/text]';
    expect(await call(slack, 'chat.postMessage', { channel: slack.channelId, text: 'a', blocks })).toEqual({
      ...{ ok: false, error: 'invalid_blocks', errors: [wrong] },
      response_metadata: { messages: [`[ERROR] ${wrong}`] },
    });
    expect(slack.messages()).toEqual([]);
  });

  it('describes people', async () => {
    await start({
      users: [
        { id: 'U1', tz: 'Africa/Nairobi', is_admin: true },
        { id: 'U2', team_id: 'T2', is_stranger: true },
        { id: 'U3', is_ultra_restricted: true },
      ],
    });
    const user = async (id: string) => (await call(slack, 'users.info', { user: id })).user;
    expect(await user('U1')).toMatchObject({ tz: 'Africa/Nairobi', tz_offset: 10_800, is_admin: true });
    expect(await user('U2')).toMatchObject({ is_stranger: true, team_id: 'T2' });
    expect(await user('U3')).toMatchObject({ is_ultra_restricted: true });
    expect(await error('users.info', { user: 'U9' })).toBe('user_not_found');
  });

  it('refuses channels, each for its own reason', async () => {
    const scopes = ['chat:write', 'channels:history'];
    await start({
      scopes,
      channels: [
        { id: 'C1', name: 'desk' },
        { id: 'C2', is_archived: true },
        { id: 'C3', is_member: false },
        { id: 'C4', is_private: true, is_member: false },
        { id: 'C5', is_private: true },
      ],
    });
    const write = (channel: string) => error('chat.postMessage', { channel, text: 'a' });
    expect(await write('C1')).toBeUndefined();
    expect(await write('#desk')).toBeUndefined();
    expect(await write('C2')).toBe('is_archived');
    expect(await write('C3')).toBe('not_in_channel');
    expect(await write('C4')).toBe('channel_not_found');
    expect(await write('C9')).toBe('channel_not_found');
    expect(await error('conversations.history', { channel: 'C3' })).toBe('not_in_channel');
    expect(await error('conversations.history', { channel: 'C5' })).toBe('missing_scope');
    slack.scopes.add('chat:write.public');
    expect(await write('C3')).toBeUndefined();
    expect(await write('U0REPORTER')).toBeUndefined();
    expect(slack.messages('D0REPORTER')).toHaveLength(1);
  });

  it('shows an ephemeral message to one person only', async () => {
    await start();
    const args = { channel: slack.channelId, user: slack.userId, text: 'a' };
    expect(await call(slack, 'chat.postEphemeral', args)).toMatchObject({ ok: true });
    expect(await error('chat.postEphemeral', { ...args, user: 'U9' })).toBe('user_not_found');
    slack.channel(slack.channelId).members = [];
    expect(await error('chat.postEphemeral', args)).toBe('user_not_in_channel');
    expect(slack.ephemerals(slack.channelId, slack.userId)).toHaveLength(1);
    expect(slack.messages()).toEqual([]);
    expect((await call(slack, 'conversations.history', { channel: slack.channelId })).messages).toEqual([]);
  });
});
