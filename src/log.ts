/** One line an event, with a level and named values; JSON where a machine reads, words in a terminal. */
export interface Log {
  debug(event: string, values?: Values): void;
  info(event: string, values?: Values): void;
  warn(event: string, values?: Values): void;
  error(event: string, values?: Values): void;
  /** A log that adds these values to each of its lines, such as the id of the request they tell of. */
  with(values: Values): Log;
}

export type Level = 'debug' | 'info' | 'warn' | 'error';
type Values = Record<string, string | number | boolean | null | undefined>;

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** Writes lines of `level` and above; tokens and reply addresses never get through. */
export function createLog(options: {
  level: Level;
  human: boolean;
  write(line: string): void;
  now(): Date;
}): Log {
  const line = (level: Level, event: string, values: Values) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(options.level)) return;
    const time = options.now().toISOString();
    const text = options.human
      ? `${time.slice(11, 19)} ${level.padEnd(5)} ${event}${Object.entries(values)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => ` ${name}=${String(value).replace(/[\s\p{Cc}]+/gu, ' ')}`)
          .join('')}`
      : JSON.stringify({ time, level, event, ...values });
    options.write(`${withoutSecrets(text)}\n`);
  };
  const logWith = (always: Values): Log => ({
    debug: (event, values) => line('debug', event, { ...always, ...values }),
    info: (event, values) => line('info', event, { ...always, ...values }),
    warn: (event, values) => line('warn', event, { ...always, ...values }),
    error: (event, values) => line('error', event, { ...always, ...values }),
    with: (values) => logWith({ ...always, ...values }),
  });
  return logWith({});
}

/** Blots out whatever looks like a token or a reply address. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\bx(?:ox[a-z]|app|oxe)(?:\.[a-z]+)?-[\w-]+/g, '[token]')
    .replace(/https?:\/\/hooks\.slack\.com\/[^\s"']+/g, '[response_url]');
}
