import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { TIMINGS, type Timings } from '../../src/slack/delivery/post-once.ts';
import { openState } from '../../src/state/open.ts';
import type { Settled, State } from '../../src/state/state.ts';
import { until } from '../../src/workspace/platform/wait.ts';
import { play } from '../doors/one-bot.ts';
import type { FaultSpec } from '../slack-faults.ts';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';
import { DIGEST, posterOn } from './poster.ts';

/** Full scale by hand: SCALE=1 takes the bot's own timings; CI runs fifty times as fast. */
const SCALE = Number(process.env.SCALE ?? 1 / 50);
const times: Timings = {
  ...TIMINGS,
  lease: Math.max(TIMINGS.lease * SCALE, 1200),
  settling: TIMINGS.settling * SCALE,
  look: TIMINGS.look * SCALE,
  tries: 6,
};
const LIMIT_MS = SCALE === 1 ? 15 * 60_000 : 60_000;

const folder = tempFolder();
let state: State;
beforeAll(async () => {
  state = await openState({ sqliteFile: join(folder, 'posting.db') }, { owner: 'one' });
});
afterAll(() => state.close());

interface Trouble {
  post: FaultSpec;
  history?: FaultSpec;
  /** How late the post shows up in the history, in milliseconds. */
  delay?: number;
}

let count = 0;
const write = async () => ({ message: { text: 'The digest', blocks: [] } });

/** Posts a digest in this trouble: the outcome, how many posts stand, and the log. */
async function settle(
  test: TestContext,
  { post, history, delay = 0 }: Trouble,
): Promise<{ settled: Settled; standing: number; log: string }> {
  const slack = await play(test, { visibilityDelay: delay });
  slack.fault('chat.postMessage', post);
  if (history) slack.fault('conversations.history', history);
  const lines: string[] = [];
  const poster = posterOn(state, slack, times, (line) => lines.push(line));
  count += 1;
  const key = `digest T1 ${count}`;
  const settled = await poster.settle({ ...DIGEST, key }, { channel: DIGEST.channel }, write);
  const standing = slack.messages().filter((message) => message.bot_id).length;
  return { settled, standing, log: lines.join('') };
}

const taken: FaultSpec = { kind: 'acceptThenReset' };
const WAIT: FaultSpec = { kind: 'ratelimited', retryAfter: 1 };

describe('a post', { timeout: LIMIT_MS }, () => {
  it.for<[string, Trouble]>([
    ['Slack takes it and drops the connection', { post: taken }],
    ['Slack takes it and answers 500', { post: { kind: 'acceptThen500' } }],
    ['Slack takes it and hangs', { post: { kind: 'acceptThenHang' } }],
    ['the connection drops before Slack takes it', { post: { kind: 'reset' } }],
    ['Slack answers 500 and takes nothing', { post: { kind: 'status', status: 500 } }],
    ['Slack answers 503', { post: { kind: 'status', status: 503 } }],
    ['Slack answers with a page of HTML', { post: { kind: 'html' } }],
    ['Slack hangs and takes nothing', { post: { kind: 'hang' } }],
    ['Slack reports a fatal error', { post: { kind: 'error', error: 'fatal_error' } }],
    ['Slack asks to wait', { post: WAIT }],
    ['Slack asks to wait three times', { post: { ...WAIT, times: 3 } }],
    ['it shows up after two thirds of the settling time', { post: taken, delay: (times.settling * 2) / 3 }],
    ['the history is rate-limited at first', { post: taken, history: { ...WAIT, times: 2 } }],
  ])('stands once when %s', async ([_what, trouble], test) => {
    const { settled, standing } = await settle(test, trouble);
    expect(settled).toMatchObject({ outcome: 'posted' });
    expect(standing).toBe(1);
  });

  it.for<[string, FaultSpec]>([
    ['refused', { kind: 'error', error: 'channel_not_found' }],
    ['rate-limited', { kind: 'ratelimited', retryAfter: SCALE === 1 ? 5 : 0 }],
    ['not permitted', { kind: 'error', error: 'missing_scope' }],
    ['cut off', { kind: 'reset' }],
    ['a page of HTML', { kind: 'html' }],
  ])('is logged as unknown and never sent again when the history stays %s', async ([_what, fault], test) => {
    const history = { ...fault, times: Number.POSITIVE_INFINITY };
    const { settled, standing, log } = await settle(test, { post: taken, history });
    expect(settled).toMatchObject({ outcome: 'unknown' });
    expect(standing).toBe(1);
    expect(log).toContain('post unknown: it may or may not stand in the channel, and is not sent again');
  });

  it('is given up, with the reason, when Slack refuses it', async (test) => {
    const { settled, standing } = await settle(test, { post: { kind: 'error', error: 'is_archived' } });
    expect(settled).toMatchObject({ outcome: 'refused', why: 'is_archived' });
    expect(standing).toBe(0);
  });

  describe('of a process that is stopped between its claim and the sending', () => {
    const postgres = usePostgres();

    it('is sent by another process, and not again when the first goes on', async (test) => {
      const slack = await play(test);
      const url = await postgres.url('stopped');
      const other = await openState({ databaseUrl: url }, { owner: 'other' });
      test.onTestFinished(() => other.close());
      const key = 'digest T1 stopped';
      const sleeper = spawn(
        process.execPath,
        ['--import', import.meta.resolve('tsx'), new URL('sleeper.ts', import.meta.url).pathname],
        {
          env: {
            ...{ PATH: process.env.PATH, DATABASE_URL: url, KEY: key, TIMES: JSON.stringify(times) },
            ...{ API: slack.apiUrl, TOKEN: slack.botToken },
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      test.onTestFinished(() => void sleeper.kill('SIGKILL'));
      let said = '';
      sleeper.stdout.setEncoding('utf8').on('data', (part: string) => {
        said += part;
      });
      const gone = new Promise((resolve) => sleeper.once('close', resolve));
      await until(() => said.includes('asleep'), 20_000, 'the first to stop');
      const poster = posterOn(other, slack, times);
      const end = await poster.settle({ ...DIGEST, key }, { channel: DIGEST.channel }, write);
      expect(end).toMatchObject({ outcome: 'posted' });
      sleeper.kill('SIGCONT');
      await until(() => said.includes('awake'), 20_000, 'the first to go on');
      await gone;
      expect(said).toContain('posted');
      expect(slack.messages().filter((message) => message.bot_id)).toHaveLength(1);
    });
  });
});
