import type { Dialect } from 'kysely';

/** One of the two databases. */
export interface Engine {
  kind: 'sqlite' | 'postgres';
  /** What the bot works with. */
  dialect: Dialect;
  /** For creating the schema, which may take longer than any later statement; null: the same. */
  schemaDialect: Dialect | null;
  /** The path of its file; null: none. */
  file: string | null;
  /** Throws when what is written now would be lost after a restart. First called once the store is open. */
  checkKept(): void;
  /** Why it cannot be opened. */
  refusal(error: unknown): unknown;
}

/** The error code set by either engine or the system; '' when there is none. */
export function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return (typeof code === 'string' && code) || codeByWords(error);
}

/** The first line of an error's message. Some system errors have nothing but a code. */
export function saidBy(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.trim() || codeOf(error) || 'no reason given';
}

// --- internal ---

/**
 * Both drivers raise some errors without a code: libsql when it cannot open a file, pg when a connection times out or
 * no password is set. Only here does the wording of an error decide anything: it is mapped to the code it should have.
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
