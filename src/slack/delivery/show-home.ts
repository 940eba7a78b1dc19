import { setTimeout as pause } from 'node:timers/promises';
import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { remedyFor } from './error-codes.ts';
import { Unsettled } from './post-once.ts';
import { retryAfter, slackCode, slackFault } from './slack-fault.ts';

/**
 * Shows a person the bot's App Home, now or when Slack takes it: publishing it twice does no harm.
 * @throws Unsettled when the bot stops first; the next process continues
 */
export type ShowHome = (user: string, view: HomeView) => Promise<void>;

export function createShowHome(deps: { client: WebClient; log: Log; stopping: AbortSignal }): ShowHome {
  const { client, log, stopping } = deps;
  return async (user, view) => {
    for (let attempt = 0; ; attempt++) {
      try {
        await client.views.publish({ user_id: user, view });
        return;
      } catch (error) {
        const why = slackFault(error);
        const code = slackCode(error);
        const mayPass = code === null || ['wait', 'look', 'end'].includes(remedyFor(code));
        const wait = WAITS[attempt];
        if (!mayPass || wait === undefined) return log.warn('home not shown', { why });
        log.info('home put off', { why });
        const longest = Math.max(wait, (retryAfter(error) ?? 0) * 1000);
        await pause(longest, undefined, { signal: stopping }).catch((cause: unknown) => {
          throw new Unsettled('App Home not shown when the bot stopped', { cause });
        });
      }
    }
  };
}

// --- internal ---

/** Before each further try, in milliseconds. Whoever has left by then sees it when they come back. */
const WAITS = [1000, 5000, 30_000, 120_000];
