import type { FactBase } from '../../src/facts/schema.ts';
import type { Answer } from '../../src/search/answer.ts';
import { createSearch } from '../../src/search/search.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { expectationOf, isRight } from './questions/expectation.ts';
import type { Asked } from './questions/questions.ts';

/** A question, what came of it, and what was told. */
export interface AskedOutcome extends Outcome {
  asked: Asked;
  answer: Answer;
  /** Only one side answers: to be told that the sources differ is too much. */
  oneSided: boolean;
}

/** Answers text as it is typed, the way `ask --json` does. */
export type Ask = (typed: string) => Answer;

export function askOf(base: FactBase): Ask {
  const search = createSearch(base);
  return (typed) => {
    const read = search.read(typed);
    const answers = read.kind === 'question' ? search.askEach(read).map(({ answer }) => answer) : [];
    const first = answers.find(({ kind }) => kind !== 'none') ?? answers[0];
    if (first) return first;
    return { kind: 'none', language: 'en', hits: [], missing: [], nearest: [], listing: false };
  };
}

export function askAll(questions: readonly Asked[], ask: Ask, base: FactBase): AskedOutcome[] {
  return questions.map((asked) => {
    const expectation = expectationOf(asked, base);
    const answer = ask(asked.q);
    return {
      ...outcomeOf(expectation, answer, (hits) => isRight(expectation, hits)),
      ...{ asked, answer },
      oneSided: expectation.sides.length === 1,
    };
  });
}

/** `asserted`: an answer where none was right, or the wrong one; `silent`: none where there was one. */
export type Verdict = 'right' | 'asserted' | 'silent';

export function verdictOf({ onFile, asserted, right }: Outcome): Verdict {
  if (onFile !== 'answer') return asserted ? 'asserted' : 'right';
  if (!asserted) return 'silent';
  return right ? 'right' : 'asserted';
}
