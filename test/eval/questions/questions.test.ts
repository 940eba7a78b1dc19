import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadFactBase } from '../../../src/facts/load.ts';
import { askAll, askOf, type Verdict, verdictOf } from '../ask.ts';
import { percent } from '../outcome.ts';
import { readQuestions, SETS } from './questions.ts';

/**
 * The whole set runs here, so that no fact added makes an unrelated question worse unseen.
 * A floor is the last figure less two points, per set and kind.
 */
const floors: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(new URL('floors.json', import.meta.url), 'utf8'),
);
const base = loadFactBase(new URL('../../../data', import.meta.url).pathname);
const ask = askOf(base);

describe.each(Object.entries(SETS))('the %s set of questions', (set, file) => {
  const outcomes = askAll(readQuestions(new URL(file, import.meta.url)), ask, base);
  const rows = [...new Set(outcomes.map(({ kind }) => kind))].map((kind) => {
    const verdicts = outcomes.filter((outcome) => outcome.kind === kind).map(verdictOf);
    const count = (wanted: Verdict) => verdicts.filter((verdict) => verdict === wanted).length;
    return {
      ...{ kind, asked: verdicts.length },
      ...{ right: count('right'), asserted: count('asserted'), silent: count('silent') },
    };
  });

  it.each(rows)(
    '$kind: $right of $asked are right, $asserted wrongly asserted, $silent wrongly silent',
    ({ kind, right, asked }) => {
      expect(percent(right, asked)).toBeGreaterThanOrEqual(floors[set]?.[kind] ?? 100);
    },
  );

  it('answers a one-sided question as disputed in at most one case of twenty', () => {
    const oneSided = outcomes.filter((outcome) => outcome.oneSided);
    const over = oneSided.filter(({ answer }) => answer.kind === 'disputed');
    expect(over.length / oneSided.length).toBeLessThanOrEqual(0.05);
  });
});
