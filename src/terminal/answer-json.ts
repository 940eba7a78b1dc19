import type { FactBase } from '../facts/schema.ts';
import type { Answer, Hit } from '../search/answer.ts';

/**
 * The object that `ask --json` prints for one line. Of several questions it is that of the first one answered, else of the first, and
 * `parts` holds an object for each.
 */
export function answerJson(
  query: string,
  answers: readonly { question: string; answer: Answer }[],
  base: FactBase,
  ms: number,
): object {
  const told = answers.find(({ answer }) => answer.kind !== 'none') ?? answers[0];
  if (!told) return refusedJson(query, 'Ask a question in words.');
  const whole = oneJson(query, told.answer, base, ms);
  if (answers.length === 1) return whole;
  return { ...whole, parts: answers.map(({ question, answer }) => oneJson(question, answer, base, 0)) };
}

/** A hit, in the same shape in every command. */
export function hitJson({ fact, score, citations, disagrees_with }: Hit, base: FactBase): object {
  return {
    fact: fact.id,
    claim: fact.claim,
    score: rounded(score),
    disagrees_with,
    citations: citations.map(({ source, quote, paragraph }) => ({
      source,
      quote,
      paragraph,
      published: base.sources.get(source)?.published ?? null,
      says: fact.says,
      as_of: fact.as_of,
    })),
  };
}

/** The object for thanks or a greeting (`thanks`), and for what wants no answer (`aside`). */
export function chatJson(query: string, chat: 'thanks' | 'aside'): object {
  return { query, kind: 'none', hits: [], nearest: [], missing: [], ms: 0, chat };
}

/** The object for a line that is not a question; `error` says why. */
export function refusedJson(query: string, error: string): object {
  return { query, kind: 'none', hits: [], nearest: [], missing: [], ms: 0, error };
}

// --- internal ---

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function oneJson(query: string, answer: Answer, base: FactBase, ms: number): object {
  return {
    query,
    kind: answer.kind,
    ...(answer.kind === 'found' && answer.premise
      ? { premise: answer.premise.map(({ asked, on_file }) => ({ asked, on_file })) }
      : {}),
    hits: answer.hits.map((hit) => hitJson(hit, base)),
    nearest: answer.nearest.map((hit) => hitJson(hit, base)),
    missing: answer.missing,
    ms: rounded(ms),
  };
}
