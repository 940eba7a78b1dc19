import { describe, expect, it } from 'vitest';
import { acronymsIn } from '../../src/search/acronyms.ts';
import { createSearch } from '../../src/search/search.ts';
import { baseOf, factSaying } from '../base.ts';

const base = baseOf([
  factSaying('budget', 'The IHB runs short of money every winter.', [
    'IHB money',
    'what is the IHB short of',
  ]),
  factSaying('moorings', 'The Islands Harbour Board lets moorings by the year.', ['who lets moorings']),
  factSaying('watch', 'The coastal radio watch (CRW) listens day and night.', ['who listens at night']),
]);
const search = createSearch({
  ...base,
  lexicon: [
    {
      means: ['IHB', 'the harbour board'],
      narrower: [],
      misheard: [],
      fr: [],
      ht: [],
      es: ['CPI'],
      sw: [],
    },
  ],
});

describe('a question about what an acronym stands for', () => {
  it.each([
    ['what does IHB stand for', 'moorings'],
    ['IHB meaning?', 'moorings'],
    ['what is the ihb short for', 'moorings'],
    ['Que veut dire IHB ?', 'moorings'],
    ['full name of the CRW', 'watch'],
  ])('"%s" is answered by a fact that spells it out', (question, id) => {
    const { kind, hits } = search.ask(question);
    expect([kind, hits[0]?.fact.id]).toEqual(['found', id]);
  });

  it('is answered for an acronym of another language by its lexicon group', () => {
    expect(search.ask('que significa CPI').hits.map(({ fact }) => fact.id)).toEqual(['moorings']);
  });

  it('is answered for each of several acronyms', () => {
    expect(search.ask('what do CRW and IHB stand for').hits.map(({ fact }) => fact.id)).toEqual([
      'watch',
      'moorings',
    ]);
  });

  it.each([
    ['what does XYZ stand for', ['what XYZ stands for']],
    ['NATO meaning', ['what NATO stands for']],
  ])('"%s" is a miss that names the acronym when no fact spells it out', (question, missing) => {
    expect(search.ask(question)).toMatchObject({ kind: 'none', missing, nearest: [] });
  });

  it.each([
    ['what is the IHB short of', 'budget'],
    ['who listens at night, and what does it mean', 'watch'],
  ])('"%s" is not such a question, as it asks about something else', (question, id) => {
    expect(search.ask(question).hits[0]?.fact.id).toBe(id);
  });
});

describe('the acronyms that a text spells out', () => {
  const known = new Set(['oas', 'unsc', 'pap', 'of', 'hnp']);

  it.each([
    ['the Organisation of American States', ['oas']],
    ['a vote of the UN Security Council', ['unsc']],
    ['in Port-au-Prince', ['pap']],
    ['The Haitian National Police waited', ['hnp']],
    ['a coastal radio watch (CRW)', ['crw']],
    ['a coastal watch (CRW)', []],
    ['the OAS', []],
    ['Old Fort', ['of']],
  ])('of "%s" are %j', (text, acronyms) => {
    expect([...acronymsIn([text], known)]).toEqual(acronyms);
  });
});
