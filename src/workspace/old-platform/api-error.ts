import type { BlockFaults } from './check-blocks.ts';
import type { Obj } from './json.ts';

/** A Web API call that Slack refuses: `code` is Slack's error word. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly details: Obj;
  constructor(code: string, details: Obj = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function refuseBlocks(faults: BlockFaults | null): void {
  if (faults) throw new ApiError(faults.error, explained(faults.messages));
}

/** Slack names every reason twice: for programs and for logs. */
export function explained(messages: string[]): Obj {
  if (messages.length === 0) return {};
  const errors = messages.map((message) => message.replace('[ERROR] ', ''));
  return { errors, response_metadata: { messages } };
}

/** Web API methods by their name: arguments in, Slack's answer (without `ok`) out. */
export type Methods = Record<string, (args: Obj) => Obj>;
