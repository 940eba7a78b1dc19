import type { Analysis, Analyzer } from './analysis.ts';
import { type AnswerType, MISSING_DETAIL } from './answer-type.ts';
import type { ScoredDoc } from './rank.ts';
import { ALL_STOPWORDS, COMMON_WORDS, isCountry } from './stopwords.ts';

/** What may be said to a question: which facts, as what. */
export type Decision =
  | { kind: 'found'; sides: [ScoredDoc] }
  | { kind: 'disputed'; sides: ScoredDoc[] }
  | { kind: 'none'; missing: string[] };

/** Below this a fact is near, but no answer. */
const MIN_CONFIDENCE = 0.48;
/**
 * The same beside an everyday word that nothing on file accounts for, as in "what gift did she send", or one that only gaps do:
 * it is likely what the question is after.
 */
const MIN_CONFIDENCE_BESIDE_UNMATCHED = 0.57;
/** What is asked for with one right form: without a number, a date or a sum of its own, a fact does not answer it. */
const EXACT_TYPES: ReadonlySet<AnswerType> = new Set(['count', 'amount', 'when', 'duration']);
/** A place or a reason can be told in many ways; a fact that has none on record must be that much nearer. */
const MISSING_TYPE_PENALTY = 0.08;
/** A gap counts from this nearness on. */
const MIN_GAP_SIMILARITY = 0.4;
/** Below this a gap keeps an answer back, but its name would be of something that nobody asked about. */
const MIN_SIMILARITY_TO_NAME_GAP = 0.6;
/** From here on a gap is named in the question's own words. */
const VERBATIM = 0.96;
/** The other side of a disagreement must meet the question about as well as the first; else the question is one-sided. */
const MIN_OTHER_SIDE = 0.77;
/** One telling word is little to go on: it must be most of the question, and of a phrasing; all but all of them when the fact itself does not say it. */
const SINGLE_MATCH = 0.72;
const SINGLE_MATCH_NOT_OWN = 0.84;
/** A few words that meet phrasings but hardly what the fact itself says: chance, unless a phrasing is near enough. */
const FEW_MATCHES = 3;
const FEW_MATCHES_SIMILARITY = 0.55;
/** The same when the fact says none of them; and when it says one, and leaves next to nothing of the question out. */
const FEW_MATCHES_NOT_OWN = 0.65;
const FEW_MATCHES_FULL_COVERAGE = 0.48;
const FULL_COVERAGE = 0.85;
/** A unit credited less than this is not accounted for. */
const MIN_CREDIT = 0.3;
/** A country that weighs less is spoken of all over the base: it goes without saying. */
const MIN_COUNTRY_WEIGHT = 3;
/** A word is one of known gaps when this share of what is said with it is, and what a question is after when it is this share of it. */
const GAP_WORD = 0.9;
const FOCUS_SHARE = 0.25;
/** A fact that says all of a question in its own words, and the number or date that it asks for, is nearer than a gap by this. */
const ALL_IN_OWN_TEXT = 0.97;
const MIN_OWN_MATCHES = 3;
const LEAD_IF_STATED = 0.4;
/** A fact that merely holds a number or date, and one that leaves no more of the question out than the gap does, are nearer by these. */
const LEAD_IF_TYPE_PRESENT = 0.03;
const LEAD_IF_NOTHING_LEFT_OUT = 0.05;
/** What the share of a question that is accounted for weighs beside the nearest phrasing, when a fact and a gap are held against each other. */
const COVERAGE_WEIGHT = 0.3;

/** Asserts only what the base accounts for; says what is missing otherwise. Pure. */
export function answerOrAbstain(
  analysis: Analysis,
  analyzer: Analyzer,
  gapNames: readonly string[],
): Decision {
  const [top] = analysis.facts;
  const gap = analysis.gaps.reduce<ScoredDoc | null>(
    (best, one) =>
      one.similarity > MIN_GAP_SIMILARITY && (!best || closeness(one) > closeness(best)) ? one : best,
    null,
  );
  if (gap && (!top || closeness(gap) > closeness(top) + requiredLead(analysis, top, gap))) {
    // A telling word that neither the gap nor the best fact accounts for is missing too, and named first.
    const further = unmatchedNames(analysis, (at) =>
      Math.max(gap.credits[at] as number, top?.credits[at] ?? 0),
    );
    const name =
      gap.similarity >= MIN_SIMILARITY_TO_NAME_GAP
        ? [gapNames[gap.doc - analyzer.facts.length] as string]
        : [];
    return { kind: 'none', missing: [...further, ...name] };
  }
  if (!top)
    return {
      kind: 'none',
      missing: analysis.units.filter((unit) => unit.isContent).map((unit) => unit.name),
    };
  const missing = unmatchedNames(analysis, (at) => top.credits[at] as number);
  // Talk that tells of nothing, such as "thank you so much".
  if (top.matches === 0 && analysis.units.length < 2 && analysis.answerType === 'open')
    return { kind: 'none', missing };
  if (
    top.matches <= 1 &&
    Math.min(top.similarity, top.coverage) < (top.ownMatches === 0 ? SINGLE_MATCH_NOT_OWN : SINGLE_MATCH)
  )
    return { kind: 'none', missing };
  if (top.matches <= FEW_MATCHES && top.ownMatches <= 1 && top.similarity < requiredSimilarity(top))
    return { kind: 'none', missing };
  if (asksAboutOtherCountry(analysis, top)) return { kind: 'none', missing };
  const lacksType = !top.suitsAnswerType;
  const confidence = (top.similarity + top.coverage) / 2 - (lacksType ? MISSING_TYPE_PENALTY : 0);
  const hasUnmatched = missing.some((name) => COMMON_WORDS.has(name)) || hasGapOnlyWord(analysis);
  const required = hasUnmatched ? MIN_CONFIDENCE_BESIDE_UNMATCHED : MIN_CONFIDENCE;
  if (confidence < required || (lacksType && EXACT_TYPES.has(analysis.answerType))) {
    const lack = MISSING_DETAIL[analysis.answerType];
    return { kind: 'none', missing: missing.length === 0 && lack && lacksType ? [lack] : missing };
  }
  const others = analyzer.facts[top.doc]?.disagrees_with ?? [];
  const sides = analysis.facts.filter(
    (scored) =>
      others.includes(analyzer.facts[scored.doc]?.id ?? '') &&
      scored.score >= MIN_OTHER_SIDE * top.score &&
      scored.similarity >= MIN_OTHER_SIDE * top.similarity,
  );
  if (sides.length > 0) return { kind: 'disputed', sides: [top, ...sides] };
  if (isAboutGapWord(analysis, top, analyzer)) return { kind: 'none', missing };
  return { kind: 'found', sides: [top] };
}

