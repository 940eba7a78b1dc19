import { createPhraseSimilarity, measureCoverage, type PhraseSimilarity } from './coverage.ts';
import type { Doc, Index } from './index.ts';
import type { Query, QueryTerm, QueryUnit } from './query.ts';
import { retrieve } from './retrieve.ts';

/** One document, scored against a question. Shares are 0 to 1, weighted by the weights of the units. */
export interface ScoredDoc {
  doc: number;
  score: number;
  /** Share of the question that any text of the document covers. */
  coverage: number;
  /** The same for its own text (claim, quotes, context), without phrasings. */
  ownCoverage: number;
  /** Similarity of its most similar phrasing. */
  similarity: number;
  /** How well each unit is matched, 0 to 1. */
  credits: ArrayLike<number>;
  /** The same by its own text alone. */
  ownCredits: ArrayLike<number>;
  /** Number of content words that its own text matches, and that any text of it does. */
  ownMatches: number;
  matches: number;
  /** Whether it can supply the type of answer that is asked for. */
  suitsAnswerType: boolean;
}

/**
 * The parts of a score. With many phrasings for each fact, similarity to the best of them predicts most; with few, BM25 does.
 * `many` was tuned on the first set of questions, `few` on the training split of a public benchmark with one phrasing a claim.
 */
const RANKING_WEIGHTS: Record<'many' | 'few', RankingWeights> = {
  many: { similarity: 0.5, coverage: 0.3, own: 0.12, bm25: 0.08, maxIdfShare: 0.66, lowInformation: 0.2 },
  few: { similarity: 0.3, coverage: 0.3, own: 0, bm25: 0.4, maxIdfShare: 1, lowInformation: 0.4 },
};
/** Mean number of phrasings for each document from which on `many` applies. */
export const MANY_PHRASINGS = 12;

interface RankingWeights {
  similarity: number;
  coverage: number;
  own: number;
  bm25: number;
  /** Upper bound of a unit's weight, as a share of the highest idf: no single word may decide a question. */
  maxIdfShare: number;
  /** Weight of a low-information word; a content word has 1. */
  lowInformation: number;
}

function rankingWeights(index: Index): RankingWeights {
  return index.phrasingsPerDoc >= MANY_PHRASINGS ? RANKING_WEIGHTS.many : RANKING_WEIGHTS.few;
}

/** Weight of a word that no document contains, as a share of the highest idf; more for a name or number. */
const UNKNOWN_IDF = 0.5;
const UNKNOWN_NAME_IDF = 0.66;
/** Upper bound for a word found in phrasings only: a turn of phrase, however rare, is not what a question is about. */
const PHRASING_ONLY_IDF = 0.55;
/** The highest idf of a base of about two hundred documents: in a smaller one an unknown word weighs no less. */
const MIN_RAREST_IDF = 6;
/** Bonus for a document that can supply the type of answer asked for. */
const ANSWER_TYPE_BONUS = 0.1;
/** From this similarity on, a phrasing is the same question; its fact gets a bonus over those that are merely similar. */
const SAME_QUESTION = 0.94;
const SAME_QUESTION_BONUS = 0.12;
/** The highest possible sum; scores are reported as a share of it. */
const MAX_SCORE = 1 + ANSWER_TYPE_BONUS + SAME_QUESTION_BONUS;

/** The weight of each unit of a question: its idf, bounded, less for low-information words. */
export function unitWeights(query: Query, index: Index): number[] {
  const { maxIdfShare, lowInformation } = rankingWeights(index);
  const rarest = Math.max(index.maxIdf, MIN_RAREST_IDF);
  return query.units.map((unit, at) => {
    let idf = Number.POSITIVE_INFINITY;
    for (const { id } of query.terms[at] as readonly QueryTerm[]) idf = Math.min(idf, index.idf(id));
    if (!Number.isFinite(idf)) idf = rarest * (unit.capital ? UNKNOWN_NAME_IDF : UNKNOWN_IDF);
    else if (!query.terms[at]?.some(({ id }) => index.isInOwnText(id)))
      idf = Math.min(idf, PHRASING_ONLY_IDF * rarest);
    return Math.min(idf, maxIdfShare * rarest) * (unit.isContent ? 1 : lowInformation);
  });
}

