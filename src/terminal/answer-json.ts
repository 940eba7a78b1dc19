import type { FactBase } from '../facts/schema.ts';
import type { Answer, Hit } from '../search/answer.ts';

/** The object that `ask --json` prints for one line. */
export function answerJson(query: string, answer: Answer, base: FactBase, ms: number): object {
  return {
    query,
    kind: answer.kind,
    hits: answer.hits.map((hit) => hitJson(hit, base)),
    nearest: answer.nearest.map((hit) => hitJson(hit, base)),
    missing: answer.missing,
    ms: rounded(ms),
  };
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

/** The object for a line that is not a question; `error` says why. */
export function refusedJson(query: string, error: string): object {
  return { query, kind: 'none', hits: [], nearest: [], missing: [], ms: 0, error };
}

// --- internal ---

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
