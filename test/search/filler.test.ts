import { describe, expect, it } from 'vitest';
import { withoutFiller } from '../../src/search/filler.ts';
import { tokenize } from '../../src/search/tokens.ts';

const withoutFillerOf = (question: string) =>
  withoutFiller(tokenize(question))
    .map(({ text }) => text)
    .join(' ');

describe('a filler clause', () => {
  it.each([
    ['Quick one for the 6pm bulletin: who leads the mission', 'who leads the mission'],
    ['before I go on air, who leads the mission?', 'who leads the mission'],
    ['Legal wants to know when the article ran', 'when the article ran'],
    ['Who leads the mission? I am live in five minutes.', 'who leads the mission'],
    ['sub desk, 2am: who leads', 'who leads'],
  ])('is dropped from "%s"', (question, meant) => {
    expect(withoutFillerOf(question)).toBe(meant);
  });

  it.each([
    'In Mexico, who leads the mission',
    'Kenya wants to know who pays',
    'who has air support',
    'what did the lawyers say',
    'quick one, my friends',
    'Who pays, and when?',
  ])('is not assumed in "%s", where every clause may be what is asked', (question) => {
    expect(withoutFillerOf(question).split(' ')).toHaveLength(tokenize(question).length);
  });
});
