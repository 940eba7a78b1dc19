import { describe, expect, it } from 'vitest';
import { answerTypeOf } from '../../src/search/answer-type.ts';
import { tokenize } from '../../src/search/tokens.ts';

describe('the answer type of a question', () => {
  it.each([
    ['who pays for it', 'who'],
    ['how many officers are there', 'count'],
    ['how many officers', 'count'],
    ['what is the number of officers', 'count'],
    ['is it true how many officers came', 'count'],
    ['how much money was spent', 'amount'],
    ['what was the cost of the mission', 'amount'],
    ['when did it end', 'when'],
    ['since when has it run', 'when'],
    ['how long since the club led one', 'when'],
    ['do you know when the mandate ends', 'when'],
    ['will kenya stay when the mandate ends', 'open'],
    ['how long was the call', 'duration'],
    ['where are they', 'where'],
    ['why was it stalled', 'why'],
    ['what were her exact words', 'words'],
    ['what does it lack', 'open'],
    ['what is the mission', 'open'],
    ['qui paie', 'who'],
    ['combien de morts', 'count'],
    ['depuis quand', 'when'],
    ['ki moun ki peye', 'who'],
    ['poukisa eleksyon yo bloke', 'why'],
    ['¿cuántos agentes hay?', 'count'],
    ['¿por qué no hay elecciones?', 'why'],
    ['nani analipa', 'who'],
    ['lini itaisha', 'when'],
  ])('of "%s" is %s', (question, type) => {
    expect(answerTypeOf(tokenize(question).map((word) => word.text))).toBe(type);
  });
});
