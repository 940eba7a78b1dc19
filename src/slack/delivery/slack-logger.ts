import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../../log.ts';

/** Slack's libraries write through the desk's own log. What they tell at info and debug holds payloads, so it is debug here. */
export function slackLogger(log: Log): Logger {
  const text = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug() {},
    info: (...parts) => log.debug('slack library', { says: text(parts) }),
    warn: (...parts) => log.warn('slack library', { says: text(parts) }),
    error: (...parts) => log.error('slack library', { says: text(parts) }),
    setLevel() {},
    setName() {},
    getLevel: () => LogLevel.INFO,
  };
}
