import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/facts/schema.ts';
import type { Hit } from '../../../src/search/answer.ts';
import { baseOf, LAMP, LOST, SAFE, UNDATED } from '../../base.ts';
import { expectationOf, isRight } from './expectation.ts';
import type { Asked } from './questions.ts';

const TYPED = { q: 'how many boats were lost', lang: 'en', kind: 'direct' };
const TWO_BOATS = { source: 'harbour-log', words: 'Two boats were lost' };
const NO_BOAT = { source: 'old-letter', words: 'No boat was lost' };
const LIT = { source: 'harbour-log', words: 'The keeper lit the lamp at dusk' };
const found = (...answers: (typeof LIT)[]): Asked => ({ ...TYPED, expect: 'found', answers });
const differ: Asked = { ...TYPED, expect: 'disputed', sides: [[TWO_BOATS], [NO_BOAT]] };
const none = (kind: string): Asked => ({ ...TYPED, kind, expect: 'none' });

const hits = (...facts: Fact[]): Hit[] =>
  facts.map((fact) => ({
    ...{ fact, score: 1, citations: [], disagrees_with: [], highlights: [], matched: [] },
  }));

describe('what a base has on file for a question', () => {
  const whole = [LOST, SAFE, LAMP];
  const superseded = { ...LOST, superseded_by: LAMP.id };
  it.each([
    ['a fact that quotes the answer', found(TWO_BOATS), whole, 'answer', [['boats-lost']]],
    ['any of several answers', found(LIT, TWO_BOATS), whole, 'answer', [['boats-lost', 'lamp-lit']]],
    ['no fact that quotes it', found(TWO_BOATS), [SAFE, LAMP], 'uncovered', []],
    ['a fact that is no longer shown', found(TWO_BOATS), [superseded, LAMP], 'uncovered', []],
    ['both sides', differ, whole, 'answer', [['boats-lost'], ['boats-safe']]],
    ['one side only, which is then the answer', differ, [SAFE, LAMP], 'answer', [['boats-safe']]],
    ['neither side', differ, [LAMP], 'uncovered', []],
    ['nothing, to a near-miss', none('near-name'), whole, 'near', []],
    ['nothing, to what the sources do not say', none('absent'), whole, 'near', []],
    ['nothing at all like it', none('off-topic'), whole, 'far', []],
  ])('%s', (_what, asked, facts, onFile, sides) => {
    const expectation = expectationOf(asked, baseOf(facts));
    expect(expectation.onFile).toBe(onFile);
    expect(expectation.kind).toBe(onFile === 'uncovered' ? 'uncovered' : asked.kind);
    expect(expectation.sides.map((side) => [...side])).toEqual(sides);
  });

  it.each([
    ['half of the words', '56789abcde', 'answer'],
    ['less than half of them', '6789abcdef', 'uncovered'],
    ['all of them and more', '23', 'answer'],
  ])('by a quote that holds %s', (_what, words, onFile) => {
    const sources = new Map([['old-letter', { ...UNDATED, text: '0123456789abcdefghij' }]]);
    const evidence = [{ source: 'old-letter', quote: '0123456789', paragraph: 1, start: 0, end: 10 }];
    const base = baseOf([{ ...SAFE, evidence }], { sources });
    expect(expectationOf(found({ source: 'old-letter', words }), base).onFile).toBe(onFile);
  });

  it.each([
    ['words that no source holds', { source: 'harbour-log', words: 'Three boats' }],
    ['a source that there is not', { source: 'gazette', words: 'Two boats' }],
  ])('%s are an error, not a gap', (_what, span) => {
    expect(() => expectationOf(found(span), baseOf(whole))).toThrow('does not hold the words');
  });
});

describe('a right answer', () => {
  const base = baseOf([LOST, SAFE, LAMP]);
  it.each([
    ['is the first hit', found(TWO_BOATS), [LOST, LAMP], true],
    ['is not the second hit', found(TWO_BOATS), [LAMP, LOST], false],
    ['shows both sides among the first three', differ, [LAMP, SAFE, LOST], true],
    ['does not show a side as the fourth', differ, [LOST, LAMP, LAMP, SAFE], false],
    ['does not show one side alone', differ, [LOST, LAMP], false],
    ['is not there for a near-miss', none('near-name'), [LOST], false],
  ])('%s', (_what, asked, facts, expected) => {
    expect(isRight(expectationOf(asked, base), hits(...facts))).toBe(expected);
  });
});
