import { describe, expect, it } from 'vitest';
import { askedOfTold, excludedIn, namesIn, refersBack, suitsSince } from '../../src/search/follow-up.ts';
import { createSearch } from '../../src/search/search.ts';
import { baseOf, factSaying, HARBOUR, LAMP } from '../base.ts';

describe('a question without a subject asks of what was told', () => {
  it.each([
    ['when was that?', 'when', 'when'],
    ['how much?', 'open', 'amount'],
    ['who says so?', 'who', 'speaker'],
    ['according to whom', 'open', 'speaker'],
    ['which source?', 'open', 'speaker'],
    ['by whom?', 'who', null],
    ['really?', 'open', null],
    ['what did he say?', 'open', null],
  ] as const)('%j, type %s: %s', (question, type, asked) => {
    expect(askedOfTold(question, type)).toBe(asked);
  });

  it('and an end is no beginning', () => {
    const ended = { ...LAMP, claim: 'The service ended in 2017.', evidence: [] };
    expect(suitsSince('since when?', ended)).toBe(false);
    expect(suitsSince('since when?', { ...ended, claim: 'It has been shut since 2017.' })).toBe(true);
    expect(suitsSince('when was that?', ended)).toBe(true);
  });
});

it.each([
  ['who pays for it?', true],
  ['and how did they answer', true],
  ['who pays for the mission', false],
  ['what did Italy say', false],
])('%j refers back: %s', (question, refers) => {
  expect(refersBack(question)).toBe(refers);
});

it('names are what is written with capitals inside a sentence, and initials anywhere', () => {
  expect([...namesIn('MINUSTAH ended. The force of Kenya left Port Alder.')]).toEqual(
    ['minustah', 'the', 'kenya', 'port', 'alder'].filter((word) => word !== 'the'),
  );
});

describe('who is left out', () => {
  it.each([
    ['Who, except the US, pays', 'US'],
    ['Apart from Ada Lin, who was there', 'Ada Lin'],
    ['other than Kenya, who leads', 'Kenya'],
    ['besides leading it, what did he do', ''],
    ['who left without Kenya', ''],
  ])('%j: %j', (question, name) => {
    expect(excludedIn(question)).toBe(name);
  });

  it('is no answer', () => {
    const base = baseOf([
      factSaying('lamp-keeper', 'Ada Lin kept the lamp at Skerry Point.', [
        'who kept the lamp',
        'who was the keeper',
        'who kept the light',
      ]),
    ]);
    const { ask } = createSearch({ ...HARBOUR, facts: base.facts });
    expect(ask('who kept the lamp')).toMatchObject({ kind: 'found' });
    expect(ask('apart from Ada Lin, who kept the lamp')).toMatchObject({ kind: 'none' });
  });
});
