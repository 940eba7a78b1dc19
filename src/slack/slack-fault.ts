/** What Slack said went wrong: its own error code where there is one, else the start of the error's first line. */
export function slackFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (retryAfter(error) !== null) return 'ratelimited';
  return codeOf(error) ?? (error.message.split('\n')[0] ?? error.name).slice(0, LONGEST);
}

/** True when Slack said no, so that the call had no effect; after a timeout or a lost connection nobody knows. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && (retryAfter(error) !== null || codeOf(error) !== null);
}

/** Seconds to wait before the same call again, when that is all Slack asked for. */
export function retryAfter(error: unknown): number | null {
  return error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number'
    ? error.retryAfter
    : null;
}

// --- internal ---

/** Characters; some errors carry a whole page of HTML. */
const LONGEST = 200;

function codeOf(error: Error): string | null {
  const data: unknown = 'data' in error ? error.data : undefined;
  const isCoded = typeof data === 'object' && data !== null && 'error' in data;
  return isCoded && typeof data.error === 'string' ? data.error : null;
}
