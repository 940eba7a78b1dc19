import { describe, expect, it } from 'vitest';
import { answerTypeOf } from '../../src/search/answer-type.ts';
import { createSearch } from '../../src/search/search.ts';
import { stopwordsFor } from '../../src/search/stopwords.ts';
import { baseOf, LAMP, LOST } from '../base.ts';

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

describe('the kind of a question', () => {
  it.each([
    ['how long since the club led one', 'when'],
    ['how long was the call', 'duration'],
    ['how many officers', 'count'],
    ['will kenya stay when the mandate ends', 'open'],
    ['do you know when the mandate ends', 'when'],
    ['is it true how many officers came', 'count'],
    ['what is the number of officers', 'count'],
    ['what was the cost of the mission', 'amount'],
    ['what is the mission', 'open'],
  ])('of "%s" is %s', (words, kind) => {
    expect(answerTypeOf(words.split(' '))).toBe(kind);
  });
});

describe('talk', () => {
  const search = createSearch(
    baseOf([{ ...LAMP, asks: ['thanks for the lamp', 'who lit the lamp', 'thank the keeper'] }, LOST], {
      gaps: [{ about: 'the name of the keeper', asks: ['who was the keeper', 'what was the keeper called'] }],
    }),
  );

  it('that tells of nothing is answered by nothing', () => {
    expect(search.ask('thank you so much').kind).toBe('none');
  });

  it('that names a gap word for word is answered by the gap', () => {
    expect(search.ask('what was the keeper called').missing).toContain('the name of the keeper');
  });
});
