import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { botRefusal, isRevoked, type SlackRefusal } from './refusal.ts';
import { slackLogger } from './slack-logger.ts';
import type { WebApi } from './web-api.ts';

/**
 * Separate clients for answering and for posting, so that a rate-limited post never delays an answer.
 * Neither retries by itself: a retry after a dropped connection would post twice.
 */
export interface Clients {
  answering: WebClient;
  posting: WebClient;
}

/** How long a call may take before it counts as failed, in milliseconds. */
const TIMEOUT = 10_000;

/** @param options.lost called, before the caller hears of it, when Slack has revoked the bot's token */
export function createClients(options: {
  token: string;
  slackApiUrl: string | undefined;
  webApi: Pick<WebApi, 'fetch'>;
  log: Log;
  lost(refusal: SlackRefusal): void;
}): Clients {
  const settings = clientOptions(options);
  return {
    answering: new WatchedClient(options.token, settings, options.lost),
    posting: new WatchedClient(options.token, settings, options.lost),
  };
}

/** Options of every client, Bolt's own included. */
export function clientOptions(options: {
  slackApiUrl: string | undefined;
  webApi: Pick<WebApi, 'fetch'>;
  log: Log;
}): WebClientOptions {
  return {
    timeout: TIMEOUT,
    fetch: options.webApi.fetch,
    retryConfig: { retries: 0 },
    // The library would hold back every call of a client for as long as Slack asks for one.
    rejectRateLimitedCalls: true,
    logger: slackLogger(options.log),
    ...(options.slackApiUrl ? { slackApiUrl: options.slackApiUrl } : {}),
  };
}

// --- internal ---

/** Notices a revoked token at any call: it may take hours until Slack closes the socket. */
class WatchedClient extends WebClient {
  readonly #lost: (refusal: SlackRefusal) => void;

  constructor(token: string, options: WebClientOptions, lost: (refusal: SlackRefusal) => void) {
    super(token, options);
    this.#lost = lost;
  }

  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (isRevoked(error)) this.#lost(botRefusal(error));
      throw error;
    }
  }
}
