import { WebClient } from '@slack/web-api';
import { createLog } from '../../src/log.ts';
import { createPoster, type Poster, type Timings } from '../../src/slack/delivery/post-once.ts';
import { createSendQueue } from '../../src/slack/delivery/send-queue.ts';
import type { State } from '../../src/state/state.ts';

export const DIGEST = { kind: 'digest', team: 'T1', channel: 'C0NEWSDESK', date: '2026-11-21' } as const;

/** Shorter than a hanging call, so that the poster gives one up. */
const TIMEOUT = 500;

/** A poster as the bot has it, alone. */
export function posterOn(
  { ledger }: State,
  { apiUrl, botToken }: { apiUrl: string; botToken: string },
  timings: Timings,
  write: (line: string) => void = () => {},
  now = () => new Date(),
): Poster {
  const stopping = new AbortController().signal;
  return createPoster({
    ledger,
    queue: createSendQueue(stopping),
    client: new WebClient(botToken, {
      ...{ slackApiUrl: apiUrl, timeout: TIMEOUT },
      ...{ retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    }),
    me: { user: 'U0BOT00000', bot: 'B0BOT00000' },
    log: createLog({ level: 'info', human: false, write, now: () => new Date() }),
    timings,
    isPatient: true,
    stopping,
    now,
  });
}
