import { setTimeout as pause } from 'node:timers/promises';
import type { Fields } from '../src/workspace/platform/rules/check.ts';
import { type Exchange, type Intercept, json, send } from '../src/workspace/platform/server.ts';

export interface FaultSpec {
  kind:
    | 'ratelimited'
    | 'status'
    | 'html'
    | 'reset'
    | 'hang'
    | 'slow'
    | 'error'
    | 'acceptThenReset'
    | 'acceptThen500'
    | 'acceptThenHang';
  /** How many calls it hits; 1 unless said. `Infinity` until cleared. */
  times?: number;
  /** Seconds, for `ratelimited`; 1 unless said. */
  retryAfter?: number;
  /** For `status` (500 unless said) and `html` (200). */
  status?: number;
  /** For `error`: Slack's name of it; `fatal_error` unless said. */
  error?: string;
  /** For `slow`; 5000 unless said. */
  ms?: number;
  /** Only calls with such arguments. */
  when?: (args: Fields) => boolean;
}

export interface Fault extends FaultSpec {
  method: string;
  hits: number;
  clear(): void;
}

export interface Faults {
  /** `method` is a Web API method, `response_url`, or `*` for all of these. */
  plan(method: string, spec: FaultSpec): Fault;
  intercept: Intercept;
  clear(): void;
}

/** Trouble that a test plans for the bot's calls to Slack. */
export function createFaults(): Faults {
  let planned: Fault[] = [];
  return {
    plan(method, spec) {
      const fault: Fault = {
        ...spec,
        method,
        hits: 0,
        clear() {
          planned = planned.filter((other) => other !== fault);
        },
      };
      planned.push(fault);
      return fault;
    },
    intercept(exchange) {
      const fault = planned.find(
        ({ method, hits, times = 1, when }) =>
          (method === exchange.method || method === '*') && hits < times && (when?.(exchange.args) ?? true),
      );
      if (!fault) return false;
      fault.hits += 1;
      play(fault, exchange);
      return true;
    },
    clear() {
      planned = [];
    },
  };
}

// --- internal ---

function play(fault: Fault, { method, response, produce, note, lifetime }: Exchange): void {
  const answer = (status: number, body: string, type = 'text/plain') =>
    send(response, { status, type, body });
  const { kind } = fault;
  if (kind.startsWith('acceptThen')) produce();
  note(kind);
  switch (kind) {
    case 'slow':
      pause(fault.ms ?? 5000, undefined, { signal: lifetime }).then(
        () => send(response, produce()),
        () => response.destroy(),
      );
      return;
    case 'ratelimited': {
      const headers = { 'retry-after': String(fault.retryAfter ?? 1) };
      send(response, { ...json({ ok: false, error: 'ratelimited' }, headers), status: 429 });
      return;
    }
    case 'status':
    case 'acceptThen500':
      answer(fault.status ?? 500, 'server error');
      return;
    case 'html':
      answer(
        fault.status ?? 200,
        '<!DOCTYPE html><html><body>Slack is having trouble</body></html>',
        'text/html',
      );
      return;
    case 'error': {
      const error = fault.error ?? 'fatal_error';
      note(error);
      if (method === 'response_url') answer(404, error);
      else send(response, json({ ok: false, error }));
      return;
    }
    case 'reset':
    case 'acceptThenReset':
      response.socket?.resetAndDestroy();
      return;
    // 'hang' and 'acceptThenHang' never answer; the connection ends with the platform.
  }
}