// --- internal ---

/** Whether a country is asked about that the fact does not have. */
function asksAboutOtherCountry({ units, weights }: Analysis, top: ScoredDoc): boolean {
  return units.some(
    ({ text }, at) =>
      (top.credits[at] as number) < MIN_CREDIT &&
      (weights[at] as number) >= MIN_COUNTRY_WEIGHT &&
      isCountry(text),
  );
}

/**
 * Whether a word that the fact does not account for is likely what the question is after: one that is all but only known gaps'.
 * What is said in another language is said with fewer words, each of them in many places: there it tells nothing.
 */
function isAboutGapWord(
  { language, units, weights, terms }: Analysis,
  top: ScoredDoc,
  { index }: Analyzer,
): boolean {
  if (language !== 'en') return false;
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  return units.some(({ isContent }, at) => {
    if (!isContent || (top.credits[at] as number) >= MIN_CREDIT) return false;
    const ofUnit = terms[at] ?? [];
    const isOfGaps = ofUnit.length > 0 && ofUnit.every(({ id }) => index.gapShare(id) >= GAP_WORD);
    return isOfGaps && (weights[at] as number) >= FOCUS_SHARE * totalWeight;
  });
}

/** Whether a telling word is one that known gaps account for, and no fact does. */
function hasGapOnlyWord({ units, facts, gaps }: Analysis): boolean {
  const isMatched = (list: readonly ScoredDoc[], at: number) =>
    list.some(({ credits }) => (credits[at] as number) >= MIN_CREDIT);
  return units.some(({ isContent }, at) => isContent && isMatched(gaps, at) && !isMatched(facts, at));
}

/** By how much a gap must be nearer: by a little when the question names nothing that the fact does not account for. */
function requiredLead({ answerType, units }: Analysis, top: ScoredDoc, gap: ScoredDoc): number {
  if (gap.similarity >= VERBATIM) return 0;
  const holdsIt = top.suitsAnswerType && EXACT_TYPES.has(answerType);
  if (holdsIt && top.ownCoverage >= ALL_IN_OWN_TEXT && top.ownMatches >= MIN_OWN_MATCHES)
    return LEAD_IF_STATED;
  if (answerType !== 'open') return holdsIt ? LEAD_IF_TYPE_PRESENT : 0;
  const accountsForMore = units.some(
    (unit, at) => unit.isContent && (gap.credits[at] as number) > (top.credits[at] as number) + MIN_CREDIT,
  );
  return accountsForMore ? 0 : LEAD_IF_NOTHING_LEFT_OUT;
}

/** How near a phrasing must be for a few words. */
function requiredSimilarity({ ownMatches, coverage }: ScoredDoc): number {
  if (ownMatches === 0) return FEW_MATCHES_NOT_OWN;
  return coverage >= FULL_COVERAGE ? FEW_MATCHES_FULL_COVERAGE : FEW_MATCHES_SIMILARITY;
}

/** How near a fact or a gap is when the two are weighed: what it leaves out of the question counts against it. */
function closeness({ similarity, coverage }: ScoredDoc): number {
  return similarity + COVERAGE_WEIGHT * coverage;
}

/**
 * What is missing, by name: telling words that are not accounted for. A word that some fact does account for is not missing
 * from the base, only from the best fact: to name it would say something untrue.
 */
function unmatchedNames(analysis: Analysis, credit: (unit: number) => number): string[] {
  const names = analysis.units.flatMap((unit, at) => {
    const isOnFile = analysis.facts.some((fact) => (fact.credits[at] as number) >= MIN_CREDIT);
    return unit.isContent && !isOnFile && credit(at) < MIN_CREDIT && !ALL_STOPWORDS.has(unit.name)
      ? [unit.name]
      : [];
  });
  return [...new Set(names)];
}
