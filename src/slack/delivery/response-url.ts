import type { Message } from '../render/rich-text.ts';
import type { WebApi } from './web-api.ts';

/** Slack did not take a reply through a response URL. */
class ResponseUrlError extends Error {
  override readonly name = 'ResponseUrlError';
  readonly statusCode: number;
  /** Seconds; null when Slack asks for no wait. */
  readonly retryAfter: number | null;

  constructor(statusCode: number, retryAfter: number | null) {
    super(`the response URL answered ${statusCode}`);
    this.statusCode = statusCode;
    this.retryAfter = retryAfter;
  }
}

/** One reply through the address that Slack gave with a command or a press. */
export type PostToUrl = (
  url: string,
  message: Message,
  how: { type: 'ephemeral' | 'in_channel'; thread?: string | undefined },
) => Promise<void>;

/** Bolt's own keeps to itself how long Slack asks to wait. */
export function createPostToUrl({ fetch }: Pick<WebApi, 'fetch'>): PostToUrl {
  return async (url, message, how) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ response_type: how.type, replace_original: false, ...message },
        ...(how.thread ? { thread_ts: how.thread } : {}),
      }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.text();
    if (response.ok) return;
    const wait = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
    throw new ResponseUrlError(response.status, Number.isNaN(wait) ? null : wait);
  };
}

// --- internal ---

/** In milliseconds. */
const TIMEOUT = 10_000;
