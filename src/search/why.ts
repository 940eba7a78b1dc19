import type { Decision, HeldBy } from './abstain.ts';
import type { Analysis, Analyzer } from './analysis.ts';
import { MISSING_DETAIL } from './answer-type.ts';
import { type OwnWords, wordsWith } from './own-words.ts';
import type { QueryUnit } from './query.ts';
import type { ScoredDoc } from './rank.ts';
import { reasonsAgainst } from './reasons.ts';
import { stemOf } from './tokens.ts';

/** Why the fact that stood first answers a question, or does not. */
export interface Why {
  /** Its id; null when nothing was found. */
  fact: string | null;
  /** What holds it back; the first of `held`. */
  held_by: HeldBy | null;
  held: readonly HeldBy[];
  /** The figures of the decision, 0 to 1. */
  figures: Readonly<Record<string, number>>;
  words: readonly WordMatch[];
  /** What an editor could add; null where the fact is rightly held back. */
  would_help: string | null;
}

/** A content word or phrase of the question, and the words that it matched, if any. */
interface WordMatch {
  asked: string;
  met: string | null;
  by: 'same' | 'stem' | 'spelling' | 'lexicon' | 'phrasing' | null;
}

export function whyOf(analysis: Analysis, decision: Decision, analyzer: Analyzer): Why {
  const top = decision.kind === 'none' ? analysis.facts[0] : decision.sides[0];
  const held = decision.kind === 'none' ? heldBy(analysis, decision.held, top, analyzer) : [];
  const [held_by = null] = held;
  if (!top) {
    const words = contentUnits(analysis).map(
      ([, { text }]): WordMatch => ({ asked: text, met: null, by: null }),
    );
    return { ...{ fact: null, held_by, held, figures: {}, words }, would_help: 'a fact about it' };
  }
  const fact = analyzer.facts[top.doc]?.id ?? null;
  const words = contentUnits(analysis).map(([at, unit]) => matchOf(unit, at, top, analyzer));
  const figures = {
    similarity: rounded(top.similarity),
    coverage: rounded(top.coverage),
    own_coverage: rounded(top.ownCoverage),
    gap_similarity: rounded(analysis.gaps[0]?.similarity ?? 0),
  };
  return { fact, held_by, held, figures, words, would_help: helpFor(held_by, analysis, words, fact) };
}

// --- internal ---

const ORDER: readonly HeldBy[] = ['party', 'kind', 'role', 'negation', 'word', 'gap', 'not_found'];

/** What the decision met first, and what the own words of the fact have against it besides. */
function heldBy(
  analysis: Analysis,
  first: readonly HeldBy[],
  top: ScoredDoc | undefined,
  analyzer: Analyzer,
): HeldBy[] {
  const reasons = top ? reasonsAgainst(analysis, top, analyzer).map(({ name }) => name) : [];
  const all = new Set<HeldBy>([...first, ...reasons]);
  return ORDER.filter((one) => all.has(one));
}

function contentUnits({ units }: Analysis): [number, QueryUnit][] {
  return [...units.entries()].filter(([, { isContent }]) => isContent);
}

/** A word counts as matched from this credit on. */
const MIN_CREDIT = 0.3;

function matchOf(unit: QueryUnit, at: number, top: ScoredDoc, { index, ownWords }: Analyzer): WordMatch {
  const asked = unit.text;
  // The word itself before what means the same.
  const terms = unit.terms.toSorted((a, b) => Number(isGroup(a.term)) - Number(isGroup(b.term)));
  for (const { term } of terms) {
    const id = index.termId(term);
    const met = id === undefined ? null : wordsWith(new Set([id]), ownWords[top.doc] as OwnWords);
    if (met !== null) return { asked, met, by: wayOf(unit, term, met) };
  }
  return (top.credits[at] as number) >= MIN_CREDIT
    ? { asked, met: asked, by: 'phrasing' }
    : { asked, met: null, by: null };
}

/** Of a lexicon, not a word. */
function isGroup(term: string): boolean {
  return /^[#~]\d/.test(term);
}

function wayOf({ text, confidence }: QueryUnit, term: string, met: string): WordMatch['by'] {
  if (confidence < 1) return 'spelling';
  if (isGroup(term)) return met.toLowerCase() === text ? 'same' : 'lexicon';
  if (met.toLowerCase() === text) return 'same';
  return stemOf(met.toLowerCase()) === stemOf(text) ? 'stem' : 'lexicon';
}

function helpFor(
  held: HeldBy | null,
  { answerType }: Analysis,
  words: readonly WordMatch[],
  fact: string | null,
): string | null {
  const unmet = words.filter(({ met }) => met === null).map(({ asked }) => `"${asked}"`);
  if (held === 'word' && unmet.length > 0)
    return `a phrasing of ${fact}, or a line of the lexicon, with ${unmet.join(', ')}`;
  if (held === 'word') return `a phrasing of ${fact} that is more like the question`;
  if (held === 'gap') return `if ${fact} answers it, take its question out of the gap`;
  if (held === 'kind' && MISSING_DETAIL[answerType])
    return `a quote or context of ${fact} that gives ${MISSING_DETAIL[answerType]}`;
  return null;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
