import { describe, expect, it } from 'vitest';
import { answerOrAbstain } from '../../src/search/abstain.ts';
import { type Analysis, createAnalyzer } from '../../src/search/analysis.ts';
import type { QueryUnit } from '../../src/search/query.ts';
import type { ScoredDoc } from '../../src/search/rank.ts';
import { createSearch } from '../../src/search/search.ts';
import { tokenize } from '../../src/search/tokens.ts';
import { baseOf, LAMP, LOST } from '../base.ts';

const analyzer = createAnalyzer(
  baseOf([LAMP], { gaps: [{ about: 'the price of oil', asks: ['what did the oil cost'] }] }),
);

function unit(name: string, from: number): QueryUnit {
  return {
    ...{ text: name, from, size: 1, name, terms: [], isContent: true },
    ...{ clause: 0, capital: false, confidence: 1 },
  };
}

/** The question that these words are, one after another. */
function asked(...names: string[]) {
  const question = names.join(' ');
  return {
    ...{ question, words: tokenize(question), content: [0, 1, 2], isWhether: false },
    termsAt: () => new Set<number>(),
    units: names.map(unit),
  };
}

/** A fact or gap scored `near` throughout, with the credits of "keeper", "lamp" and a third word. */
function scored(doc: number, near: number, credits: readonly number[]): ScoredDoc {
  return {
    ...{
      doc,
      score: near,
      coverage: near,
      ownCoverage: near,
      similarity: near,
      credits,
      ownCredits: credits,
    },
    ...{ ownMatches: 2, matches: 2, suitsAnswerType: true },
  };
}

/** The decision on "keeper lamp THIRD" when the fact scores `near` and does not match the third word. */
function decisionOn(third: string, near: number, inGaps = 0, weight = 1): string {
  const id = analyzer.index.termId(third);
  const analysis: Analysis = {
    ...{ language: 'en', answerType: 'open', weights: [1, 1, weight] },
    terms: [[], [], id === undefined ? [] : [{ id, weight: 1 }]],
    ...asked('keeper', 'lamp', third),
    facts: [scored(0, near, [1, 1, 0])],
    gaps: [scored(1, 0.1, [0, 0, inGaps])],
  };
  return answerOrAbstain(analysis, analyzer, ['the price of oil']).kind;
}

describe('a fact that does not match one word of the question', () => {
  it('answers when it is close enough otherwise', () => {
    expect(decisionOn('blibber', 0.55)).toBe('found');
    expect(decisionOn('blibber', 0.45)).toBe('none');
  });

  it('must be closer when the word is a common one, which is probably what is asked about', () => {
    expect(decisionOn('gift', 0.55)).toBe('none');
    expect(decisionOn('gift', 0.6)).toBe('found');
  });

  it('must be closer when only a known gap matches the word', () => {
    expect(decisionOn('oil', 0.55, 1, 0.5)).toBe('none');
    expect(decisionOn('oil', 0.6, 1, 0.5)).toBe('found');
  });

  it('does not answer when a gap word is the focus of the question', () => {
    expect(decisionOn('oil', 0.9, 1, 1)).toBe('none');
    expect(decisionOn('lamp', 0.9, 0, 1)).toBe('found');
  });

  it('does not answer about a country that it does not mention, unless the whole base is about that country', () => {
    expect(decisionOn('canada', 0.9, 0, 3)).toBe('none');
    expect(decisionOn('canada', 0.9, 0, 0.5)).toBe('found');
    expect(decisionOn('blibber', 0.9, 0, 3)).toBe('found');
  });
});

describe('a gap that is closer than any fact', () => {
  const near = (gap: number) => {
    const analysis: Analysis = {
      ...{ language: 'en', answerType: 'open', weights: [1, 1, 1], terms: [] },
      ...asked('keeper', 'lamp', 'oil'),
      facts: [scored(0, 0.3, [1, 1, 0])],
      gaps: [scored(1, gap, [1, 1, 1])],
    };
    return answerOrAbstain(analysis, analyzer, ['the price of oil']);
  };

  it('is named when it is similar enough', () => {
    expect(near(0.7)).toEqual({ kind: 'none', missing: ['the price of oil'], held: ['gap'] });
  });

  it('does not hold back a fact whose own text covers the question and has the number asked for', () => {
    const counted = (ownCoverage: number, ownMatches = 3): Analysis => ({
      ...{ language: 'en', answerType: 'count', weights: [1, 1, 1], terms: [] },
      ...asked('keeper', 'lamp', 'dusk'),
      facts: [{ ...scored(0, 0.6, [1, 1, 1]), coverage: 1, ownCoverage, ownMatches }],
      gaps: [scored(1, 0.9, [1, 1, 0.5])],
    });
    expect(answerOrAbstain(counted(1), analyzer, ['the price of oil']).kind).toBe('found');
    expect(answerOrAbstain(counted(0.6), analyzer, ['the price of oil']).kind).toBe('none');
    // Two words may both be in a fact by chance.
    expect(answerOrAbstain(counted(1, 2), analyzer, ['the price of oil']).kind).toBe('none');
  });

  it('is the one that covers more of the question when two are about equally similar', () => {
    const analysis: Analysis = {
      ...{ language: 'en', answerType: 'open', weights: [1, 1, 1], terms: [] },
      ...asked('keeper', 'lamp', 'oil'),
      facts: [{ ...scored(0, 0.6, [1, 1, 1]), coverage: 0.8 }],
      gaps: [
        { ...scored(1, 0.72, [1, 0, 0]), coverage: 0.3 },
        { ...scored(2, 0.7, [1, 1, 1]), coverage: 0.9 },
      ],
    };
    expect(answerOrAbstain(analysis, analyzer, ['the wage of the keeper', 'the price of oil'])).toEqual({
      kind: 'none',
      missing: ['the price of oil'],
      held: ['gap'],
    });
  });

  it('holds an answer back unnamed when it is less similar, as its name would be of something nobody asked about', () => {
    expect(near(0.5)).toEqual({ kind: 'none', missing: [], held: ['gap'] });
  });
});

describe('small talk', () => {
  const search = createSearch(
    baseOf([{ ...LAMP, asks: ['thanks for the lamp', 'who lit the lamp', 'thank the keeper'] }, LOST], {
      gaps: [{ about: 'the name of the keeper', asks: ['who was the keeper', 'what was the keeper called'] }],
    }),
  );

  it('without a subject is answered by nothing', () => {
    expect(search.ask('thank you so much').kind).toBe('none');
  });

  it('that asks a gap word for word is answered by the gap', () => {
    expect(search.ask('what was the keeper called').missing).toContain('the name of the keeper');
  });
});
