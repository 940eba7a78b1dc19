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
  it('rate-limits a call, with Retry-After', async () => {
    slack.fault('chat.postMessage', { kind: 'ratelimited', retryAfter: 7 });
    const response = await raw();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await response.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect(posted()).toBe(0);
  });

  it.each([
    ['a status', { kind: 'status' }, 500, 'server error'],
    ['another status', { kind: 'status', status: 503 }, 503, 'server error'],
    ['a page instead of JSON', { kind: 'html' }, 200, '<!DOCTYPE html>'],
  ] as [string, FaultSpec, number, string][])('answers with %s', async (_what, spec, status, body) => {
    slack.fault('chat.postMessage', spec);
    const response = await raw();
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(body);
    expect(posted()).toBe(0);
  });

  it('returns an error from Slack', async () => {
    slack.fault('chat.postMessage', { kind: 'error', error: 'is_archived' });
    expect(await send()).toEqual({ ok: false, error: 'is_archived' });
    expect(posted()).toBe(0);
  });

  it('drops the connection', async () => {
    slack.fault('chat.postMessage', { kind: 'reset' });
    await expect(raw()).rejects.toThrow();
    expect(posted()).toBe(0);
  });

  it('never responds', async () => {
    slack.fault('chat.postMessage', { kind: 'hang' });
    await expect(raw(AbortSignal.timeout(200))).rejects.toThrow();
    expect(posted()).toBe(0);
  });

  it('responds late', async () => {
    slack.fault('chat.postMessage', { kind: 'slow', ms: 150 });
    const before = performance.now();
    expect((await send()).ok).toBe(true);
    expect(performance.now() - before).toBeGreaterThan(140);
  });

  it('accepts the message and drops the connection', async () => {
    slack.fault('chat.postMessage', { kind: 'acceptThenReset' });
    await expect(raw()).rejects.toThrow();
    expect(posted()).toBe(1);
  });

  it('accepts the message and responds with 500', async () => {
    slack.fault('chat.postMessage', { kind: 'acceptThen500' });
    expect((await raw()).status).toBe(500);
    expect(posted()).toBe(1);
  });

  it('accepts the message and never responds', async () => {
    slack.fault('chat.postMessage', { kind: 'acceptThenHang' });
    await expect(raw(AbortSignal.timeout(200))).rejects.toThrow();
    expect(posted()).toBe(1);
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
