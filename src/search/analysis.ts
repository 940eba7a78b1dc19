import type { Fact, FactBase } from '../facts/schema.ts';
import { livingFacts } from '../facts/views.ts';
import { type AnswerType, answerTypeOf, QUESTION_WORDS } from './answer-type.ts';
import { withoutFiller } from './filler.ts';
import { type PreparedText, prepareText } from './highlight.ts';
import { buildIndex, type Index } from './index.ts';
import { parseQuery, type Query, type QueryUnit, termsOf } from './query.ts';
import { MANY_PHRASINGS, rank, type ScoredDoc, unitWeights } from './rank.ts';
import { createSegmenter } from './segmentation.ts';
import { createSpellingCorrector } from './spelling.ts';
import { COMMON_WORDS, ENGLISH_STOPWORDS, type Language, LOW_INFORMATION_WORDS } from './stopwords.ts';
import { compileSynonyms } from './synonyms.ts';
import { type Token, tokenize } from './tokens.ts';

/** Everything that is computed once for a base. Documents 0 to facts.length - 1 are facts, those after them gaps. */
export interface Analyzer {
  facts: readonly Fact[];
  index: Index;
  /** Claim and quotes of each fact, read once, for marking what matched. */
  texts: readonly FactTexts[];
  analyze(question: string): Analysis;
}

export interface FactTexts {
  claim: PreparedText;
  quotes: readonly PreparedText[];
}

/** A question, understood and held against the base. */
export interface Analysis {
  language: Language;
  answerType: AnswerType;
  units: QueryUnit[];
  /** For each unit the terms of it that the base has. */
  terms: Query['terms'];
  /** How telling each unit is in this base. */
  weights: number[];
  /** Best first. */
  facts: ScoredDoc[];
  /** Known gaps that the question is near to, best first. */
  gaps: ScoredDoc[];
}

export function createAnalyzer(base: FactBase): Analyzer {
  const facts = livingFacts(base);
  const synonyms = compileSynonyms(base.lexicon);
  const entries = [
    ...facts.map((fact) => ({
      asks: fact.asks,
      claim: fact.claim,
      quotes: fact.evidence.map((span) => span.quote),
      context: fact.context.map((span) => span.quote),
    })),
    ...base.gaps.map((gap) => ({ asks: gap.asks, claim: gap.about, quotes: [], context: [] })),
  ];
  const index = buildIndex(entries, synonyms);
  const spelling = new Map(index.vocabulary);
  for (const words of [synonyms.vocabulary, ENGLISH_STOPWORDS, LOW_INFORMATION_WORDS]) {
    for (const word of words) if (!spelling.has(word)) spelling.set(word, 0);
  }
  const frequency = (word: string) => spelling.get(word) ?? 0;
  const isForeign = (word: string) =>
    (index.foreign.has(word) || !index.vocabulary.has(word)) &&
    (index.foreign.has(word) || synonyms.foreign.has(word));
  const corrector = createSpellingCorrector(spelling.keys(), { frequency });
  const englishCorrector = corrector.restrictedTo((word) => !isForeign(word));
  // A slip in an English question meant an English word.
  const correctorFor = (language: Language) => (language === 'en' ? englishCorrector : corrector);
  const knownWords = {
    isKnown: ({ text }: { text: string }) =>
      spelling.has(text) || COMMON_WORDS.has(text) || QUESTION_WORDS.has(text),
    isStemKnown: ({ stem }: { stem: string }) => index.termId(stem) !== undefined,
    isInBase: ({ text }: { text: string }) => index.vocabulary.has(text) && !index.foreign.has(text),
    segment: createSegmenter(index, entries),
  };
  return {
    facts,
    index,
    texts: facts.map((fact) => ({
      claim: prepareText(fact.claim, synonyms, index),
      quotes: fact.evidence.map((span) => prepareText(span.quote, synonyms, index)),
    })),
    analyze(question) {
      const given = withoutFiller(tokenize(question));
      const { units, read, language } = parseQuery(given, synonyms, knownWords, correctorFor);
      const { query, weights, ranked } = bestClauses(units, read, index);
      const { answerType } = query;
      return {
        language,
        answerType,
        units: query.units,
        terms: query.terms,
        weights,
        facts: ranked.filter(({ doc }) => doc < facts.length),
        gaps: ranked.filter(({ doc }) => doc >= facts.length),
      };
    },
  };
}

