import { tokenize } from './tokens.ts';

/** Maximum length of a question, in UTF-16 units. */
export const MAX_QUESTION = 500;

/**
 * Cleans what a person typed, or refuses it with one line that repeats none of it.
 * Control and invisible characters are dropped, white space is collapsed.
 */
export function readQuestion(typed: string): { question: string } | { refused: string } {
  const question = typed
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]+/gu, (run) => (/\s/.test(run) ? ' ' : ''))
    .replace(/\s+/g, ' ')
    .trim();
  if (question === '') return { refused: 'Ask a question, for example: who pays for the mission' };
  if (question.length > MAX_QUESTION) {
    return {
      refused: `That is too long: a question has at most ${MAX_QUESTION} characters. Ask one thing at a time.`,
    };
  }
  if (tokenize(question).length === 0)
    return { refused: 'There is no word in that. Ask a question in words.' };
  return { question };
}

/** Splits a message at question marks and at "and" before a question word: two or three questions, else none. */
export function questionsIn(message: string): string[] {
  const parts = message
    .split(/(?<=[?？])\s+|,?\s+and\s+(?=(?:who|whose|when|where|why|what|which|how)\b)/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 ? parts.slice(0, MAX_QUESTIONS) : [];
}

/** More would not fit into one Slack message with their answers. */
const MAX_QUESTIONS = 3;
