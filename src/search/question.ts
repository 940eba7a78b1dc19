import { tokenize } from './tokens.ts';

/** Longest question that is read, in UTF-16 units. */
export const MAX_QUESTION = 500;

/**
 * Cleans what a person typed and refuses what cannot be a question, in one line that repeats none of it.
 * Control and invisible characters are dropped, white space is folded.
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

/** Questions that a message holds, parted by question marks, or by "and" before an asking word; at most three. */
export function questionsIn(message: string): string[] {
  const parts = message
    .split(/(?<=[?？])\s+|,?\s+and\s+(?=(?:who|whose|when|where|why|what|which|how)\b)/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 1 ? parts.slice(0, MOST_QUESTIONS) : [];
}

/** What fits in one message beside the answers. */
const MOST_QUESTIONS = 3;
