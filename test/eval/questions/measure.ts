import { readFileSync } from 'node:fs';
import type { FactBase } from '../../../src/facts/schema.ts';
import type { Answer, Hit } from '../../../src/search/answer.ts';

/** Words of a source that a right answer quotes. */
interface Span {
  source: string;
  words: string;
}

export interface Asked {
  q: string;
  kind: string;
  lang: string;
  expect: 'found' | 'disputed' | 'none';
  answers?: Span[];
  sides?: [Span[], Span[]];
}

/** `asserted`: an answer where none was right, or the wrong one; `silent`: none where there was one. */
export type Verdict = 'right' | 'asserted' | 'silent';

export interface Row {
  kind: string;
  asked: number;
  right: number;
  asserted: number;
  silent: number;
  /** One-sided questions answered as if the sources differed. */
  overDisputed: number;
}

/** The sets, and where they lie. */
export const SETS = {
  first: 'first-half.jsonl',
  second: 'second-half.jsonl',
  third: 'third-set.jsonl',
  fourth: 'fourth-set.jsonl',
  fifth: 'fifth-set.jsonl',
  sixth: 'sixth-set.jsonl',
} as const;

export function readQuestions(path: string | URL): Asked[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Asked);
}

/** A right first hit, both sides among the first three, or nothing asserted: whichever the question calls for. */
export function judge(question: Asked, answer: Answer, base: FactBase): Verdict {
  if (question.expect === 'none') return answer.kind === 'none' ? 'right' : 'asserted';
  if (answer.kind === 'none') return 'silent';
  const quotes = (hit: Hit | undefined, spans: Span[] = []) =>
    hit !== undefined &&
    spans.some((span) => hit.citations.some((citation) => overlaps(citation, span, base)));
  if (question.expect === 'disputed') {
    const first = answer.hits.slice(0, 3);
    return question.sides?.every((side) => first.some((hit) => quotes(hit, side))) ? 'right' : 'asserted';
  }
  return quotes(answer.hits[0], question.answers) ? 'right' : 'asserted';
}

export function tally(questions: readonly Asked[], ask: (q: string) => Answer, base: FactBase): Row[] {
  const rows = new Map<string, Row>();
  for (const question of questions) {
    const row = rows.get(question.kind) ?? {
      kind: question.kind,
      asked: 0,
      right: 0,
      asserted: 0,
      silent: 0,
      overDisputed: 0,
    };
    rows.set(question.kind, row);
    const answer = ask(question.q);
    row.asked++;
    row[judge(question, answer, base)]++;
    if (question.expect === 'found' && answer.kind === 'disputed') row.overDisputed++;
  }
  return [...rows.values()];
}

// --- internal ---

/** At least half of the shorter of the two stands in both. */
function overlaps(
  citation: { source: string; start: number; end: number },
  span: Span,
  base: FactBase,
): boolean {
  if (citation.source !== span.source) return false;
  const text = base.sources.get(span.source)?.text ?? '';
  for (let start = text.indexOf(span.words); start >= 0; start = text.indexOf(span.words, start + 1)) {
    const end = start + span.words.length;
    const shared = Math.min(end, citation.end) - Math.max(start, citation.start);
    if (shared >= Math.min(span.words.length, citation.end - citation.start) / 2) return true;
  }
  return false;
}
