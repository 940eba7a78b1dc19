import { expect, it } from 'vitest';
import { loadFactBase } from '../../../src/facts/load.ts';
import { askAll, askOf } from '../ask.ts';
import { percent } from '../outcome.ts';
import { changesOf, readWrappings } from '../wrappings.ts';
import { REPORTERS, readQuestions, SETS } from './questions.ts';

/** One answered question of so many is put into each wrapping: ten while developing, all of them in CI. */
const EVERY = process.env.CI ? 1 : 10;

it('talk around a question changes at most one answer of a hundred', { timeout: 300_000 }, () => {
  const base = loadFactBase(new URL('../../../data', import.meta.url).pathname);
  const ask = askOf(base);
  const questions = Object.values({ ...SETS, ...REPORTERS }).flatMap((file) =>
    readQuestions(new URL(file, import.meta.url)),
  );
  const drawn = questions.filter((_, at) => at % EVERY === 0);
  const wrappings = readWrappings(new URL('wrappings.txt', import.meta.url));
  const { asked, otherFact, none, otherKind } = changesOf(askAll(drawn, ask, base), wrappings, ask);
  expect(asked).toBeGreaterThan((questions.length / EVERY) * 15);
  expect(percent(otherFact + none + otherKind, asked)).toBeLessThanOrEqual(1);
});
