import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadFactBase } from '../../../src/facts/load.ts';
import { createSearch } from '../../../src/search/search.ts';
import { type Row, readQuestions, SETS, tally } from './measure.ts';

/**
 * The whole set runs here, so that no fact added makes an unrelated question worse unseen.
 * A floor is the last figure less two points, per set and kind.
 */
const floors: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(new URL('floors.json', import.meta.url), 'utf8'),
);
const base = loadFactBase(new URL('../../../data', import.meta.url).pathname);
const search = createSearch(base);

describe.each(Object.entries(SETS))('the %s set of questions', (set, file) => {
  const rows = tally(readQuestions(new URL(file, import.meta.url)), search.ask, base);

  it.each(rows)(
    '$kind: $right of $asked are right, $asserted wrongly asserted, $silent wrongly silent',
    (row) => {
      expect((100 * row.right) / row.asked).toBeGreaterThanOrEqual(floors[set]?.[row.kind] ?? 100);
    },
  );

  it('answers a one-sided question as disputed in at most one case of twenty', () => {
    const asked = rows.filter(oneSided).reduce((sum, row) => sum + row.asked, 0);
    const over = rows.reduce((sum, row) => sum + row.overDisputed, 0);
    expect(over / asked).toBeLessThanOrEqual(0.05);
  });
});

function oneSided(row: Row): boolean {
  return !['disputed', 'absent', 'off-topic'].includes(row.kind);
}
