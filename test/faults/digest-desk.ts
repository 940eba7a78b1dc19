import type { TestContext } from 'vitest';
import { createDigestJob } from '../../src/digest/run.ts';
import type { FactBase } from '../../src/facts/schema.ts';
import { createMetrics, type Metrics } from '../../src/health/metrics.ts';
import { createLog } from '../../src/log.ts';
import { createSearch } from '../../src/search/search.ts';
import { TIMINGS, type Timings } from '../../src/slack/delivery/post-once.ts';
import { createSocketReceiver } from '../../src/slack/delivery/socket.ts';
import { createWebApi } from '../../src/slack/delivery/web-api.ts';
import { startBot } from '../../src/slack/start.ts';
import { openState, type Store } from '../../src/state/open.ts';
import type { DigestSetting, State } from '../../src/state/state.ts';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { HARBOUR } from '../base.ts';
import { SETTING } from '../setting.ts';
import { type Slack, startSlack } from '../start-slack.ts';

export const CHANNEL = 'C0NEWSDESK';
const ADMIN = 'U0ADMIN000';

/** Waits as short as a test needs them. */
const SHORT: Partial<Timings> = { settling: 200, look: 100, busy: 100, mending: 150 };

/** A Slack for one test, in which an admin can be told things in private. */
export async function playForDigests({
  onTestFinished,
}: Pick<TestContext, 'onTestFinished'>): Promise<Slack> {
  const slack = await startSlack({
    command: '/harbour',
    allowLinks: ['https://newsroom.slack.com/archives/C'],
  });
  onTestFinished(() => slack.close());
  return slack;
}

/** The real bot over its socket, with a clock that a test turns and digests that run when told to. */
export interface DigestDesk {
  state: State;
  metrics: Metrics;
  /** Runs what is due, again and again, until `isDone`. */
  runUntil<T>(isDone: () => T | undefined | false | null, what: string): Promise<T>;
  /** Handles events that were left unfinished. */
  replay(): Promise<void>;
  /** Runs what is due once. */
  run(): Promise<void>;
  /** The events logged so far, with their fields. */
  logged(event: string): Record<string, unknown>[];
  /** The digests in a channel, oldest first. */
  digests(channel?: string): Message[];
  stop(): Promise<void>;
}

/** @param options.now the time of day, which the store does not share */
export async function startDigestDesk(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  slack: Slack,
  options: {
    store: Store;
    now?: () => Date;
    base?: FactBase;
    timings?: Partial<Timings>;
    shift?: () => number;
  },
): Promise<DigestDesk> {
  const { store, now = () => new Date(), base = HARBOUR, shift = () => 0 } = options;
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line));
  const log = createLog({ level: 'info', human: false, write, now });
  const state = await openState(store, { owner: 'test', shift });
  const metrics = createMetrics({ now: Date.now });
  const { apiUrl: slackApiUrl, appToken, botToken: token } = slack;
  const lost = () => {};
  const webApi = createWebApi({ called: metrics.slackCalled, now: Date.now });
  const receiver = createSocketReceiver({
    ...{ appToken, slackApiUrl, webApi, proxy: null, log, lost },
    ...{ reconnected: metrics.reconnected, dropped: metrics.frameDropped },
  });
  const bot = await startBot(
    { receiver, token, slackApiUrl, webApi },
    {
      desk: { base, search: createSearch(base), staleAfterDays: 180, now },
      ...{ state, editors: [ADMIN], metrics, log, lost },
      access: { teams: null, channels: null, allowExternal: true, allowGuests: true },
      timings: { ...TIMINGS, ...SHORT, ...options.timings },
    },
  );
  const run = createDigestJob(bot.digests, { heldBack: metrics.heldBack });
  let isRunning = true;
  async function stop(): Promise<void> {
    if (!isRunning) return;
    isRunning = false;
    await bot.stop();
    await state.close();
  }
  onTestFinished(stop);
  return {
    ...{ state, metrics, run, stop, replay: bot.replay },
    async runUntil(isDone, what) {
      for (let round = 0; round < 200; round++) {
        await run();
        const found = isDone();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`waited in vain for ${what}; logged: ${JSON.stringify(lines.slice(-8))}`);
    },
    logged: (event) => lines.filter((line) => line.event === event),
    digests: (channel = CHANNEL) => slack.messages(channel).filter(({ bot_id }) => bot_id),
  };
}

/** A digest in the usual channel, due a minute before `now`. */
export function dueSetting(slack: Slack, now = new Date()): DigestSetting {
  const at = new Date(now.getTime() - 60_000).toISOString().slice(11, 16);
  return { ...SETTING, team: slack.teamId, channel: CHANNEL, setBy: ADMIN, zone: 'UTC', at };
}
