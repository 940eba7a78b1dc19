import type { FactBase } from '../facts/schema.ts';
import { createSearch } from '../search/search.ts';
import { shownIds } from './shown.ts';

/** A line of a file of questions: what is asked, and the facts of which one should answer; none for "nothing on file", null for no opinion. */
export interface TriedQuestion {
  line: number;
  question: string;
  expected: string[] | null;
}

export interface Outcome extends TriedQuestion {
  /** `hit`: as expected, or answered where nothing was; `other`: another fact, or one where none should; `silent`: no answer. */
  outcome: 'hit' | 'other' | 'silent';
  shown: string[];
  /** Where it is silent: the nearest fact, which is not an answer. */
  nearest: string | null;
  missing: readonly string[];
}

/**
 * Reads questions, one a line, each with or without `=> fact-id` behind it; `=> none` for one that nothing should answer. Blank
 * lines and lines that begin with `#` are passed over.
 */
export function parseQuestions(text: string): TriedQuestion[] {
  return text.split(/\r?\n/).flatMap((whole, index) => {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) return [];
    const [, question = line, ids] = /^(.*?)\s*(?:=>|\t)\s*([\w-]+(?:\s*,\s*[\w-]+)*)$/.exec(line) ?? [];
    const expected = ids === undefined ? null : ids === 'none' ? [] : ids.split(/\s*,\s*/);
    return [{ line: index + 1, question: question.trim(), expected }];
  });
}

/** Asks each question as at every door. @param today YYYY-MM-DD */
export function tryQuestions(questions: readonly TriedQuestion[], base: FactBase, today: string): Outcome[] {
  const search = createSearch(base);
  return questions.map((tried) => {
    const typed = search.read(tried.question);
    const answers = typed.kind === 'question' ? search.askEach(typed, today).map(({ answer }) => answer) : [];
    const answer = answers.find(({ kind }) => kind !== 'none') ?? answers[0];
    const shown = answer ? shownIds(answer) : [];
    const { expected } = tried;
    const isExpected =
      expected === null ||
      (expected.length === 0 ? shown.length === 0 : shown.some((id) => expected.includes(id)));
    const isAnswered = shown.length > 0;
    const outcome = isExpected && (isAnswered || expected !== null) ? 'hit' : isAnswered ? 'other' : 'silent';
    return {
      ...tried,
      outcome,
      shown,
      nearest: answer?.nearest[0]?.fact.id ?? null,
      missing: answer?.missing ?? [],
    };
  });
}

/** A table of a line each, and a line that counts them. */
export function outcomeLines(outcomes: readonly Outcome[], base: FactBase): string[] {
  const width = Math.min(MAX_WIDTH, Math.max(0, ...outcomes.map(({ question }) => question.length)));
  const rows = outcomes.map((one) =>
    `${one.outcome.padEnd(6)}  ${one.question.padEnd(width)}  ${detailOf(one, base)}`.trimEnd(),
  );
  const count = (outcome: string, isExpected: boolean) =>
    outcomes.filter((one) => one.outcome === outcome && (one.expected !== null) === isExpected).length;
  const expected = outcomes.filter((one) => one.expected !== null).length;
  const free = outcomes.length - expected;
  return [
    ...rows,
    ...(expected > 0
      ? [
          `${expected} with an expected answer: ${count('hit', true)} hit, ${count('other', true)} other, ${count('silent', true)} silent`,
        ]
      : []),
    ...(free > 0
      ? [`${free} without: ${count('hit', false)} answered, ${count('silent', false)} silent`]
      : []),
  ];
}

/** What became of each question since the run before, one line each. */
export function changedLines(before: readonly Outcome[], now: readonly Outcome[]): string[] {
  const was = new Map(before.map((one) => [one.question, one]));
  const told = ({ shown }: Outcome) => shown.join(', ') || 'silent';
  return now.flatMap((one) => {
    const old = was.get(one.question);
    return old && told(old) !== told(one)
      ? [`changed: ${one.question}: ${told(old)} → ${told(one)} (${one.outcome})`]
      : [];
  });
}

// --- internal ---

const MAX_WIDTH = 60;

function detailOf({ outcome, shown, expected, nearest, missing }: Outcome, base: FactBase): string {
  const unknown = expected?.filter((id) => !base.facts.has(id)) ?? [];
  const wanted =
    expected === null || outcome === 'hit' ? '' : ` (expected ${expected.join(' or ') || 'nothing'})`;
  const odd = unknown.length > 0 ? `; there is no fact "${unknown.join('", "')}"` : '';
  if (shown.length > 0) return `${shown.join(' and ')}${wanted}${odd}`;
  const near = nearest === null ? '' : `nearest: ${nearest}`;
  const lacks = missing.length === 0 ? '' : `nothing on file about ${missing.join(', ')}`;
  return `${[lacks, near].filter(Boolean).join('; ')}${wanted}${odd}`.trim();
}
