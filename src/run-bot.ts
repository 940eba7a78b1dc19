import dotenv from 'dotenv';
import { hasTokens, readConfig } from './config.ts';
import { loadFactBase } from './facts/load.ts';
import { startLocalMode } from './local-mode.ts';
import { createLog, type Log, withoutSecrets } from './log.ts';
import { explain } from './refusal.ts';
import { start } from './start.ts';

/**
 * Reads the environment, loads and proves the base, starts the bot, and stops it cleanly when asked to. What a person
 * has to put right ends the program.
 * @param whenStopped takes what is to be done before the program ends on a signal
 */
export function runBot(env: NodeJS.ProcessEnv, whenStopped: (stop: Stop) => void): Promise<void> {
  return run(env, whenStopped).catch(giveUp);
}

type Stop = (signal: NodeJS.Signals) => Promise<void>;

// --- internal ---

async function run(env: NodeJS.ProcessEnv, whenStopped: (stop: Stop) => void): Promise<void> {
  // A failed write ends the process unless somebody listens: nobody reads the log any more, or its disk is full.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
  dotenv.config({ quiet: true });
  const settings = readConfig(env);
  const log = createLog({
    level: settings.logLevel,
    human: process.stdout.isTTY === true,
    write: (line) => void process.stdout.write(line),
    now: () => new Date(),
  });
  // Whatever is under way so far is as safe to leave as in a crash.
  whenStopped(async (signal) => log.info('stopping', { signal }));
  const base = loadFactBase(settings.dataDir);
  const { config, local } = hasTokens(settings)
    ? { config: settings, local: null }
    : await startLocalMode(settings, base.desk);
  const bot = await start(config, base, { log, lost: giveUp });
  whenStopped(async (signal) => {
    log.info('stopping', { signal });
    await stopped([bot.stop, async () => local?.stop()], log);
  });
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

/** Once work in flight is finished. */
async function stopped(steps: readonly (() => Promise<void>)[], log: Log): Promise<void> {
  try {
    for (const step of steps) await step();
  } catch (error) {
    log.error('did not stop cleanly', { why: String(error) });
    throw error;
  }
}

/** Ends the program: nothing can be done until a person has put something right. */
function giveUp(error: unknown): void {
  process.stderr.write(`${withoutSecrets(explain(error))}\n`);
  process.exit(1);
}
