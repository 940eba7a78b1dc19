import { randomBytes } from 'node:crypto';

/** Milliseconds since 1970; tests may control the clock. */
export type Clock = () => number;

export interface Ids {
  /** A message's `ts`: seconds and microseconds, later than every one before it. */
  ts(): string;
  /** `prefix` and ten capitals or digits, like Slack's ids. */
  next(prefix: string): string;
}

export function createIds(now: Clock): Ids {
  let lastMicros = 0;
  let count = 0;
  return {
    ts() {
      lastMicros = Math.max(Math.floor(now() * 1000), lastMicros + 1);
      return formatTs(lastMicros);
    },
    next(prefix) {
      count += 1;
      return `${prefix}0${count.toString(36).toUpperCase().padStart(9, '0')}`;
    },
  };
}

export function secret(bytes = 16): string {
  return randomBytes(bytes).toString('hex');
}

function formatTs(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** Microseconds, or NaN when it is not a timestamp. */
export function tsMicros(ts: string): number {
  const [, seconds, fraction = ''] = /^(\d{1,11})(?:\.(\d{1,6}))?$/.exec(ts) ?? [];
  return seconds === undefined ? Number.NaN : Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0'));
}
