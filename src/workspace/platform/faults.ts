import type { Fields } from './rules/check.ts';

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
  take(method: string, args: Fields): Fault | undefined;
  clear(): void;
}

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
    take(method, args) {
      const fault = planned.find(
        (entry) =>
          (entry.method === method || entry.method === '*') &&
          entry.hits < (entry.times ?? 1) &&
          (entry.when?.(args) ?? true),
      );
      if (fault) fault.hits += 1;
      return fault;
    },
    clear() {
      planned = [];
    },
  };
}
