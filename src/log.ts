import { AsyncLocalStorage } from 'node:async_hooks';

/** One line per event, with a level and named values: JSON for machines, plain text in a terminal. */
export interface Log {
  debug(event: string, values?: Values): void;
  info(event: string, values?: Values): void;
  warn(event: string, values?: Values): void;
  error(event: string, values?: Values): void;
  /** Every line written during `run` carries the id of this request. */
  during<Result>(request: string, run: () => Result): Result;
}

export type Level = 'debug' | 'info' | 'warn' | 'error';
type Values = Record<string, string | number | boolean | null | undefined>;

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** Writes lines of `level` and above, without tokens and response URLs. */
export function createLog(options: {
  level: Level;
  human: boolean;
  write(line: string): void;
  now(): Date;
}): Log {
  const requests = new AsyncLocalStorage<{ request: string }>();
  const line = (level: Level, event: string, given: Values = {}) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(options.level)) return;
    const values = { ...requests.getStore(), ...given };
    const time = options.now().toISOString();
    const text = options.human
      ? `${time.slice(11, 19)} ${level.padEnd(5)} ${event}${Object.entries(values)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => ` ${name}=${String(value).replace(/[\s\p{Cc}]+/gu, ' ')}`)
          .join('')}`
      : JSON.stringify({ time, level, event, ...values });
    options.write(`${withoutSecrets(text)}\n`);
  };
  return {
    debug: (event, values) => line('debug', event, values),
    info: (event, values) => line('info', event, values),
    warn: (event, values) => line('warn', event, values),
    error: (event, values) => line('error', event, values),
    during: (request, run) => requests.run({ request }, run),
  };
}

/** Replaces whatever looks like a token or a response URL. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bx(?:ox[a-z]|app|oxe)(?:\.[a-z]+)?-[\w-]+/g, '[token]')
    .replace(/https?:\/\/hooks\.slack\.com\/[^\s"']+/g, '[response_url]');
}
