import { hostname } from 'node:os';
import type { SlackConfig } from './config.ts';
import { countDigests } from './digest/counts.ts';
import { createDigestJob } from './digest/run.ts';
import type { FactBase } from './facts/schema.ts';
import { createHealth } from './health/health.ts';
import { createMetrics, type Metrics } from './health/metrics.ts';
import type { Log } from './log.ts';
import { addressRefusal } from './refusal.ts';
import { startScheduler } from './scheduler.ts';
import { createSearch } from './search/search.ts';
import { createHttpReceiver } from './slack/delivery/http.ts';
import { TIMINGS, type Timings } from './slack/delivery/post-once.ts';
import { createProxy, type SlackProxy } from './slack/delivery/proxy.ts';
import { createSocketReceiver } from './slack/delivery/socket.ts';
import { createWebApi, type WebApi } from './slack/delivery/web-api.ts';
import { type Connection, startBot } from './slack/start.ts';
import { countedLedger } from './state/counted-ledger.ts';
import { openState } from './state/open.ts';

/** Milliseconds between two looks at what is due or left over. */
const TICK = 20_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface StartOptions {
  log: Log;
  /** Told of what only a person can put right while the bot runs. */
  lost(error: unknown): void;
  /** Tests that kill the bot shorten these. */
  tick?: number;
  timings?: Timings;
  digestsAtOnce?: number;
}

/** Opens the store, connects the bot to Slack and starts what happens by the clock. */
export async function start(
  config: SlackConfig,
  base: FactBase,
  { log, lost, tick = TICK, timings = TIMINGS, digestsAtOnce }: StartOptions,
): Promise<{ stop(): Promise<void> }> {
  const desk = {
    base,
    search: createSearch(base),
    staleAfterDays: config.staleAfterDays,
    now: () => new Date(),
  };
  const metrics = createMetrics({ now: Date.now });
  const stored = await openState(config.store, { owner: `${hostname()} ${process.pid}` });
  const state = { ...stored, ledger: countedLedger(stored.ledger, metrics.settled) };
  metrics.base({ version: base.version, checked: lastChecked(base) });
  metrics.events(state.inbox.waiting);
  metrics.digests(() => countDigests(state, { channels: config.access.channels, now: new Date() }));
  const proxy = config.proxy && createProxy(config.proxy);
  const webApi = createWebApi({
    ...{ called: metrics.slackCalled, now: Date.now },
    ...(proxy ? { fetch: proxy.fetch } : {}),
  });
  const { check, ...connection } = connect(config, { log, lost }, { metrics, webApi, proxy });
  const checks = { slack: check, web_api: webApi.check, store: state.probe };
  const health = config.health && createHealth({ ...config.health, checks, metrics });
  if (health) log.info('health', { port: await health.start() });
  const { editors, access } = config;
  const parts = { desk, state, editors, access, metrics, log, lost, timings };
  const bot = await startBot(connection, parts).catch((error: unknown) => {
    throw addressRefusal(error, { port: 'PORT', host: 'HOST' });
  });
  const stopScheduler = startScheduler(
    [
      { name: 'events', every: tick, run: bot.replay },
      { name: 'record', every: tick, run: state.noteAlive },
      {
        name: 'digests',
        every: tick,
        run: createDigestJob(bot.digests, { atOnce: digestsAtOnce, heldBack: metrics.heldBack }),
      },
      {
        name: 'retention',
        every: HOUR,
        run: (stopping) => state.forget(Date.now() - config.retentionDays * DAY, stopping),
      },
    ],
    { log, failed: metrics.jobFailed, done: metrics.jobDone },
  );
  return {
    async stop() {
      await Promise.all([bot.stop(), stopScheduler()]);
      await health?.stop();
      await state.close();
    },
  };
}

// --- internal ---

/** A connection, and how to tell whether Slack reaches the bot through it. */
type Checked = Connection & { check(): void };

function connect(
  config: SlackConfig,
  { log, lost }: StartOptions,
  { metrics, webApi, proxy }: { metrics: Metrics; webApi: WebApi; proxy: SlackProxy | null },
): Checked {
  const { mode, slackApiUrl, port, host } = config;
  if (mode.kind === 'http') {
    const receiver = createHttpReceiver({ signingSecret: mode.signingSecret, port, host, log });
    return { receiver, token: mode.botToken, slackApiUrl, webApi, check() {} };
  }
  const receiver = createSocketReceiver({
    appToken: mode.appToken,
    ...{ slackApiUrl, webApi, proxy, log, lost },
    reconnected: metrics.reconnected,
    dropped: metrics.frameDropped,
  });
  const check = () => {
    if (!receiver.isConnected()) throw new Error('no socket to Slack');
  };
  return { receiver, token: mode.botToken, slackApiUrl, webApi, check };
}

/** When somebody last checked a fact of the base, in milliseconds since 1970. */
function lastChecked(base: FactBase): number {
  return Math.max(...[...base.facts.values()].map((fact) => Date.parse(fact.checked)));
}
