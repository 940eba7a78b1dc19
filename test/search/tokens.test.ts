import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/search/tokens.ts';

const texts = (text: string) => tokenize(text).map((word) => word.text);

describe('words', () => {
  it.each([
    ['folds case, accents and typographic apostrophes', 'L’Étât d’Haïti', ['etat', 'haiti']],
    ['drops the possessive', "Haiti’s Guterres’ Rubio's", ['haiti', 'guterres', 'rubio']],
    ['reads dotted acronyms as one word', 'the U.N. and the O.A.S.', ['the', 'un', 'and', 'the', 'oas']],
    [
      'knows the country from the pronoun',
      'US money; the us pays; tell us',
      ['usa', 'money', 'the', 'usa', 'pays', 'tell', 'us'],
    ],
    [
      'knows the month from the verb',
      'in may, Rubio in May, may they go',
      ['in', 'May', 'rubio', 'in', 'May', 'may', 'they', 'go'],
    ],
    [
      'reads a bare dollar sign as money, and no sum',
      'US $ to the OAS, $5',
      ['usa', 'money', 'to', 'the', 'oas', '5'],
    ],
    ['keeps numbers whole', 'since 1965 about 1,000.5', ['since', '1965', 'about', '1,0005']],
    ['parts hyphens and dashes', 'Kenyan-led—mission', ['kenyan', 'led', 'mission']],
    ['sees through invisible characters', 'Ru\u200bbio \u202eGuterres', ['rubio', 'guterres']],
    ['takes a web address for no word', 'see https://example.org/Rubio?x=1 now', ['see', 'now']],
    ['finds nothing in punctuation and pictures', '?!… 🎉 —', []],
  ])('%s', (_what, text, words) => {
    expect(texts(text)).toEqual(words);
  });

  it('says where each word stands in the text as given', () => {
    const text = 'Who is d’Haïti’s “Rubio”?';
    for (const word of tokenize(text)) expect(text.slice(word.start, word.end).length).toBeGreaterThan(0);
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Who',
      'is',
      'Haïti',
      'Rubio',
    ]);
  });

  it('counts clauses', () => {
    expect(tokenize('One caller, bless her: who pays?').map((word) => word.clause)).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });
});
