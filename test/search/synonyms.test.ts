import { describe, expect, it } from 'vitest';
import { LexiconSchema } from '../../src/facts/schema.ts';
import { compileLexicon, compileSynonyms } from '../../src/search/synonyms.ts';
import { tokenize } from '../../src/search/tokens.ts';

describe('a phrase typed without its spaces', () => {
  const groups = [
    { means: ['territory'], narrower: ['gang land'] },
    { means: ['gangs'], narrower: ['gangland'] },
    { means: ['fog bell'] },
  ];
  const namesOf = (text: string, lexicon: object[]) =>
    compileSynonyms(LexiconSchema.parse(lexicon))
      .longestMentions(tokenize(text), true)
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

describe("the general lexicon beside the desk's own", () => {
  const own = LexiconSchema.parse([{ means: ['ballot', 'vote'] }, { means: ['in transit', 'at sea'] }]);
  const general = compileLexicon(
    LexiconSchema.parse([
      { means: ['elect', 'vote', 'vote in'] },
      { means: ['lawyer', 'attorney'], fr: ['avocat'] },
      { means: ['fire', 'shoot'], fr: ['tire'] },
    ]),
    { isGeneral: true },
  );
  const mentionsIn = (text: string, isEnglish = true) =>
    compileSynonyms(own, general)
      .longestMentions(tokenize(text), isEnglish)
      .map(({ from, to, senses }) => [from, to, senses.map(({ group }) => group.name)]);

  it.each([
    ['the word of the desk comes before a longer general phrase', 'vote in', [[0, 1, ['ballot']]]],
    [
      'a general phrase hides no word of the desk',
      'the attorney vote in transit',
      [
        [1, 2, ['lawyer']],
        [2, 3, ['ballot']],
        [3, 5, ['in transit']],
      ],
    ],
    ['a general word matches where the desk has none', 'an attorney', [[1, 2, ['lawyer']]]],
    ['a foreign word is none in an English question', 'a tire', []],
  ])('%s', (_rule, text, expected) => {
    expect(mentionsIn(text)).toEqual(expected);
  });

  it('is read in its other languages in a text that is not English', () => {
    expect(mentionsIn('un avocat tire', false)).toEqual([
      [1, 2, ['lawyer']],
      [2, 3, ['fire']],
    ]);
  });

  it("gives texts of the base all meanings, the desk's and the general", () => {
    const { allMentions } = compileSynonyms(own, general);
    const names = allMentions(tokenize('vote in'), true).flatMap(({ senses }) =>
      senses.map(({ group }) => group.name),
    );
    expect(names).toEqual(['ballot', 'elect', 'elect']);
  });
});
