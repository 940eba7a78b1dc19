import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createPoster, type Poster, TIMINGS, type Timings } from '../../src/slack/delivery/post-once.ts';
import { openState } from '../../src/state/open.ts';
import type { Post, Settled, State } from '../../src/state/state.ts';
import { until } from '../../src/workspace/platform/wait.ts';
import type { FaultSpec } from '../slack-faults.ts';
import { type Slack, startSlack } from '../start-slack.ts';
import { usePostgres } from '../state/postgres.ts';

/** Full scale by hand: SCALE=1 takes the bot's own timings; in CI everything is fifty times as fast. */
const SCALE = Number(process.env.SCALE ?? 1 / 50);
const times: Timings = {
  lease: Math.max(TIMINGS.lease * SCALE, 1200),
  settling: TIMINGS.settling * SCALE,
  look: TIMINGS.look * SCALE,
  tries: 6,
};
const LIMIT_MS = SCALE === 1 ? 15 * 60_000 : 60_000;
/** Shorter than a call hangs, so that a hanging call is seen. */
const TIMEOUT = 500;

const folder = mkdtempSync(join(tmpdir(), 'posting-'));
let slack: Slack;
let state: State;
let lines: string[];
beforeAll(async () => {
  state = await openState({ sqliteFile: join(folder, 'posting.db') }, { owner: 'one' });
});
afterEach(async () => {
  await slack.close();
});
afterAll(async () => {
  await state.close();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
function post(): Post {
  count += 1;
  return { key: `digest T1 ${count}`, kind: 'digest', team: 'T1', channel: 'C0NEWSDESK', date: '2026-11-21' };
}

async function open(delay = 0): Promise<Poster> {
  slack = await startSlack({ visibilityDelay: delay });
  lines = [];
  return posterOn(state, slack.apiUrl, slack.botToken, (line) => lines.push(line));
}

function posterOn(on: State, slackApiUrl: string, token: string, write: (line: string) => void): Poster {
  return createPoster({
    ledger: on.ledger,
    client: new WebClient(token, {
      slackApiUrl,
      timeout: TIMEOUT,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    me: { user: 'U0BOT00000', bot: 'B0BOT00000' },
    log: createLog({ level: 'info', human: false, write, now: () => new Date() }),
    timings: times,
    stopping: new AbortController().signal,
    now: () => new Date(),
  });
}

const write = async () => ({ message: { text: 'The digest', blocks: [] } });
const standing = () => slack.messages().filter((message) => message.bot_id).length;
const settle = (poster: Poster): Promise<Settled> => poster.settle(post(), { channel: 'C0NEWSDESK' }, write);

describe('a post', { timeout: LIMIT_MS }, () => {
  it.each<[string, FaultSpec]>([
    ['Slack takes it and drops the connection', { kind: 'acceptThenReset' }],
    ['Slack takes it and answers 500', { kind: 'acceptThen500' }],
    ['Slack takes it and hangs', { kind: 'acceptThenHang' }],
    ['the connection drops before Slack takes it', { kind: 'reset' }],
    ['Slack answers 500 and takes nothing', { kind: 'status', status: 500 }],
    ['Slack answers 503', { kind: 'status', status: 503 }],
    ['a page of HTML comes back', { kind: 'html' }],
    ['Slack hangs and takes nothing', { kind: 'hang' }],
    ['Slack speaks of a fatal error', { kind: 'error', error: 'fatal_error' }],
    ['Slack wants it later', { kind: 'ratelimited', retryAfter: 1 }],
    ['Slack wants it later, three times', { kind: 'ratelimited', retryAfter: 1, times: 3 }],
  ])('stands once when %s', async (_what, fault) => {
    const poster = await open();
    slack.fault('chat.postMessage', fault);
    expect(await settle(poster)).toMatchObject({ outcome: 'posted' });
    expect(standing()).toBe(1);
  });

  it('stands once when it becomes visible two thirds of the settling time late', async () => {
    const poster = await open((times.settling * 2) / 3);
    slack.fault('chat.postMessage', { kind: 'acceptThenReset' });
    expect(await settle(poster)).toMatchObject({ outcome: 'posted' });
    expect(standing()).toBe(1);
  });

  it.each<[string, FaultSpec]>([
    ['refused', { kind: 'error', error: 'channel_not_found' }],
    ['rate-limited', { kind: 'ratelimited', retryAfter: SCALE === 1 ? 5 : 0 }],
    ['without a permission', { kind: 'error', error: 'missing_scope' }],
    ['dropped', { kind: 'reset' }],
    ['a page of HTML', { kind: 'html' }],
  ])('is told to be unknown, and never sent again, when the history is %s for good', async (_what, fault) => {
    const poster = await open();
    slack.fault('chat.postMessage', { kind: 'acceptThenReset' });
    slack.fault('conversations.history', { ...fault, times: Number.POSITIVE_INFINITY });
    expect(await settle(poster)).toMatchObject({ outcome: 'unknown' });
    expect(standing()).toBe(1);
    expect(lines.join('')).toContain(
      'post unknown: it may or may not stand in the channel, and is not sent again',
    );
  });

  it('is found once the history is there again', async () => {
    const poster = await open();
    slack.fault('chat.postMessage', { kind: 'acceptThenReset' });
    slack.fault('conversations.history', { kind: 'ratelimited', retryAfter: 1, times: 2 });
    expect(await settle(poster)).toMatchObject({ outcome: 'posted' });
    expect(standing()).toBe(1);
  });

  it('is given up, with the reason, when Slack will not have it', async () => {
    const poster = await open();
    slack.fault('chat.postMessage', { kind: 'error', error: 'is_archived' });
    expect(await settle(poster)).toMatchObject({ outcome: 'refused', why: 'is_archived' });
    expect(standing()).toBe(0);
  });

  describe('of a process that is stopped between the right to send and the sending', () => {
    const postgres = usePostgres();

    it('is sent by another, and not again when the first wakes up', async () => {
      slack = await startSlack();
      lines = [];
      const url = await postgres.url('stopped');
      const other = await openState({ databaseUrl: url }, { owner: 'other' });
      const key = 'digest T1 stopped';
      const sleeper = spawn(
        process.execPath,
        ['--import', import.meta.resolve('tsx'), new URL('sleeper.ts', import.meta.url).pathname],
        {
          env: {
            PATH: process.env.PATH,
            DATABASE_URL: url,
            KEY: key,
            API: slack.apiUrl,
            TOKEN: slack.botToken,
            TIMES: JSON.stringify(times),
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let said = '';
      sleeper.stdout.setEncoding('utf8').on('data', (part: string) => {
        said += part;
      });
      const gone = new Promise((resolve) => sleeper.once('close', resolve));
      try {
        await until(() => said.includes('asleep'), 20_000, 'the first to fall asleep');
        const poster = posterOn(other, slack.apiUrl, slack.botToken, (line) => lines.push(line));
        const end = await poster.settle({ ...post(), key }, { channel: 'C0NEWSDESK' }, write);
        expect(end).toMatchObject({ outcome: 'posted' });
        sleeper.kill('SIGCONT');
        await until(() => said.includes('awake'), 20_000, 'the first to wake up');
        await gone;
        expect(said).toContain('posted');
        expect(standing()).toBe(1);
      } finally {
        sleeper.kill('SIGKILL');
        await other.close();
      }
    });
  });
});
