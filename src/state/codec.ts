import { createHash } from 'node:crypto';
import { isExpression } from 'kysely';

/** The only values that the two engines are given. */
type Bound = string | number | null;

/** A value that no column can hold: a bug in the program, not a failure of the store. */
export class ValueError extends TypeError {}

/**
 * Every value enters the store through here. Given raw values, libsql ends the process on a boolean, cuts a text at NUL
 * and turns undefined and NaN into null; PostgreSQL refuses NUL. Here both get the same: in text, each NUL and each
 * lone surrogate becomes U+FFFD; booleans become 1 and 0; numbers must be integers.
 * @param place the column, for the error; a function where computing its name is costly
 * @throws ValueError on undefined, NaN, Infinity, fractions, bigint, Date and any other object
 */
export function toBound(value: unknown, place: string | (() => string)): Bound {
  if (value === null) return null;
  if (typeof value === 'string') return storable(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (Number.isSafeInteger(value)) return Number(value) + 0;
  const name = typeof place === 'string' ? place : place();
  throw new ValueError(`${name}: cannot hold ${nameOf(value)}; expected text, a whole number or null`);
}

/** Encodes a row. Kysely would drop undefined values and call functions. */
export function rowOf<Row extends object>(row: Row): Row {
  const bound = Object.entries(row).map(([column, value]) => [
    column,
    value instanceof Object && isExpression(value) ? value : toBound(value, column),
  ]);
  return Object.fromEntries(bound) as Row;
}

declare const isKey: unique symbol;
/** A text by which rows are found. */
export type Key = string & { readonly [isKey]: true };

/**
 * PostgreSQL cannot index a text over 2704 bytes: a longer one keeps its beginning, and a hash replaces the rest.
 * @throws ValueError when it is not a text
 */
export function keyOf(text: string): Key {
  if (typeof text !== 'string') throw new ValueError(`a key: cannot hold ${nameOf(text)}; expected text`);
  const key = storable(text);
  if (key.length <= LONGEST_KEY) return key as Key;
  const hash = createHash('sha256').update(key).digest('hex');
  return `${storable(key.slice(0, LONGEST_KEY - hash.length - 1))} ${hash}` as Key;
}

/** JSON brings a value back exactly, NUL and lone surrogates included, since it escapes both. */
export function toJson(value: unknown, column: string): string {
  const json = JSON.stringify(value);
  if (json === undefined) throw new ValueError(`${column}: cannot hold ${nameOf(value)}; expected JSON`);
  return json;
}

/** Encodes the parameters of a query; for the drivers, so that raw queries cannot bypass it. */
export function toParameters(sql: string, values: readonly unknown[]): Bound[] {
  return values.map((value, index) =>
    toBound(value, () => `value ${index + 1} of ${sql.replace(/\s+/g, ' ')}`),
  );
}

// --- internal ---

/** In UTF-16 units, of at most three bytes: three keys in one index take 2304. */
const LONGEST_KEY = 256;

function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}

function nameOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'undefined') return String(value);
  if (typeof value !== 'object' || value === null) return typeof value;
  return String(value.constructor?.name ?? 'object');
}
