import type { Analysis, Analyzer } from './analysis.ts';
import { type AnswerType, MISSING_DETAIL } from './answer-type.ts';
import type { ScoredDoc } from './rank.ts';
import { type Reason, reasonsAgainst } from './reasons.ts';
import { ALL_STOPWORDS, COMMON_WORDS, isCountry } from './stopwords.ts';

/** What to answer: one fact, the sides of a dispute, or nothing and what is missing. */
export type Decision =
  | { kind: 'found'; sides: [ScoredDoc]; premise?: readonly Reason[] }
  | { kind: 'disputed'; sides: ScoredDoc[] }
  | { kind: 'none'; missing: string[]; held: readonly HeldBy[] };

/**
 * What held an answer back: a reason of the fact's own words, words of the question that nothing accounts for, a gap that is nearer,
 * or that nothing was found.
 */
export type HeldBy = Reason['name'] | 'word' | 'gap' | 'not_found';

/** Minimum confidence (mean of similarity and coverage) to answer. */
const MIN_CONFIDENCE = 0.48;
/**
 * The minimum when a common word is unmatched, as in "what gift did she send", or a word is matched by gaps alone:
 * that word is probably what the question is about.
 */
const MIN_CONFIDENCE_BESIDE_UNMATCHED = 0.57;
/** Answer types with a recognizable form: a fact without a number, date or amount of its own cannot answer them. */
const EXACT_TYPES: ReadonlySet<AnswerType> = new Set(['count', 'amount', 'when', 'duration']);
/** Subtracted when the fact shows no answer of the type. Places and reasons take many forms, so this is no veto. */
const MISSING_TYPE_PENALTY = 0.08;
/** Gaps below this similarity are ignored. */
const MIN_GAP_SIMILARITY = 0.4;
/** A gap below this similarity holds an answer back without being named: nobody asked for what its name says. */
const MIN_SIMILARITY_TO_NAME_GAP = 0.6;
/** From this similarity on, the question is asked in the gap's own words, and no lead is required of it. */
const VERBATIM = 0.96;
/** Share of the top fact's score and similarity that the other side must reach; else the question is about one side. */
const MIN_OTHER_SIDE = 0.77;
/** With a single content-word match, require this similarity and coverage; more if the fact's own text lacks the word. */
const SINGLE_MATCH = 0.72;
const SINGLE_MATCH_NOT_OWN = 0.84;
/** With few content-word matches, at most one of them in the fact's own text, require this similarity: it may be chance. */
const FEW_MATCHES = 3;
const FEW_MATCHES_SIMILARITY = 0.55;
/** The same when its own text matches none; and when it matches one, and the question is (nearly) fully covered. */
const FEW_MATCHES_NOT_OWN = 0.65;
const FEW_MATCHES_FULL_COVERAGE = 0.48;
const FULL_COVERAGE = 0.85;
/** A unit counts as matched from this credit on. */
const MIN_CREDIT = 0.3;
/** A country that weighs less is mentioned throughout the base and need not be matched. */
const MIN_COUNTRY_WEIGHT = 3;
/** A word belongs to gaps that hold this share of its weight, and is the focus of a question of which it is this share. */
const GAP_WORD = 0.9;
const FOCUS_SHARE = 0.25;
/** Lead that a gap needs over a fact whose own text covers the whole question and holds the number or date asked for. */
const ALL_IN_OWN_TEXT = 0.97;
const MIN_OWN_MATCHES = 3;
const LEAD_IF_STATED = 0.4;
/** Lead that a gap needs over a fact with some number or date, and over one that covers as much of the question. */
const LEAD_IF_TYPE_PRESENT = 0.03;
const LEAD_IF_NOTHING_LEFT_OUT = 0.05;
/** Weight of coverage, where similarity has 1, when a fact and a gap are compared. */
const COVERAGE_WEIGHT = 0.3;

/** A fact that no phrasing is like answers when its own words account for so much of a question, and for so many content words. */
const OWN_WORDS_COVERAGE = 0.6;
const OWN_WORDS_MATCHES = 4;
/** Lead of a gap that holds it back all the same. */
const OWN_WORDS_LEAD = 0.2;

