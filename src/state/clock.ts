import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine.ts';

/** The database's clock, for queries: the instances' own clocks may differ. */
export interface Clock {
  now(): RawBuilder<number>;
  /** @param wait milliseconds */
  after(wait: number): RawBuilder<number>;
}

/** @param shift milliseconds added to the clock */
export function createClock(kind: Engine['kind'], shift: () => number): Clock {
  const clock =
    kind === 'postgres'
      ? sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`
      : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;
  const after = (wait: number) => sql<number>`(${clock} + ${shift() + Math.ceil(wait)})`;
  return { now: () => after(0), after };
}
