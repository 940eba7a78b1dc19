/** What Slack said went wrong: its own error code where there is one, else the start of the error's first line. */
export function slackFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (retryAfter(error) !== null) return 'ratelimited';
  return codeOf(error) ?? (error.message.split('\n')[0] ?? error.name).slice(0, LONGEST);
}

/**
 * Slack's code when it took nothing; null when that is not certain: it says of some of its own faults that the call
 * may have had an effect (docs.slack.dev, chat.postMessage, errors).
 */
export function refusalCode(error: unknown): string | null {
  const code = error instanceof Error ? codeOf(error) : null;
  // The library also calls a page of HTML an error code.
  return code !== null && /^\w+$/.test(code) && !UNCERTAIN.includes(code) ? code : null;
}

/** True when the call never reached Slack. */
export function isUnsent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && UNREACHED.includes(String(cause.code))) return true;
  }
  return false;
}

/** Seconds to wait before the same call again, when that is all Slack asked for. */
export function retryAfter(error: unknown): number | null {
  return error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number'
    ? error.retryAfter
    : null;
}

// --- internal ---

const UNCERTAIN = ['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable'];
const UNREACHED = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Characters; some errors carry a whole page of HTML. */
const LONGEST = 200;

function codeOf(error: Error): string | null {
  const data: unknown = 'data' in error ? error.data : undefined;
  const isCoded = typeof data === 'object' && data !== null && 'error' in data;
  return isCoded && typeof data.error === 'string' ? data.error : null;
}
