import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { createClients } from '../../../src/slack/delivery/clients.ts';
import { createWebApi, type WebApi } from '../../../src/slack/delivery/web-api.ts';
import { type Slack, startSlack } from '../../start-slack.ts';

const MINUTE = 60_000;

let slack: Slack;
let webApi: WebApi;
let outcomes: string[];
let now: number;
let call: () => Promise<unknown>;
beforeEach(async () => {
  slack = await startSlack();
  onTestFinished(() => slack.close());
  [outcomes, now] = [[], 0];
  webApi = createWebApi({ called: (outcome) => void outcomes.push(outcome), now: () => now });
  const log = createLog({ level: 'error', human: false, write() {}, now: () => new Date() });
  const { answering } = createClients({
    ...{ token: slack.botToken, slackApiUrl: slack.apiUrl, webApi, log },
    lost() {},
  });
  call = () => answering.users.info({ user: slack.userId }).catch(() => {});
});

const fail = () => slack.fault('users.info', { kind: 'status', times: Number.POSITIVE_INFINITY });

describe('Slack’s Web API', () => {
  it('counts as reachable before the first call, after an answer, and after a single failure', async () => {
    webApi.check();
    await call();
    webApi.check();
    fail();
    await call();
    webApi.check();
    expect(outcomes).toEqual(['answered', 'failed']);
  });

  it('does not after two failures in a row, until it answers', async () => {
    const fault = fail();
    await call();
    await call();
    expect(() => webApi.check()).toThrow(/^the last 2 calls to Slack's Web API failed \(status 5\d\d\)$/);
    slack.clearFaults();
    expect(fault).toBeDefined();
    await call();
    webApi.check();
  });

  it('does not while nothing listens there, and names the system’s reason', async () => {
    await slack.close();
    await call();
    await call();
    expect(() => webApi.check()).toThrow(/\(ECONNREFUSED\)$/);
  });

  it('counts as reachable when it refuses or asks to wait', async () => {
    slack.fault('users.info', { kind: 'error', error: 'missing_scope' });
    await call();
    slack.fault('users.info', { kind: 'ratelimited', retryAfter: 1 });
    await call();
    webApi.check();
    expect(outcomes).toEqual(['answered', 'rate_limited']);
  });

  it('is not known any more ten minutes after the last call', async () => {
    fail();
    await call();
    await call();
    now = 11 * MINUTE;
    webApi.check();
  });
});
