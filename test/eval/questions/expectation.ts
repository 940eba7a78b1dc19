import type { FactBase } from '../../../src/facts/schema.ts';
import { livingFacts } from '../../../src/facts/views.ts';
import type { Hit } from '../../../src/search/answer.ts';
import { type OnFile, SHOWN } from '../outcome.ts';
import type { Asked, Span } from './questions.ts';

/** A question held against a base: what this base has on file for it, and which hits answer it. */
export interface Expectation {
  kind: string;
  onFile: OnFile;
  /** Facts of which each quotes its side of an answer; one side, unless sources differ. Empty when nothing is on file. */
  sides: readonly ReadonlySet<string>[];
}

/** The only kinds of question that nothing on file is near to. */
const FAR_KINDS = ['off-topic', 'far'];

/**
 * Whether a source answers was settled by whoever wrote the question; whether a fact does is settled here. A question whose
 * words no fact quotes becomes `uncovered`: the right answer to it is none. Where sources differ and only one side is
 * quoted, that side is the answer.
 * @throws Error when a source does not hold the words, since the question would be taken for uncovered
 */
export function expectationOf(asked: Asked, base: FactBase): Expectation {
  const { kind } = asked;
  if (asked.expect === 'none') {
    return { kind, onFile: FAR_KINDS.includes(kind) ? 'far' : 'near', sides: [] };
  }
  const written = asked.expect === 'found' ? [asked.answers] : asked.sides;
  const sides = written.map((spans) => factsQuoting(spans, base)).filter((facts) => facts.size > 0);
  return sides.length > 0 ? { kind, onFile: 'answer', sides } : { kind: UNCOVERED, onFile: UNCOVERED, sides };
}

/** The first hit quotes the answer; where sources differ, each side is quoted among the hits that a reader sees. */
export function isRight({ sides }: Expectation, hits: readonly Hit[]): boolean {
  const seen = hits.slice(0, sides.length > 1 ? SHOWN : 1);
  return sides.length > 0 && sides.every((side) => seen.some(({ fact }) => side.has(fact.id)));
}

// --- internal ---

const UNCOVERED = 'uncovered';

function factsQuoting(spans: readonly Span[], base: FactBase): Set<string> {
  const places = spans.flatMap((span) => placesOf(span, base));
  const quoting = livingFacts(base).filter(({ evidence }) =>
    evidence.some((quote) => places.some((place) => overlaps(quote, place))),
  );
  return new Set(quoting.map(({ id }) => id));
}

/** Where words stand in a text: offsets in UTF-16 units. */
interface Place {
  source: string;
  start: number;
  end: number;
}

function placesOf({ source, words }: Span, base: FactBase): Place[] {
  const text = base.sources.get(source)?.text ?? '';
  const places: Place[] = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1))
    places.push({ source, start, end: start + words.length });
  if (places.length === 0) throw new Error(`a source "${source}" does not hold the words of a question`);
  return places;
}

/** At least half of the shorter of the two stands in both. */
function overlaps(one: Place, other: Place): boolean {
  if (one.source !== other.source) return false;
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared >= Math.min(one.end - one.start, other.end - other.start) / 2;
}
