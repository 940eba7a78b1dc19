import dotenv from 'dotenv';
import { hasTokens, readConfig } from './config.ts';
import { loadFactBase } from './facts/load.ts';
import { startLocalMode } from './local-mode.ts';
import { createLog, type Log, withoutSecrets } from './log.ts';
import { explain } from './refusal.ts';
import { start } from './start.ts';

await main().catch(giveUp);

/** Reads the environment, loads and proves the base, starts the bot, and stops it cleanly when asked to. */
async function main(): Promise<void> {
  dotenv.config({ quiet: true });
  const settings = readConfig(process.env);
  const log = createLog({
    level: settings.logLevel,
    human: process.stdout.isTTY === true,
    write: (line) => void process.stdout.write(line),
    now: () => new Date(),
  });
  const base = loadFactBase(settings.dataDir);
  const { config, local } = hasTokens(settings)
    ? { config: settings, local: null }
    : await startLocalMode(settings, base.desk);
  const bot = await start(config, base, { log, lost: giveUp });
  stopOnSignal(async () => {
    await bot.stop();
    await local?.stop();
  }, log);
  log.info('ready', {
    facts: base.facts.size,
    sources: base.sources.size,
    base: base.version,
    mode: settings.mode.kind,
  });
  if (!local) return;
  process.stdout.write(`${base.desk.name} answers at ${local.url} (Ctrl+C stops it)\n`);
  await local.askExamples();
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