/** Answers only what the base covers; otherwise says what is missing. Pure. */
export function answerOrAbstain(
  analysis: Analysis,
  analyzer: Analyzer,
  gapNames: readonly string[],
): Decision {
  const decision = closeEnough(analysis, analyzer, gapNames);
  if (decision.kind !== 'none') {
    // What one side of a dispute lacks, the other may hold.
    const against = decision.sides.map((side) => reasonsAgainst(analysis, side, analyzer));
    if (against.some((reasons) => reasons.length === 0)) return decision;
    const [first] = decision.sides as [ScoredDoc];
    const reasons = against[0] ?? [];
    if (decision.sides.length === 1 && isPremise(analysis, first, reasons))
      return { kind: 'found', sides: [first], premise: reasons };
    return {
      kind: 'none',
      missing: unmatchedNames(analysis, (at) => first.ownCredits[at] as number),
      held: [...new Set(reasons.map(({ name }) => name))],
    };
  }
  const [top] = analysis.facts;
  if (!top || analysis.gaps.some((gap) => closeness(gap) > closeness(top) + OWN_WORDS_LEAD)) return decision;
  const reasons = reasonsAgainst(analysis, top, analyzer);
  if (isPremise(analysis, top, reasons)) return { kind: 'found', sides: [top], premise: reasons };
  const accountsForIt =
    top.suitsAnswerType &&
    top.ownCoverage >= OWN_WORDS_COVERAGE &&
    top.ownMatches >= OWN_WORDS_MATCHES &&
    reasons.length === 0;
  return accountsForIt ? { kind: 'found', sides: [top] } : decision;
}

// --- internal ---

/** Share of the question, what differs left out, that the own words of a fact account for if it answers whether that is so. */
const PREMISE_COVERAGE = 0.75;
const PREMISE_MATCHES = 2;

/** A question whether something is so is answered by a fact that accounts for all but what differs, if that can be named. */
function isPremise(
  { isWhether, units, weights }: Analysis,
  fact: ScoredDoc,
  reasons: readonly Reason[],
): boolean {
  if (!isWhether || reasons.length === 0 || reasons.some(({ on_file }) => on_file === null)) return false;
  let [asked, held] = [0, 0];
  for (const [at, { isContent, text }] of units.entries()) {
    const differs = reasons.some((reason) => reason.asked.toLowerCase().includes(text.toLowerCase()));
    if (!isContent || differs) continue;
    asked += weights[at] as number;
    held += (weights[at] as number) * (fact.ownCredits[at] as number);
  }
  return fact.ownMatches >= PREMISE_MATCHES && held >= PREMISE_COVERAGE * asked;
}

