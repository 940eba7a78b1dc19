import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../../log.ts';

/** Slack's libraries write to the bot's own log. Their info lines hold payloads, so they are debug here; their debug lines go nowhere. */
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
