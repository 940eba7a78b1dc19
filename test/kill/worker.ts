/**
 * The bot as main.ts starts it, with short leases and intervals. Reads the same environment, and TIMES: the timings
 * as JSON.
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
  tick: 300,
  timings: { ...TIMINGS, ...JSON.parse(process.env.TIMES ?? '{}') },
  digestsAtOnce: 8,
});
log.info('ready', {});
