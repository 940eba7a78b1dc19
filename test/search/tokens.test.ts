import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/search/tokens.ts';

const texts = (text: string) => tokenize(text).map((word) => word.text);

describe('tokenizing a text', () => {
  it.each([
    ['folds case, accents and typographic apostrophes', 'L’Étât d’Haïti', ['etat', 'haiti']],
    ['drops the possessive', "Haiti’s Guterres’ Rubio's", ['haiti', 'guterres', 'rubio']],
    ['reads dotted acronyms as one word', 'the U.N. and the O.A.S.', ['the', 'un', 'and', 'the', 'oas']],
    [
      'tells "us" the country from the pronoun',
      'US money; the us pays; tell us',
      ['usa', 'money', 'the', 'usa', 'pays', 'tell', 'us'],
    ],
    [
      'tells "May" the month from the verb',
      'in may, Rubio in May, may they go',
      ['in', 'May', 'rubio', 'in', 'May', 'may', 'they', 'go'],
    ],
    [
      'reads a bare dollar sign as money, but not that of an amount',
      'US $ to the OAS, $5',
      ['usa', 'money', 'to', 'the', 'oas', '5'],
    ],
    ['keeps numbers whole', 'since 1965 about 1,000.5', ['since', '1965', 'about', '1,0005']],
    ['splits at hyphens and dashes', 'Kenyan-led—mission', ['kenyan', 'led', 'mission']],
    ['ignores invisible characters', 'Ru\u200bbio \u202eGuterres', ['rubio', 'guterres']],
    ['ignores web addresses', 'see https://example.org/Rubio?x=1 now', ['see', 'now']],
    ['finds no words in punctuation and emoji', '?!… 🎉 —', []],
  ])('%s', (_what, text, words) => {
    expect(texts(text)).toEqual(words);
  });

  it('gives the offsets of each word in the original text', () => {
    const text = 'Who is d’Haïti’s “Rubio”?';
    for (const word of tokenize(text)) expect(text.slice(word.start, word.end).length).toBeGreaterThan(0);
    expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Who',
      'is',
      'Haïti',
      'Rubio',
    ]);
  });

  it('numbers the clauses', () => {
    expect(tokenize('One caller, bless her: who pays?').map((word) => word.clause)).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
  });
});
