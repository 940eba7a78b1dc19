/**
 * The bot as main.ts starts it, but in a hurry: short leases and intervals, so that hundreds of deaths fit into minutes.
 * Reads the same environment; TIMES holds the timings as JSON, TICK the milliseconds between jobs, AT_ONCE how many
 * digests it posts at a time.
 */
import { hasTokens, readConfig } from '../../src/config.ts';
import { loadFactBase } from '../../src/facts/load.ts';
import { createLog } from '../../src/log.ts';
import { TIMINGS } from '../../src/slack/delivery/post-once.ts';
import { start } from '../../src/start.ts';

const config = readConfig(process.env);
if (!hasTokens(config)) throw new Error('the worker needs tokens');
const log = createLog({
  level: config.logLevel,
  human: false,
  write: (line) => void process.stdout.write(line),
  now: () => new Date(),
});
await start(config, loadFactBase(config.dataDir), {
  log,
  lost(error) {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
  tick: Number(process.env.TICK ?? 300),
  timings: { ...TIMINGS, ...JSON.parse(process.env.TIMES ?? '{}') },
  digestsAtOnce: Number(process.env.AT_ONCE ?? 8),
});
log.info('ready', {});
