import { describe, expect, it } from 'vitest';
import { stopwordsFor } from '../../src/search/stopwords.ts';

describe('the language of a question', () => {
  it.each([
    ['un climate report', 'en'],
    ['nom de la coalition des groupes', 'fr'],
    ['quien paga', 'es'],
    ['who pays the un', 'en'],
  ])('of "%s" is %s', (words, language) => {
    expect(stopwordsFor(words.split(' ')).language).toBe(language);
  });
});
