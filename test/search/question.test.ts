import { describe, expect, it } from 'vitest';
import { answerTypeOf } from '../../src/search/answer-type.ts';
import { MAX_QUESTION, readQuestion } from '../../src/search/question.ts';
import { tokenize } from '../../src/search/tokens.ts';

describe('a question is cleaned before it is read', () => {
  it('drops control characters and folds white space', () => {
    expect(readQuestion('  who\u0000 pays\t\n for\u200b it ')).toEqual({ question: 'who pays for it' });
  });

  it.each([
    ['nothing', '', 'Ask a question'],
    ['only white space', ' \n\t ', 'Ask a question'],
    ['only control characters', '\u0000\u0007\u200b', 'Ask a question'],
    ['only punctuation', '?!...', 'no word in that'],
    ['only pictures', '🎉🎉', 'no word in that'],
    ['10,000 characters', 'x'.repeat(10_000), `at most ${MAX_QUESTION} characters`],
  ])('refuses %s in one line', (_what, typed, line) => {
    const read = readQuestion(typed);
    expect(read).toHaveProperty('refused');
    const refused = 'refused' in read ? read.refused : '';
    expect(refused).toContain(line);
    expect(refused).not.toContain('\n');
    expect(refused).not.toContain('xxx');
  });

  it(`takes ${MAX_QUESTION} characters`, () => {
    expect(readQuestion('w'.repeat(MAX_QUESTION))).toEqual({ question: 'w'.repeat(MAX_QUESTION) });
  });
});

describe('what a question asks for', () => {
  it.each([
    ['who pays for it', 'who'],
    ['how many officers are there', 'count'],
    ['how much money was spent', 'amount'],
    ['when did it end', 'when'],
    ['since when has it run', 'when'],
    ['where are they', 'where'],
    ['why was it stalled', 'why'],
    ['what were her exact words', 'words'],
    ['what does it lack', 'open'],
    ['qui paie', 'who'],
    ['combien de morts', 'count'],
    ['depuis quand', 'when'],
    ['ki moun ki peye', 'who'],
    ['poukisa eleksyon yo bloke', 'why'],
    ['¿cuántos agentes hay?', 'count'],
    ['¿por qué no hay elecciones?', 'why'],
    ['nani analipa', 'who'],
    ['lini itaisha', 'when'],
  ])('%s: %s', (question, kind) => {
    expect(answerTypeOf(tokenize(question).map((word) => word.text))).toBe(kind);
  });
});
