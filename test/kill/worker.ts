/**
 * The bot as main.ts puts it together, but in a hurry: short leases and intervals, so that hundreds of deaths fit
 * into minutes. Reads the same environment; TIMES holds the timings as JSON, TICK the milliseconds between jobs,
 * AT_ONCE how many digests it posts at a time.
 */
import { readConfig } from '../../src/config.ts';
import { createDigestJob } from '../../src/digest/run.ts';
import { loadFactBase } from '../../src/facts/load.ts';
import { createMetrics } from '../../src/health/metrics.ts';
import { createLog } from '../../src/log.ts';
import { startScheduler } from '../../src/scheduler.ts';
import { createSearch } from '../../src/search/search.ts';
import { TIMINGS, type Timings } from '../../src/slack/delivery/post-once.ts';
import { createSocketReceiver } from '../../src/slack/delivery/socket.ts';
import { startBot } from '../../src/slack/start.ts';
import { openState } from '../../src/state/open.ts';

const config = readConfig(process.env);
if (config.mode.kind !== 'socket') throw new Error('the worker speaks Socket Mode');
const timings: Timings = { ...TIMINGS, ...JSON.parse(process.env.TIMES ?? '{}') };
const every = Number(process.env.TICK ?? 300);
const log = createLog({
  level: config.logLevel,
  human: false,
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
const state = await openState(config.store, { owner: 'worker' });
const { appToken, botToken } = config.mode;
const { slackApiUrl } = config;
const receiver = createSocketReceiver({
  appToken,
  slackApiUrl,
  log,
  lost: give,
  reconnected() {},
  dropped() {},
});
const bot = await startBot(
  { receiver, token: botToken, slackApiUrl },
  {
    desk,
    state,
    editors: [],
    access: { teams: null, channels: null, allowExternal: false, allowGuests: true },
    metrics: createMetrics({ now: Date.now }),
    log,
    timings,
    lost: give,
  },
);
const digests = createDigestJob(bot.digests, Number(process.env.AT_ONCE ?? 8));
startScheduler(
  [
    { name: 'events', every, run: bot.replay },
    { name: 'digests', every, run: digests },
  ],
  { log, failed() {} },
);
log.info('ready', {});

function give(error: unknown): void {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
}
