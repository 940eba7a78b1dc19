import { describe, expect, it } from 'vitest';
import { LexiconSchema } from '../../src/facts/schema.ts';
import { compileSynonyms } from '../../src/search/synonyms.ts';
import { tokenize } from '../../src/search/tokens.ts';

describe('a phrase typed without its spaces', () => {
  const groups = [
    { means: ['territory'], narrower: ['gang land'] },
    { means: ['gangs'], narrower: ['gangland'] },
    { means: ['fog bell'] },
  ];
  const namesOf = (text: string, lexicon: object[]) =>
    compileSynonyms(LexiconSchema.parse(lexicon))
      .longestMentions(tokenize(text))
      .flatMap(({ senses }) => senses.map(({ group }) => group.name));

  it('is that phrase', () => {
    expect(namesOf('fogbell', groups)).toEqual(['fog bell']);
  });

  it.each([
    ['before', groups],
    ['after', groups.toReversed()],
  ])('is a listed word where there is one, listed %s the phrase or not', (_when, lexicon) => {
    expect(namesOf('gangland', lexicon)).toEqual(['gangs']);
    expect(namesOf('gang land', lexicon)).toEqual(['territory']);
  });
});
