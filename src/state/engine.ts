import type { Dialect } from 'kysely';

/** One of the two databases. */
export interface Engine {
  kind: 'sqlite' | 'postgres';
  /** What the bot works with. */
  dialect: Dialect;
  /** For the schema, which may be waited for longer than anything later; null: the same. */
  schemaDialect: Dialect | null;
  /** Throws when what is written now would not be found after a restart. First called once the store is open. */
  checkKept(): void;
  /** Says why it cannot be opened. */
  refusal(error: unknown): unknown;
}

/** The code that either engine, or the system, gives an error; '' when there is none. */
export function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return (typeof code === 'string' && code) || codeByWords(error);
}

/** The first line of what an error says. Some of the system's say nothing but their code. */
export function saidBy(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.trim() || codeOf(error) || 'no reason given';
}

// --- internal ---

/**
 * Both drivers raise some errors of their own without a code, libsql when it cannot open a file, pg when it waits in
 * vain or has no password to send. This is the only place that goes by the words of an error: a code in their stead.
 */
const CODES: readonly [words: RegExp, code: string][] = [
  [/^ConnectionFailed\b/, 'SQLITE_CANTOPEN'],
  [/timeout|terminated/i, 'ETIMEDOUT'],
  [/^SASL|password/i, '28P01'],
];

function codeByWords(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return CODES.find(([words]) => words.test(error.message))?.[1] ?? '';
}
