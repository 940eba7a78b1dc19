import { hostname } from 'node:os';
import dotenv from 'dotenv';
import { type Config, readConfig } from './config.ts';
import { createDigestJob } from './digest/run.ts';
import { loadFactBase } from './facts/load.ts';
import type { Desk as DeskSettings, FactBase } from './facts/schema.ts';
import { createHealth } from './health/health.ts';
import { createMetrics, type Metrics } from './health/metrics.ts';
import { createLog, type Log, withoutSecrets } from './log.ts';
import { addressRefusal, explain } from './refusal.ts';
import { startScheduler } from './scheduler.ts';
import { createSearch } from './search/search.ts';
import { createHttpReceiver } from './slack/delivery/http.ts';
import { createSocketReceiver } from './slack/delivery/socket.ts';
import { type Seam, startBot } from './slack/start.ts';
import { openState } from './state/open.ts';

/** Milliseconds between two looks at what is due or left over. */
const TICK = 20_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

await main().catch(giveUp);

/** Reads the environment, loads and proves the base, plugs the bot in, and stops it cleanly when asked to. */
async function main(): Promise<void> {
  dotenv.config({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog({
    level: config.logLevel,
    human: process.stdout.isTTY === true,
    write: (line) => void process.stdout.write(line),
    now: () => new Date(),
  });
  const base = loadFactBase(config.dataDir);
  const desk = {
    base,
    search: createSearch(base),
    staleAfterDays: config.staleAfterDays,
    now: () => new Date(),
  };
  const state = await openState(storeOf(config), { owner: `${hostname()} ${process.pid}` });
  const metrics = createMetrics({ now: Date.now });
  metrics.base({ version: base.version, checked: lastChecked(base) });
  metrics.digests(state.ledger.tally);
  const seam = await plugIn(config, base.desk, log, metrics);
  const checks = { slack: seam.check, store: state.probe, base: () => {} };
  const health = config.health && createHealth({ ...config.health, checks, metrics });
  if (health) log.info('health', { port: await health.start() });
  const { editors, access } = config;
  const bot = await startBot(seam, { desk, state, editors, access, metrics, log, lost: giveUp }).catch(
    (error: unknown) => {
      throw addressRefusal(error, { port: 'PORT', host: 'HOST' });
    },
  );
  const stopScheduler = startScheduler(
    [
      { name: 'events', every: TICK, run: bot.replay },
      { name: 'digests', every: TICK, run: createDigestJob(bot.digests) },
      { name: 'retention', every: HOUR, run: () => state.forget(Date.now() - config.retentionDays * DAY) },
    ],
    { log, failed: metrics.storeFailed },
  );
  stopOnSignal(async () => {
    await Promise.all([bot.stop(), stopScheduler()]);
    await health?.stop();
    await state.close();
  }, log);
  log.info('ready', {
    facts: base.facts.size,
    sources: base.sources.size,
    base: base.version,
    mode: config.mode.kind,
  });
  if (seam.url) process.stdout.write(`${base.desk.name} answers at ${seam.url()} (Ctrl+C stops it)\n`);
}

/** The local workspace keeps nothing: it begins anew each time. */
function storeOf({ mode, store }: Config): Config['store'] {
  return mode.kind === 'local' ? { sqliteFile: ':memory:' } : store;
}

/** A seam, and how to tell whether Slack reaches the bot through it. */
type Plug = Seam & { check(): void; url?: () => string };

/** The local workspace is loaded only when it is used. */
async function plugIn(config: Config, desk: DeskSettings, log: Log, metrics: Metrics): Promise<Plug> {
  const { mode, slackApiUrl } = config;
  if (mode.kind === 'local') {
    const { createWorkspace } = await import('./workspace/workspace.ts');
    const { name, command, examples } = desk;
    const workspace = createWorkspace({ port: config.port, name, command, examples });
    const { receiver, token, fetch } = workspace;
    return { receiver, token, fetch, check() {}, url: () => workspace.url };
  }
  const token = mode.botToken;
  if (mode.kind === 'http') {
    const { signingSecret } = mode;
    const receiver = createHttpReceiver({ signingSecret, port: config.port, host: config.host, log });
    return { receiver, token, slackApiUrl, check() {} };
  }
  const receiver = createSocketReceiver({
    appToken: mode.appToken,
    slackApiUrl,
    log,
    lost: giveUp,
    reconnected: metrics.reconnected,
    dropped: metrics.frameDropped,
  });
  const check = () => {
    if (!receiver.isConnected()) throw new Error('no socket to Slack');
  };
  return { receiver, token, slackApiUrl, check };
}

/** When somebody last checked a fact of the base, in milliseconds since 1970. */
function lastChecked(base: FactBase): number {
  return Math.max(...[...base.facts.values()].map((fact) => Date.parse(fact.checked)));
}

/** Stops on the first signal, once work in flight is finished; a second one ends the process at once. */
function stopOnSignal(stop: () => Promise<void>, log: Log): void {
  const end = (signal: NodeJS.Signals) => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    log.info('stopping', { signal });
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('did not stop cleanly', { why: String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

/** Ends the program: nothing can be done until a person has put something right. */
function giveUp(error: unknown): void {
  process.stderr.write(`${withoutSecrets(explain(error))}\n`);
  process.exit(1);
}