/** Scores the candidate documents for a question, best first. */
export function rank(query: Query, weights: readonly number[], index: Index): ScoredDoc[] {
  const { units, answerType } = query;
  const weight = rankingWeights(index);
  const { docs, scores, maxScore } = retrieve(query, index, weight.lowInformation);
  const coverage = measureCoverage(query, docs, index);
  const totalWeight = weights.reduce((sum, one) => sum + one, 0) || 1;
  const similarityTo = createPhraseSimilarity(query, weights, totalWeight, coverage, index);
  const width = units.length;
  const shares = new Float64Array(docs.length);
  let maxShare = 0;
  for (let at = 0; at < docs.length; at++) {
    const share = weightedShare(coverage.any, at * width, weights, totalWeight);
    shares[at] = share;
    if (share > maxShare) maxShare = share;
  }
  const scored: ScoredDoc[] = [];
  for (let at = 0; at < docs.length; at++) {
    const doc = docs[at] as number;
    const row = at * width;
    const ownCoverage = weightedShare(coverage.own, row, weights, totalWeight);
    const share = shares[at] as number;
    const { similarity, isSameType } =
      share >= MIN_COVERAGE_RATIO * maxShare ? similarityTo(at, doc) : NOT_COMPARED;
    const suitsAnswerType = isSameType || (index.docs[doc] as Doc).answerTypes.has(answerType);
    const score =
      weight.similarity * similarity +
      weight.coverage * share +
      weight.own * ownCoverage +
      weight.bm25 * (maxScore > 0 ? (scores[at] as number) / maxScore : 0) +
      (suitsAnswerType ? ANSWER_TYPE_BONUS : 0) +
      (similarity >= SAME_QUESTION ? SAME_QUESTION_BONUS : 0);
    scored.push({
      doc,
      score: score / MAX_SCORE,
      coverage: share,
      ownCoverage,
      similarity,
      credits: coverage.any.subarray(row, row + width),
      ownCredits: coverage.own.subarray(row, row + width),
      ownMatches: countMatches(units, coverage.own, row),
      matches: countMatches(units, coverage.any, row),
      suitsAnswerType,
    });
  }
  return scored.sort((a, b) => b.score - a.score || a.doc - b.doc);
}

// --- internal ---

/**
 * Phrasings are compared only for documents with at least this share of the best coverage. That skips seven in ten candidates
 * and changes no answer.
 */
const MIN_COVERAGE_RATIO = 0.4;
const NOT_COMPARED: PhraseSimilarity = { similarity: 0, isSameType: false };

/** A unit counts as matched from this credit on. */
const MIN_CREDIT = 0.5;
/** A corrected word counts as matched only from this confidence on. */
const MIN_CONFIDENCE = 0.85;

/** The weighted share of a question that a row of credits covers. */
function weightedShare(
  credits: Float64Array,
  row: number,
  weights: readonly number[],
  totalWeight: number,
): number {
  let sum = 0;
  for (let unit = 0; unit < weights.length; unit++)
    sum += (credits[row + unit] as number) * (weights[unit] as number);
  return sum / totalWeight;
}

/** Number of content words that a row of credits matches. */
function countMatches(units: readonly QueryUnit[], credits: Float64Array, row: number): number {
  let sum = 0;
  for (let at = 0; at < units.length; at++) {
    const { isContent, confidence, size } = units[at] as QueryUnit;
    if (isContent && confidence >= MIN_CONFIDENCE && (credits[row + at] as number) >= MIN_CREDIT) sum += size;
  }
  return sum;
}
