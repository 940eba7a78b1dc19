import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultSpec } from '../../slack-faults.ts';
import { type Slack, startSlack } from '../../start-slack.ts';
import { call, post } from './caller.ts';

let slack: Slack;

beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.close());

const send = () => call(slack, 'chat.postMessage', { channel: slack.channelId, text: 'a' });
const raw = (signal?: AbortSignal) =>
  fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify({ channel: slack.channelId, text: 'a' }),
    ...(signal ? { signal } : {}),
  });
const posted = () => slack.messages().length;

describe('a planned fault', () => {
  it.each([
    ['a rate limit', { kind: 'ratelimited', retryAfter: 7 }, 429, '"ratelimited"', 0],
    ['a status', { kind: 'status' }, 500, 'server error', 0],
    ['another status', { kind: 'status', status: 503 }, 503, 'server error', 0],
    ['a page instead of JSON', { kind: 'html' }, 200, '<!DOCTYPE html>', 0],
    ['an error from Slack', { kind: 'error', error: 'is_archived' }, 200, '"is_archived"', 0],
    ['500 although the message was accepted', { kind: 'acceptThen500' }, 500, 'server error', 1],
  ] as [string, FaultSpec, number, string, number][])(
    'responds with %s',
    async (_what, spec, status, body, count) => {
      slack.fault('chat.postMessage', spec);
      const response = await raw();
      expect(response.status).toBe(status);
      expect(response.headers.get('retry-after')).toBe(spec.retryAfter ? '7' : null);
      expect(await response.text()).toContain(body);
      expect(posted()).toBe(count);
    },
  );

  it.each([
    ['drops the connection', 'reset', 0],
    ['never responds', 'hang', 0],
    ['accepts the message and drops the connection', 'acceptThenReset', 1],
    ['accepts the message and never responds', 'acceptThenHang', 1],
  ] as const)('%s', async (_what, kind, count) => {
    slack.fault('chat.postMessage', { kind });
    await expect(raw(AbortSignal.timeout(200))).rejects.toThrow();
    expect(posted()).toBe(count);
  });

  it('responds late', async () => {
    slack.fault('chat.postMessage', { kind: 'slow', ms: 150 });
    const before = performance.now();
    expect((await send()).ok).toBe(true);
    expect(performance.now() - before).toBeGreaterThan(140);
  });

  it('applies as often as planned, to the calls planned, until cleared', async () => {
    const fault = slack.fault('chat.postMessage', { kind: 'error', times: 2 });
    const elsewhere = slack.fault('*', {
      kind: 'error',
      times: Infinity,
      when: ({ channel }) => channel === 'C9',
    });
    expect([await send(), await send(), await send()].map(({ ok }) => ok)).toEqual([false, false, true]);
    expect([fault.hits, elsewhere.hits]).toEqual([2, 0]);
    slack.fault('auth.test', { kind: 'error', times: Infinity });
    expect((await call(slack, 'auth.test')).ok).toBe(false);
    slack.clearFaults();
    expect((await call(slack, 'auth.test')).ok).toBe(true);
    expect(slack.calls.map(({ outcome }) => outcome)).toEqual([
      ...['fatal_error', 'fatal_error', 'ok'],
      ...['fatal_error', 'ok'],
    ]);
  });

  it('applies to response_urls too', async () => {
    const { responseUrl } = await slack.command({ text: 'a', expectAck: false });
    slack.fault('response_url', { kind: 'error', error: 'used_url' });
    expect(await post(responseUrl, { text: 'a' })).toEqual({ status: 404, body: 'used_url' });
    expect(await post(responseUrl, { text: 'a' })).toEqual({ status: 200, body: 'ok' });
    expect(slack.responses.map(({ outcome }) => outcome)).toEqual(['used_url', 'ok']);
    slack.assertClean();
  });

  it('delays a post in the history', async () => {
    slack.scopes.add('channels:history');
    slack.visibilityDelay = 150;
    await send();
    const read = async () => {
      const { messages } = await call(slack, 'conversations.history', { channel: slack.channelId });
      return (messages as unknown[]).length;
    };
    expect([posted(), await read()]).toEqual([1, 0]);
    await new Promise((resolve) => setTimeout(resolve, 160));
    expect(await read()).toBe(1);
  });

  it('revokes the tokens', async () => {
    slack.revoke();
    expect(await call(slack, 'auth.test')).toEqual({ ok: false, error: 'token_revoked' });
    expect(await call(slack, 'apps.connections.open', {}, slack.appToken)).toMatchObject({ ok: false });
    slack.assertClean();
  });
});
