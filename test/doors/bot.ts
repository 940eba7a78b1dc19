import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from '../../src/workspace/platform/wait.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
/** The shipped fact base. */
export const DATA = join(ROOT, 'data');

/** Time for a start on a busy machine. */
const START_MS = 30_000;
/** Time to stop when asked to; after that the process is killed, and the test fails. */
const END_MS = 25_000;

/** How a process ended. */
interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One line of the bot's log. */
interface LogLine extends Record<string, unknown> {
  level: string;
  event: string;
}

/** The bot as a process of its own. */
export interface Bot {
  pid: number;
  /** Everything it has written so far, to both outputs. */
  written(): string;
  stdout(): string;
  stderr(): string;
  /** The lines of its log so far, of one event or of all. */
  logged(event?: string): LogLine[];
  /** The port it listens on; HTTP only. */
  port(): number;
  running(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** Waits until it has ended, no longer than that should take. */
  ended(ms?: number): Promise<End>;
  /** Asks it to stop, and waits. */
  stop(): Promise<End>;
}

/**
 * Starts the bot with this environment and no other, and waits until it is ready.
 * @param isReady for a bot that does not log it
 * @param root another checkout of the bot, with its packages
 */
export async function startBot(
  env: Record<string, string>,
  isReady = (bot: Bot) => bot.logged('ready').length > 0,
  root = ROOT,
): Promise<Bot> {
  const bot = await spawnBot(env, root);
  try {
    await until(() => !bot.running() || isReady(bot), START_MS, 'the bot to be ready');
    if (!bot.running()) throw new Error('the bot ended before it was ready');
    return bot;
  } catch (error) {
    bot.signal('SIGKILL');
    throw new Error(`${String(error)}; it wrote:\n${bot.written()}`);
  }
}

/** Starts a bot that ends by itself, and waits for that. */
export async function runBot(
  env: Record<string, string>,
  ms = START_MS,
): Promise<Bot & { code: number | null }> {
  const bot = await spawnBot(env);
  const { code } = await bot.ended(ms);
  return { ...bot, code };
}

/** Runs in an empty folder, so that no `.env` is read and no relative path works by chance. */
async function spawnBot(env: Record<string, string>, root = ROOT): Promise<Bot> {
  const folder = await mkdtemp(join(tmpdir(), 'door-'));
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx');
  const child = spawn(process.execPath, ['--import', pathToFileURL(tsx).href, join(root, 'src/main.ts')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      // The tests' own options shut the network off.
      NODE_OPTIONS: process.env.NODE_OPTIONS,
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
      DATA_DIR: DATA,
      HOST: '127.0.0.1',
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = gather(child, 'stdout');
  const stderr = gather(child, 'stderr');
  let end: End | undefined;
  const lastResort = () => child.kill('SIGKILL');
  process.once('exit', lastResort);
  child.once('close', (code, signal) => {
    end = { code, signal };
    process.off('exit', lastResort);
    rm(folder, { recursive: true, force: true }).catch(() => {});
  });

  const logged = (event?: string) =>
    stdout()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine)
      .filter((line) => event === undefined || line.event === event);
  const ended = (ms = END_MS) =>
    until(() => end, ms, 'the bot to end').catch((error: unknown) => {
      child.kill('SIGKILL');
      throw new Error(`${String(error)}; it wrote:\n${stdout()}${stderr()}`);
    });
  return {
    pid: child.pid ?? 0,
    written: () => stdout() + stderr(),
    stdout,
    stderr,
    logged,
    port() {
      const port = logged('listening')[0]?.port;
      if (typeof port !== 'number') throw new Error(`the bot did not say where it listens:\n${stdout()}`);
      return port;
    },
    running: () => end === undefined,
    signal: (signal) => void child.kill(signal),
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended();
    },
  };
}

function gather(child: ChildProcess, name: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[name]?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}
