import { describe, expect, it } from 'vitest';
import { decide } from '../../src/search/decide.ts';
import { createEngine, type Reading } from '../../src/search/engine.ts';
import type { Scored } from '../../src/search/rank.ts';
import type { Unit } from '../../src/search/units.ts';
import { baseOf, LAMP } from '../base.ts';

const engine = createEngine(
  baseOf([LAMP], { gaps: [{ about: 'the price of oil', asks: ['what did the oil cost'] }] }),
);

function unit(name: string): Unit {
  return {
    ...{ text: name, size: 1, name, terms: [], telling: true },
    ...{ clause: 0, capital: false, sure: 1, readAs: null },
  };
}

/** How a fact or gap of some nearness stands to the words "keeper", "lamp", and a third. */
function scored(doc: number, near: number, credit: readonly number[]): Scored {
  return {
    ...{ doc, score: near, coverage: near, own: near, phrasing: near, credit },
    ...{ metOwn: 2, met: 2, answersKind: true },
  };
}

/** What is said of a question with a third word, when the fact is so near and leaves that word out. */
function said(third: string, near: number, inGaps = 0): string {
  const reading: Reading = {
    ...{ language: 'en', kind: 'open', weights: [1, 1, 1], found: [] },
    units: [unit('keeper'), unit('lamp'), unit(third)],
    facts: [scored(0, near, [1, 1, 0])],
    gaps: [scored(1, 0.1, [0, 0, inGaps])],
  };
  return decide(reading, engine, ['the price of oil']).kind;
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
    expect(said('oil', 0.55, 1)).toBe('none');
    expect(said('oil', 0.6, 1)).toBe('found');
  });
});

describe('a gap that is nearer than any fact', () => {
  const near = (gap: number) => {
    const reading: Reading = {
      ...{ language: 'en', kind: 'open', weights: [1, 1, 1], found: [] },
      units: [unit('keeper'), unit('lamp'), unit('oil')],
      facts: [scored(0, 0.3, [1, 1, 0])],
      gaps: [scored(1, gap, [1, 1, 1])],
    };
    return decide(reading, engine, ['the price of oil']);
  };

  it('is named when it fits', () => {
    expect(near(0.7)).toEqual({ kind: 'none', missing: ['the price of oil'] });
  });

  it('only keeps an answer back when it does not: its name would be of something nobody asked about', () => {
    expect(near(0.5)).toEqual({ kind: 'none', missing: [] });
  });
});
