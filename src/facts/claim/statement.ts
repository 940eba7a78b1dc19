/**
 * A number, time or date as a text states it. Each reading is a key; what may be read in two ways has two. A statement
 * of a claim is backed when one of the readings it `says` is among those that a quote `holds`: "24 August 2025" also holds
 * "August 2025", and "US$5m" holds "$5m".
 */
export interface Statement {
  kind: 'number' | 'date';
  /** Offsets in the straightened text. */
  start: number;
  end: number;
  says: string[];
  holds: string[];
}

/** What is read from one token on, and the token after it. */
export interface Reading {
  statement: Pick<Statement, 'kind' | 'says' | 'holds'>;
  next: number;
}

/** A number that is this and nothing else. */
export function exactly(key: string, next: number): Reading {
  return { statement: { kind: 'number', says: [key], holds: [key] }, next };
}
