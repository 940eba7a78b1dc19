import type { WebClientOptions } from '@slack/web-api';

type Fetch = NonNullable<WebClientOptions['fetch']>;

/** What a call to Slack's Web API came to: a refusal is an answer, too. */
export type CallOutcome = 'answered' | 'rate_limited' | 'failed';

/** Whether Slack's Web API can be reached, judged by the calls that are made anyway. */
export interface WebApi {
  /** For every client. */
  fetch: Fetch;
  /** Throws while several calls in a row have failed. */
  check(): void;
}

/** @param options.called told of every call */
export function createWebApi(options: {
  called(outcome: CallOutcome): void;
  now(): number;
  fetch?: Fetch;
}): WebApi {
  const { called, now, fetch = globalThis.fetch } = options;
  let failures: { count: number; last: number; why: string } | null = null;

  const failed = (why: string) => {
    failures = { count: (failures?.count ?? 0) + 1, last: now(), why };
    called('failed');
  };

  return {
    async fetch(url, init) {
      try {
        const response = await fetch(url, init);
        if (response.status >= 500) failed(`status ${response.status}`);
        else {
          failures = null;
          called(response.status === 429 ? 'rate_limited' : 'answered');
        }
        return response;
      } catch (error) {
        failed(codeOf(error));
        throw error;
      }
    },
    check() {
      if (failures === null || failures.count < SEVERAL || now() - failures.last > STALE) return;
      throw new Error(`the last ${failures.count} calls to Slack's Web API failed (${failures.why})`);
    },
  };
}

// --- internal ---

/** A single call may fail by chance. */
const SEVERAL = 2;

/** After so many milliseconds without a call nothing is known any more. */
const STALE = 10 * 60_000;

/** The system's code, which fetch keeps in the cause. */
function codeOf(error: unknown): string {
  const { cause, code, name } = Object(error) as {
    cause?: { code?: unknown };
    code?: unknown;
    name?: unknown;
  };
  return (
    ([cause?.code, code, name].find((word) => typeof word === 'string') as string | undefined) ??
    'no reason given'
  );
}
