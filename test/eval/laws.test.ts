import { describe, expect, it } from 'vitest';
import { HARBOUR, LAMP } from '../base.ts';
import { gapsLawHolds, type LawRow, lawTables, measureLaws, phrasingsLawHolds } from './laws.ts';
import type { Asked } from './questions/questions.ts';

const HOLDS = 'the law holds';
const BROKEN = 'the law is broken';
const row = (law: LawRow['law'], right: number, near: number): LawRow => ({
  ...{ law, phrasings: 20, gaps: 10, asked: 200, right, wrong: 0, near, corrected: 0 },
});

describe('with more phrasings', () => {
  const rows = (...figures: [number, number][]) =>
    figures.map(([right, near]) => row('phrasings', right, near));
  it.each([
    ['nothing changes', HOLDS, rows([100, 9], [100, 9], [100, 9])],
    ['one near-miss more is asserted', HOLDS, rows([100, 9], [100, 10], [100, 10])],
    [
      'one near-miss more is asserted, in the mean of three',
      HOLDS,
      rows([100, 2 / 3], [100, 5 / 3], [100, 1]),
    ],
    ['more than one near-miss more is asserted at 60', BROKEN, rows([100, 9], [100, 9], [100, 10.4])],
    ['more than one near-miss more is asserted at 20', BROKEN, rows([100, 9], [100, 11], [100, 9])],
    ['more is right in the end, though less at 20', HOLDS, rows([100, 9], [90, 9], [101, 9])],
    ['less is right in the end', BROKEN, rows([100, 9], [101, 9], [99.7, 9])],
    ['nothing was measured', BROKEN, []],
  ])('%s: %s', (_what, holds, figures) => {
    expect(phrasingsLawHolds(figures)).toBe(holds === HOLDS);
  });
});

describe('with more gaps, of 200 questions', () => {
  const rows = (...right: number[]) => right.map((figure) => row('gaps', figure, 0));
  it.each([
    ['two right answers are lost', HOLDS, rows(100, 99, 98)],
    ['two are lost, in the mean of three', HOLDS, rows(385 / 3, 385 / 3, 379 / 3)],
    ['more than two are lost', BROKEN, rows(100, 99, 97.7)],
    ['more than two are lost by the first gaps', BROKEN, rows(100, 97, 100)],
    ['nothing was measured', BROKEN, []],
  ])('%s: %s', (_what, holds, figures) => {
    expect(gapsLawHolds(figures)).toBe(holds === HOLDS);
  });
});

describe('the laws are measured', () => {
  const gap = (about: string) => ({ about, asks: [`tell me of ${about}`, `what is known of ${about}`] });
  const further = Array.from({ length: 30 }, (_, at) => `lamp lighting question number ${at}`);
  const base = { ...HARBOUR, gaps: [gap('tides'), gap('winds')], phrasings: new Map([[LAMP.id, further]]) };
  const typed = { lang: 'en', kind: 'direct' };
  const questions: Asked[] = [
    {
      ...{ ...typed, q: LAMP.claim, expect: 'found' },
      answers: [{ source: 'harbour-log', words: 'The keeper lit the lamp' }],
    },
    { ...typed, kind: 'near-name', q: 'when was the lamp lit at dusk by the keeper', expect: 'none' },
    { ...typed, kind: 'near-beside', q: 'tell me of tides', expect: 'none' },
    { ...typed, kind: 'off-topic', q: 'capital of Peru', expect: 'none' },
  ];
  const desk = { base, firstGaps: base.gaps.slice(0, 1), questions };
  const rows = measureLaws([desk, desk]);

  it('at 5, 20 and 60 phrasings with the first gaps, and with no, the first and all gaps at 20 phrasings', () => {
    expect(rows.map(({ law, phrasings, gaps }) => [law, phrasings, gaps])).toEqual([
      ['phrasings', 5, 1],
      ['phrasings', 20, 1],
      ['phrasings', 60, 1],
      ['gaps', 20, 0],
      ['gaps', 20, 1],
      ['gaps', 20, 2],
    ]);
  });

  it('over the questions of all desks', () => {
    expect(rows[0]).toMatchObject({ asked: 8, right: 2, wrong: 0, near: 2, corrected: 0 });
  });

  it('and printed with what holds', () => {
    expect(lawTables(rows)).toMatch(/more phrasings.*: holds\n[\s\S]*more gaps.*: holds\n/);
    expect(lawTables(rows.map((one) => ({ ...one, right: one.gaps === 2 ? 0 : one.right })))).toMatch(
      /more gaps.*: does not hold/,
    );
  });
});
