/** What went wrong, for a log or a sentence: Slack's error code if there is one, else the start of the error's first line. */
export function slackFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (retryAfter(error) !== null) return 'ratelimited';
  return slackCode(error) ?? (error.message.split('\n')[0] ?? error.name).slice(0, LONGEST);
}

/** Slack's own error code; null when something other than Slack's verdict went wrong. */
export function slackCode(error: unknown): string | null {
  const data: unknown = error instanceof Error && 'data' in error ? error.data : null;
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : null;
  // The library puts whatever is not JSON in the same place, such as a page of HTML.
  return typeof code === 'string' && /^\w+$/.test(code) ? code : null;
}

/** True when the call never reached Slack. */
export function isUnsent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && UNREACHED.includes(String(cause.code))) return true;
  }
  return false;
}

/** True when Slack turned the call away unread, for now: it did nothing. */
export function isBusy(error: unknown): boolean {
  if (retryAfter(error) !== null) return true;
  return error instanceof Error && 'statusCode' in error && error.statusCode === SERVICE_UNAVAILABLE;
}

/** Seconds to wait before the same call again, when that is all Slack asks for; an hour at most. */
export function retryAfter(error: unknown): number | null {
  return error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number'
    ? Math.min(error.retryAfter, LONGEST_RETRY)
    : null;
}

// --- internal ---

const SERVICE_UNAVAILABLE = 503;

const UNREACHED = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  'UND_ERR_CONNECT_TIMEOUT',
];

/** In seconds. Timers end at once when they are to run for more than 24 days, and nobody waits that long for an answer. */
const LONGEST_RETRY = 3600;

/** In characters: some errors carry a whole page of HTML. */
const LONGEST = 200;
