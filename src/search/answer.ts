import type { Evidence, Fact } from '../facts/schema.ts';
import type { Language } from './stopwords.ts';

/** Stretches of a text to be marked: start and end in its UTF-16 units, in order. */
export type Highlights = readonly [number, number][];

/** A verbatim span of a source as it is shown. */
export interface Citation extends Evidence {
  /** Where the words of the question stand in the quote. */
  highlights: Highlights;
}

/** One scored match. */
export interface Hit {
  fact: Fact;
  /** 0 to 1; comparable within one answer only. */
  score: number;
  citations: Citation[];
  /** Facts that answer the same question otherwise. */
  disagrees_with: string[];
  /** Where the words of the question stand in the claim. */
  highlights: Highlights;
  /** Which words of the question met other words of the claim or quotes. */
  matched: Match[];
}

/** A word of the question and the word of the base that it met. */
export interface Match {
  asked: string;
  met: string;
}

interface AnswerFields {
  /** The language the question was read in; the fixed words of a reply follow it. */
  language: Language;
  /** What the base has nothing on, as a reader would name it. */
  missing: string[];
  /** Facts that are near but answer nothing. */
  nearest: Hit[];
  /** The question asked for all there is on something: the hits are a list, and the first is no more the answer than the rest. */
  listing: boolean;
}

/** What the bot says to a question. `found`: the first hit answers. `disputed`: the first `sides` hits are the sides. `none`: nothing is asserted. */
export type Answer = AnswerFields &
  (
    | { kind: 'found'; hits: [Hit, ...Hit[]] }
    | { kind: 'disputed'; sides: number; hits: [Hit, Hit, ...Hit[]] }
    | { kind: 'none'; hits: [] }
  );

/** Facts told without a question: what a button carries. Several facts are sides of one question. */
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
  const told = { language: 'en' as const, missing: [], nearest: [], listing: false };
  if (!second) return { ...told, kind: 'found', hits: [first] };
  return { ...told, kind: 'disputed', sides: hits.length, hits: [first, second, ...rest] };
}
