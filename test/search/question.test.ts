import { describe, expect, it } from 'vitest';
import { MAX_QUESTION, readQuestion } from '../../src/search/question.ts';

describe('reading a question', () => {
  it('drops control characters and collapses white space', () => {
    expect(readQuestion('  who\u0000 pays\t\n for\u200b it ')).toEqual({ question: 'who pays for it' });
  });

  it.each([
    ['nothing', '', 'Ask a question'],
    ['only white space', ' \n\t ', 'Ask a question'],
    ['only control characters', '\u0000\u0007\u200b', 'Ask a question'],
    ['only punctuation', '?!...', 'no word in that'],
    ['only emoji', '🎉🎉', 'no word in that'],
    ['10,000 characters', 'x'.repeat(10_000), `at most ${MAX_QUESTION} characters`],
  ])('refuses %s in one line', (_what, typed, line) => {
    const read = readQuestion(typed);
    expect(read).toHaveProperty('refused');
    const refused = 'refused' in read ? read.refused : '';
    expect(refused).toContain(line);
    expect(refused).not.toContain('\n');
    expect(refused).not.toContain('xxx');
  });

  it(`accepts ${MAX_QUESTION} characters`, () => {
    expect(readQuestion('w'.repeat(MAX_QUESTION))).toEqual({ question: 'w'.repeat(MAX_QUESTION) });
  });
});