// --- internal ---

/** Questions with fewer telling words, or of one clause, are read whole. */
const LONG_QUESTION = 4;
/** Clauses that are looked at; what follows is read with the last. */
const MAX_CLAUSES = 6;
/** What a telling word that is met is worth against one that is not. */
const UNMATCHED_PENALTY = 0.2;

function netCredit(credit: number): number {
  return credit - UNMATCHED_PENALTY * (1 - credit);
}

interface ClauseRun {
  query: Query;
  weights: number[];
  ranked: ScoredDoc[];
}

/**
 * People on deadline wrap a question in talk ("a caller asks, bless her, …"). A long question of several clauses is read
 * by the run of clauses that the base accounts for best; the words of the others still count a little, but none is missed.
 * The clause that asks is never set aside. Facts with few phrasings are met by few words of a question, and a date alone would
 * outdo the rest of it: there it is read whole.
 */
function bestClauses(units: QueryUnit[], read: readonly Token[], index: Index): ClauseRun {
  const terms = termsOf(units, index);
  const rankClauses = (from: number, to: number): ClauseRun => {
    const inside = (clause: number) => clause >= from && clause <= to;
    const query = {
      terms,
      units: units.map((unit) => (inside(unit.clause) ? unit : { ...unit, isContent: false })),
      answerType: answerTypeOf(read.filter((word) => inside(word.clause)).map((word) => word.text)),
    };
    const weights = unitWeights(query, index);
    return { query, weights, ranked: rank(query, weights, index) };
  };
  const whole = rankClauses(0, Number.POSITIVE_INFINITY);
  const contentUnits = units.filter((unit) => unit.isContent);
  const clauses = [...new Set(contentUnits.map((unit) => unit.clause))];
  if (
    index.phrasingsPerDoc < MANY_PHRASINGS ||
    contentUnits.length < LONG_QUESTION ||
    clauses.length < 2 ||
    clauses.length > MAX_CLAUSES
  )
    return whole;
  const askingClauses = clauses.filter(
    (clause) =>
      answerTypeOf(read.filter((word) => word.clause === clause).map((word) => word.text)) !== 'open',
  );
  let best = whole;
  let most = netWorth(whole);
  for (const from of clauses) {
    for (const to of clauses) {
      if (
        to < from ||
        (askingClauses.length > 0 && !askingClauses.some((clause) => clause >= from && clause <= to))
      )
        continue;
      if (upperBound(from, to, units, whole) <= most) continue;
      const run = rankClauses(from, to);
      const value = netWorth(run);
      if (value > most) {
        best = run;
        most = value;
      }
    }
  }
  return best;
}

/** What a run of clauses could be worth at most: were all of its words that the base has met by one document. */
function upperBound(
  from: number,
  to: number,
  units: readonly QueryUnit[],
  { query, weights }: ClauseRun,
): number {
  let sum = 0;
  units.forEach(({ isContent, clause }, at) => {
    if (!isContent || clause < from || clause > to) return;
    const credit = (query.terms[at] ?? []).reduce((most, { weight }) => Math.max(most, weight), 0);
    sum += (weights[at] as number) * netCredit(credit);
  });
  return sum;
}

/** The weight of the telling words that the best document accounts for, less a part of those it does not. */
function netWorth({ query, weights, ranked }: ClauseRun): number {
  const [top] = ranked;
  return query.units.reduce((sum, unit, at) => {
    if (!unit.isContent) return sum;
    const credit = top?.credits[at] ?? 0;
    return sum + (weights[at] as number) * netCredit(credit);
  }, 0);
}
