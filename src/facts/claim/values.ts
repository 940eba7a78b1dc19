import type { Language } from './language.ts';
import type { Statement } from './statement.ts';
import { statementsOf } from './statements.ts';
import { straighten, tokensOf } from './tokens.ts';

/** A number, time or date of a text, with the words that state it. */
export type Value = Pick<Statement, 'kind' | 'says' | 'holds'> & { words: string };

/** The values that a text states, in its order, compared by their keys as the proof compares them. */
export function valuesIn(text: string, language: Language = 'en'): Value[] {
  const straight = straighten(text);
  return statementsOf(tokensOf(straight), language).map(({ kind, says, holds, start, end }) => ({
    ...{ kind, says, holds },
    words: straight.slice(start, end),
  }));
}
