import type { Platform } from '../platform.ts';
import type { Fields } from '../rules/check.ts';
import type { Fault } from '../rules/message.ts';

export interface Method {
  /** Any one of these is enough. */
  scopes?: string[] | ((args: Fields, platform: Platform) => string[]);
  required?: string[];
  optional?: string[];
  /** Which token it takes; the bot token by default. */
  token?: 'app' | 'any';
  run(args: Fields, platform: Platform): Fields;
}

export type Methods = Record<string, Method>;

/** `{"ok": false, "error": …}` */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly more: Fields;

  constructor(error: string, more: Fields = {}) {
    super(error);
    this.more = more;
  }

  /** With all reasons, in Slack's wording. */
  static of({ error, messages }: Fault): Refusal {
    if (messages.length === 0) return new Refusal(error);
    return new Refusal(error, {
      errors: messages,
      response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
    });
  }
}

/** Form bodies hold only text; JSON bodies hold typed values. Both are accepted. */
export function textArg(args: Fields, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null ? undefined : String(value);
}

export function flagArg(args: Fields, name: string): boolean {
  return ['true', '1'].includes(String(args[name]));
}

function countArg(args: Fields, name: string, otherwise: number, max: number): number {
  const value = args[name];
  if (value === undefined) return otherwise;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > max) throw new Refusal('invalid_limit');
  return count;
}

/** One page of a list, and the cursor for the next. */
export function page<T>(entries: T[], args: Fields, otherwise: number, max: number) {
  const limit = countArg(args, 'limit', otherwise, max);
  const cursor = textArg(args, 'cursor');
  let start = 0;
  if (cursor) {
    start = Number(/^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? Number.NaN);
    if (Number.isNaN(start)) throw new Refusal('invalid_cursor');
  }
  const more = start + limit < entries.length;
  return {
    entries: entries.slice(start, start + limit),
    more,
    cursor: more ? Buffer.from(`next:${start + limit}`).toString('base64') : '',
  };
}
