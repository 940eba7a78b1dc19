import { describe, expect, it } from 'vitest';
import { answerOrAbstain } from '../../src/search/abstain.ts';
import { type Analysis, createAnalyzer } from '../../src/search/analysis.ts';
import type { QueryUnit } from '../../src/search/query.ts';
import type { ScoredDoc } from '../../src/search/rank.ts';
import { baseOf, LAMP } from '../base.ts';

const analyzer = createAnalyzer(
  baseOf([LAMP], { gaps: [{ about: 'the price of oil', asks: ['what did the oil cost'] }] }),
);

function unit(name: string): QueryUnit {
  return {
    ...{ text: name, size: 1, name, terms: [], isContent: true },
    ...{ clause: 0, capital: false, confidence: 1 },
  };
}

/** How a fact or gap of some nearness stands to the words "keeper", "lamp", and a third. */
function scored(doc: number, near: number, credits: readonly number[]): ScoredDoc {
  return {
    ...{ doc, score: near, coverage: near, ownCoverage: near, similarity: near, credits },
    ...{ ownMatches: 2, matches: 2, suitsAnswerType: true },
  };
}

/** What is said of a question with a third word, when the fact is so near and leaves that word out. */
function said(third: string, near: number, inGaps = 0, weight = 1): string {
  const id = analyzer.index.termId(third);
  const analysis: Analysis = {
    ...{ language: 'en', answerType: 'open', weights: [1, 1, weight] },
    terms: [[], [], id === undefined ? [] : [{ id, weight: 1 }]],
    units: [unit('keeper'), unit('lamp'), unit(third)],
    facts: [scored(0, near, [1, 1, 0])],
    gaps: [scored(1, 0.1, [0, 0, inGaps])],
  };
  return answerOrAbstain(analysis, analyzer, ['the price of oil']).kind;
}

describe('a fact that leaves a word of the question out', () => {
  it('answers when it is near enough otherwise', () => {
    expect(said('blibber', 0.55)).toBe('found');
    expect(said('blibber', 0.45)).toBe('none');
  });

  it('has to be nearer when the word is an everyday one, for that is likely what is asked', () => {
    expect(said('gift', 0.55)).toBe('none');
    expect(said('gift', 0.6)).toBe('found');
  });

  it('has to be nearer when the word is one that only a known gap has', () => {
    expect(said('oil', 0.55, 1, 0.5)).toBe('none');
    expect(said('oil', 0.6, 1, 0.5)).toBe('found');
  });

  it('answers nothing when such a word is what the question is about', () => {
    expect(said('oil', 0.9, 1, 1)).toBe('none');
    expect(said('lamp', 0.9, 0, 1)).toBe('found');
  });

  it('answers nothing about a country that it does not have, unless all of the base is about that country', () => {
    expect(said('canada', 0.9, 0, 3)).toBe('none');
    expect(said('canada', 0.9, 0, 0.5)).toBe('found');
    expect(said('blibber', 0.9, 0, 3)).toBe('found');
  });
});

describe('a gap that is nearer than any fact', () => {
  const near = (gap: number) => {
    const analysis: Analysis = {
      ...{ language: 'en', answerType: 'open', weights: [1, 1, 1], terms: [] },
      units: [unit('keeper'), unit('lamp'), unit('oil')],
      facts: [scored(0, 0.3, [1, 1, 0])],
      gaps: [scored(1, gap, [1, 1, 1])],
    };
    return answerOrAbstain(analysis, analyzer, ['the price of oil']);
  };

  it('is named when it fits', () => {
    expect(near(0.7)).toEqual({ kind: 'none', missing: ['the price of oil'] });
  });

  it('does not keep back a fact that says the question in its own words, with the number that it asks for', () => {
    const counted = (ownCoverage: number, ownMatches = 3): Analysis => ({
      ...{ language: 'en', answerType: 'count', weights: [1, 1, 1], terms: [] },
      units: [unit('keeper'), unit('lamp'), unit('dusk')],
      facts: [{ ...scored(0, 0.6, [1, 1, 1]), coverage: 1, ownCoverage, ownMatches }],
      gaps: [scored(1, 0.9, [1, 1, 0.5])],
    });
    expect(answerOrAbstain(counted(1), analyzer, ['the price of oil']).kind).toBe('found');
    expect(answerOrAbstain(counted(0.6), analyzer, ['the price of oil']).kind).toBe('none');
    // Two words are easily all in one fact.
    expect(answerOrAbstain(counted(1, 2), analyzer, ['the price of oil']).kind).toBe('none');
  });

  it('is the one that leaves least of the question out, where two are about as near', () => {
    const analysis: Analysis = {
      ...{ language: 'en', answerType: 'open', weights: [1, 1, 1], terms: [] },
      units: [unit('keeper'), unit('lamp'), unit('oil')],
      facts: [{ ...scored(0, 0.6, [1, 1, 1]), coverage: 0.8 }],
      gaps: [
        { ...scored(1, 0.72, [1, 0, 0]), coverage: 0.3 },
        { ...scored(2, 0.7, [1, 1, 1]), coverage: 0.9 },
      ],
    };
    expect(answerOrAbstain(analysis, analyzer, ['the wage of the keeper', 'the price of oil'])).toEqual({
      kind: 'none',
      missing: ['the price of oil'],
    });
  });

  it('only keeps an answer back when it does not: its name would be of something nobody asked about', () => {
    expect(near(0.5)).toEqual({ kind: 'none', missing: [] });
  });
});
