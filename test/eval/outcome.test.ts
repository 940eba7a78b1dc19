import { describe, expect, it } from 'vitest';
import type { Answer, Hit } from '../../src/search/answer.ts';
import { LAMP, LOST, SAFE } from '../base.ts';
import { type Outcome, outcomeOf, rowsOf } from './outcome.ts';
import { bestAtNear, pointsOf, withReach } from './threshold.ts';

const hit = (fact: typeof LOST, score: number): Hit => ({
  fact,
  score,
  citations: [],
  disagrees_with: [],
  highlights: [],
  matched: [],
});
const fields = { language: 'en' as const, missing: [], nearest: [], listing: false };
const found = (...hits: [Hit, ...Hit[]]): Answer => ({ ...fields, kind: 'found', hits });
const none = (...nearest: Hit[]): Answer => ({ ...fields, kind: 'none', hits: [], nearest });
const isLost = (hits: readonly Hit[]) => hits[0]?.fact === LOST;

describe('what came of a question', () => {
  const asked = { kind: 'direct', onFile: 'answer' as const };
  const lamp = hit(LAMP, 0.9);
  const lost = hit(LOST, 0.5);
  const safe = hit(SAFE, 0.4);

  it.each([
    ['right fact asserted', found(lost, lamp), { asserted: true, right: true, shown: true }],
    ['right fact second', found(lamp, lost), { asserted: true, right: false, shown: true }],
    ['right fact fourth', found(lamp, lamp, lamp, lost), { asserted: true, right: false, shown: false }],
    ['right fact nearest of a miss', none(lost, lamp), { asserted: false, right: true, shown: true }],
    ['right fact third of a miss', none(lamp, safe, lost), { asserted: false, right: false, shown: true }],
    ['nothing found', none(), { asserted: false, right: false, shown: false }],
  ])('%s', (_what, answer, expected) => {
    expect(outcomeOf(asked, answer, isLost)).toMatchObject(expected);
  });

  it('shows two sides only when both are among the three hits that are shown', () => {
    const bothSides = (hits: readonly Hit[]) =>
      [LOST, SAFE].every((side) => hits.slice(0, 3).some(({ fact }) => fact === side));
    expect(outcomeOf(asked, found(lamp, safe, lost), bothSides).shown).toBe(true);
    expect(outcomeOf(asked, found(lamp, safe, lamp, lost), bothSides).shown).toBe(false);
  });

  it('is surer of anything asserted than of anything held back', () => {
    const confidence = (answer: Answer) => outcomeOf(asked, answer, isLost).confidence;
    const answers = [found(hit(LOST, 0.9)), found(hit(LOST, 0.1)), none(hit(LOST, 0.9)), none()];
    expect(answers.map(confidence)).toEqual([1.9, 1.1, 0.9, Number.NEGATIVE_INFINITY]);
  });

  it('counts a near-miss as corrected, not as asserted, when the answer names what differs', () => {
    const corrected = { ...found(lost), premise: [{ asked: '1956', on_file: '1965', isSpeaker: false }] };
    const near = { kind: 'near-name', onFile: 'near' as const };
    expect(outcomeOf(near, corrected, () => false)).toMatchObject({ asserted: false, corrected: true });
    expect(outcomeOf(asked, corrected, isLost)).toMatchObject({ asserted: true, corrected: false });
  });
});

const outcome = (onFile: Outcome['onFile'], confidence: number, fields: Partial<Outcome> = {}): Outcome => ({
  kind: onFile === 'answer' ? 'direct' : onFile,
  onFile,
  asserted: confidence >= 1,
  right: false,
  shown: false,
  corrected: false,
  confidence,
  ...fields,
});

it('a table counts right, wrong and shown in percent of each kind, and asserted where nothing is on file', () => {
  const outcomes = [
    outcome('answer', 1.9, { right: true, shown: true }),
    outcome('answer', 1.5, { shown: true }),
    outcome('answer', 0.5, { right: true, shown: true }),
    outcome('near', 1.2),
    outcome('near', 1.1, { asserted: false, corrected: true }),
  ];
  expect(rowsOf('desk', outcomes)).toEqual([
    { set: 'desk', kind: 'direct', n: 3, right: 33.3, wrong: 33.3, shown: 100 },
    { set: 'desk', kind: 'near', n: 2, asserted: 50, corrected: 50 },
  ]);
});

describe('a threshold', () => {
  const right = { right: true };
  const outcomes = [
    outcome('answer', 1.8, right),
    outcome('near', 1.5),
    outcome('answer', 1.5, right),
    outcome('answer', 1.2),
    outcome('answer', 0.7, right),
    outcome('near', 0.6),
    outcome('answer', Number.NEGATIVE_INFINITY),
    outcome('near', Number.NEGATIVE_INFINITY),
    outcome('far', 0.9),
  ];

  it('gives equally sure answers together, and passes the point as shipped', () => {
    expect(pointsOf(outcomes).map(({ right, near }) => [right, near])).toEqual([
      [0, 0],
      [20, 0],
      [40, 33.3],
      [40, 33.3],
      [40, 33.3],
      [60, 33.3],
      [60, 66.7],
    ]);
  });

  it.each([
    [0, 20],
    [33, 20],
    [34, 60],
    [100, 60],
  ])('that may assert %i %% of the near-misses has %i %% right at most', (near, expected) => {
    expect(bestAtNear(pointsOf(outcomes), near).right).toBe(expected);
  });
});

describe('what one threshold could reach', () => {
  // Twenty near-misses, surest first: one may be asserted at 5 %, two at 10 %, four at 20 %.
  const near = Array.from({ length: 20 }, (_, place) => outcome('near', 0.9 - place / 100));
  const right = [0.95, 0.885, 0.865, 0.1].map((confidence) => outcome('answer', confidence, { right: true }));
  const rows = rowsOf('desk', [...right, ...near]);

  it('is given for the questions with an answer on file', () => {
    const [direct, misses] = withReach(rows, [...right, ...near]);
    expect(direct?.right_at_near).toEqual({ 5: 25, 10: 50, 20: 75 });
    expect(misses).not.toHaveProperty('right_at_near');
  });

  it('is not given where no near-miss was asked', () => {
    expect(withReach(rows, right)).toEqual(rows);
  });

  it('may be held to the near-misses of other questions', () => {
    const french = [outcome('answer', 0.885, { right: true })];
    const [row] = withReach(rowsOf('french', french), french, [...right, ...near]);
    expect(row?.right_at_near).toEqual({ 5: 0, 10: 100, 20: 100 });
  });
});