/** By its phrasings and its own words together, as closeness in score; what the own words alone say is held against it after. */
function closeEnough(analysis: Analysis, analyzer: Analyzer, gapNames: readonly string[]): Decision {
  const [top] = analysis.facts;
  const gap = analysis.gaps.reduce<ScoredDoc | null>(
    (best, one) =>
      one.similarity > MIN_GAP_SIMILARITY && (!best || closeness(one) > closeness(best)) ? one : best,
    null,
  );
  if (gap && (!top || closeness(gap) > closeness(top) + requiredLead(analysis, top, gap))) {
    // A content word that neither the gap nor the best fact matches is missing too, and named first.
    const further = unmatchedNames(analysis, (at) =>
      Math.max(gap.credits[at] as number, top?.credits[at] ?? 0),
    );
    const name =
      gap.similarity >= MIN_SIMILARITY_TO_NAME_GAP
        ? [gapNames[gap.doc - analyzer.facts.length] as string]
        : [];
    return { kind: 'none', missing: [...further, ...name], held: ['gap'] };
  }
  if (!top)
    return {
      kind: 'none',
      missing: analysis.units.filter((unit) => unit.isContent).map((unit) => unit.name),
      held: ['not_found'],
    };
  const missing = unmatchedNames(analysis, (at) => top.credits[at] as number);
  // Small talk, such as "thank you so much".
  if (top.matches === 0 && analysis.units.length < 2 && analysis.answerType === 'open')
    return { kind: 'none', missing, held: ['word'] };
  if (
    top.matches <= 1 &&
    Math.min(top.similarity, top.coverage) < (top.ownMatches === 0 ? SINGLE_MATCH_NOT_OWN : SINGLE_MATCH)
  )
    return { kind: 'none', missing, held: ['word'] };
  if (top.matches <= FEW_MATCHES && top.ownMatches <= 1 && top.similarity < requiredSimilarity(top))
    return { kind: 'none', missing, held: ['word'] };
  if (asksAboutOtherCountry(analysis, top)) return { kind: 'none', missing, held: ['party'] };
  const lacksType = !top.suitsAnswerType;
  const confidence = (top.similarity + top.coverage) / 2 - (lacksType ? MISSING_TYPE_PENALTY : 0);
  const hasUnmatched = missing.some((name) => COMMON_WORDS.has(name)) || hasGapOnlyWord(analysis);
  const required = hasUnmatched ? MIN_CONFIDENCE_BESIDE_UNMATCHED : MIN_CONFIDENCE;
  if (confidence < required || (lacksType && EXACT_TYPES.has(analysis.answerType))) {
    const lack = MISSING_DETAIL[analysis.answerType];
    return {
      kind: 'none',
      missing: missing.length === 0 && lack && lacksType ? [lack] : missing,
      held: [...(lacksType ? ['kind' as const] : []), ...(confidence < required ? ['word' as const] : [])],
    };
  }
  const others = analyzer.facts[top.doc]?.disagrees_with ?? [];
  const sides = analysis.facts.filter(
    (scored) =>
      others.includes(analyzer.facts[scored.doc]?.id ?? '') &&
      scored.score >= MIN_OTHER_SIDE * top.score &&
      scored.similarity >= MIN_OTHER_SIDE * top.similarity,
  );
  if (sides.length > 0) return { kind: 'disputed', sides: [top, ...sides] };
  if (isAboutGapWord(analysis, top, analyzer)) return { kind: 'none', missing, held: ['gap'] };
  return { kind: 'found', sides: [top] };
}

/** Whether the question names a country that the fact does not mention. */
function asksAboutOtherCountry({ units, weights }: Analysis, top: ScoredDoc): boolean {
  return units.some(
    ({ text }, at) =>
      (top.credits[at] as number) < MIN_CREDIT &&
      (weights[at] as number) >= MIN_COUNTRY_WEIGHT &&
      isCountry(text),
  );
}

/**
 * Whether an unmatched word, one used almost only in gaps, is the focus of the question.
 * English only: phrasings in other languages are few, and their words too common to tell.
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

/** Whether a content word is matched by gaps and by no fact. */
function hasGapOnlyWord({ units, facts, gaps }: Analysis): boolean {
  const isMatched = (list: readonly ScoredDoc[], at: number) =>
    list.some(({ credits }) => (credits[at] as number) >= MIN_CREDIT);
  return units.some(({ isContent }, at) => isContent && isMatched(gaps, at) && !isMatched(facts, at));
}

/** How much closer than the best fact a gap must be to win. */
function requiredLead({ answerType, units }: Analysis, top: ScoredDoc, gap: ScoredDoc): number {
  if (gap.similarity >= VERBATIM) return 0;
  const hasType = top.suitsAnswerType && EXACT_TYPES.has(answerType);
  if (hasType && top.ownCoverage >= ALL_IN_OWN_TEXT && top.ownMatches >= MIN_OWN_MATCHES)
    return LEAD_IF_STATED;
  if (answerType !== 'open') return hasType ? LEAD_IF_TYPE_PRESENT : 0;
  const coversMore = units.some(
    (unit, at) => unit.isContent && (gap.credits[at] as number) > (top.credits[at] as number) + MIN_CREDIT,
  );
  return coversMore ? 0 : LEAD_IF_NOTHING_LEFT_OUT;
}

/** Similarity required when few content words match. */
function requiredSimilarity({ ownMatches, coverage }: ScoredDoc): number {
  if (ownMatches === 0) return FEW_MATCHES_NOT_OWN;
  return coverage >= FULL_COVERAGE ? FEW_MATCHES_FULL_COVERAGE : FEW_MATCHES_SIMILARITY;
}

/** How close a fact or a gap is to the question when the two are compared. */
function closeness({ similarity, coverage }: ScoredDoc): number {
  return similarity + COVERAGE_WEIGHT * coverage;
}

/**
 * Names of the unmatched content words. A word that another fact matches is missing from the best fact only, not from the base:
 * to name it as missing would be untrue.
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
