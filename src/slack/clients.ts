import { type FetchFunction, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Log } from '../log.ts';
import { slackLogger } from './slack-logger.ts';

/**
 * Separate clients for answering and for posting, so that a rate-limited post never holds an answer up.
 * Neither retries by itself: a retry after a dropped connection posts twice.
 */
export interface Clients {
  answering: WebClient;
  posting: WebClient;
}

/** How long a call may take before it counts as failed, in milliseconds. */
const TIMEOUT = 10_000;

export function createClients(options: {
  token: string;
  slackApiUrl: string | undefined;
  fetch: FetchFunction | undefined;
  log: Log;
}): Clients {
  const settings: WebClientOptions = { ...clientOptions(options), rejectRateLimitedCalls: true };
  return {
    answering: new WebClient(options.token, settings),
    posting: new WebClient(options.token, settings),
  };
}

/** What every client has in common, Bolt's own included. */
export function clientOptions(options: {
  slackApiUrl: string | undefined;
  fetch: FetchFunction | undefined;
  log: Log;
}): WebClientOptions {
  return {
    timeout: TIMEOUT,
    retryConfig: { retries: 0 },
    logger: slackLogger(options.log),
    ...(options.slackApiUrl ? { slackApiUrl: options.slackApiUrl } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  };
}
