import type { Evidence, Fact } from '../facts/schema.ts';
import type { Language } from './stopwords.ts';

/** Ranges of a text to highlight: start and end in UTF-16 units, ordered and disjoint. */
export type Highlights = readonly [number, number][];

/** A verbatim span of a source as it is shown. */
export interface Citation extends Evidence {
  /** Where the quote matches the question. */
  highlights: Highlights;
}

/** One scored match. */
export interface Hit {
  fact: Fact;
  /** 0 to 1; comparable within one answer only. */
  score: number;
  citations: Citation[];
  /** Ids of the facts that disagree with this one. */
  disagrees_with: string[];
  /** Where the claim matches the question. */
  highlights: Highlights;
  /** Words of the question that matched other words of the claim or quotes. */
  matched: Match[];
}

/** A word or phrase of the question and the words of the base that it matched. */
export interface Match {
  asked: string;
  met: string;
}

/** What a question takes for so, and what is on file in its place. */
interface Premise {
  asked: string;
  on_file: string;
  /** They are who said it. */
  isSpeaker: boolean;
}

/** What every kind of answer has. */
interface AnswerFields {
  /** The detected language of the question; the fixed lines of a reply follow it. */
  language: Language;
  /** What the base has nothing on, in a reader's words. */
  missing: string[];
  /** The nearest facts of a miss; they are not an answer. */
  nearest: Hit[];
  /** The question asked for everything on a subject: all hits answer it, not just the first. */
  listing: boolean;
}

/** An answer. `found`: the first hit answers. `disputed`: the first `sides` hits are the sides. `none`: nothing is asserted. */
export type Answer = AnswerFields &
  (
    | { kind: 'found'; hits: [Hit, ...Hit[]]; premise?: readonly Premise[] }
    | { kind: 'disputed'; sides: number; hits: [Hit, Hit, ...Hit[]] }
    | { kind: 'none'; hits: [] }
  );

/** The answer behind a button or digest entry, where there is no question. Several facts are the sides of a dispute. */
export function answerFrom(facts: readonly Fact[]): Answer | null {
  const hits = facts.map(
    (fact): Hit => ({
      fact,
      score: 1,
      citations: fact.evidence.map((span) => ({ ...span, highlights: [] })),
      disagrees_with: fact.disagrees_with,
      highlights: [],
      matched: [],
    }),
  );
  const [first, second, ...rest] = hits;
  if (!first) return null;
  const fields = { language: 'en' as const, missing: [], nearest: [], listing: false };
  if (!second) return { ...fields, kind: 'found', hits: [first] };
  return { ...fields, kind: 'disputed', sides: hits.length, hits: [first, second, ...rest] };
}
