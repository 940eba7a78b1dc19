import { createPhraseSimilarity, measureCoverage, type PhraseSimilarity } from './coverage.ts';
import type { Doc, Index } from './index.ts';
import type { Query, QueryTerm, QueryUnit } from './query.ts';
import { retrieve } from './retrieve.ts';

/** How well one fact meets a question. Shares are 0 to 1, weighed by how telling each word is. */
export interface ScoredDoc {
  doc: number;
  score: number;
  /** Share of the question that the fact accounts for, by any of its words. */
  coverage: number;
  /** The same, by its claim and quotes alone. */
  ownCoverage: number;
  /** How near its nearest phrasing is: both ways. */
  similarity: number;
  /** How well each unit is accounted for. */
  credits: ArrayLike<number>;
  /** How many telling words its claim and quotes account for, and how many anything of it does. */
  ownMatches: number;
  matches: number;
  /** Whether the fact can answer this kind of question. */
  suitsAnswerType: boolean;
}

/**
 * What a fact's score is made of, by how many phrasings the facts of a base have. Where they have many, the nearest phrasing
 * tells most; where they have few, BM25 does. Chosen on the open half of the questions, and on the training split of a public
 * benchmark whose claims have one phrasing each.
 */
const RANKING_WEIGHTS: Record<'many' | 'few', RankingWeights> = {
  many: { similarity: 0.5, coverage: 0.3, own: 0.12, bm25: 0.08, maxIdfShare: 0.66, lowInformation: 0.2 },
  few: { similarity: 0.3, coverage: 0.3, own: 0, bm25: 0.4, maxIdfShare: 1, lowInformation: 0.4 },
};
/** From this many phrasings a fact on, they are many. */
export const MANY_PHRASINGS = 12;

interface RankingWeights {
  similarity: number;
  coverage: number;
  own: number;
  bm25: number;
  /** No word weighs more than this share of the rarest there could be: a single word must not decide a question. */
  maxIdfShare: number;
  /** A word that only carries a question counts this much of a telling one. */
  lowInformation: number;
}

function rankingWeights(index: Index): RankingWeights {
  return index.phrasingsPerDoc >= MANY_PHRASINGS ? RANKING_WEIGHTS.many : RANKING_WEIGHTS.few;
}
/** What a word weighs that no document has, by the same measure; a name or number weighs more. */
const UNKNOWN_IDF = 0.5;
const UNKNOWN_NAME_IDF = 0.66;
/** What one weighs at most that stands in phrasings only: a turn of speech, however rare, is not what a question is about. */
const PHRASING_ONLY_IDF = 0.55;
/** The rarest word of a base of two hundred documents; in a smaller one an unknown word tells no less. */
const MIN_RAREST_IDF = 6;
/** What it is worth to answer the kind of question that is asked. */
const ANSWER_TYPE_BONUS = 0.1;
/** From here on a phrasing says the same as the question, and its fact comes before those that are merely like it. */
const SAME_QUESTION = 0.94;
const SAME_QUESTION_BONUS = 0.12;
/** What all of it can add up to; scores are told as a share of it. */
const MAX_SCORE = 1 + ANSWER_TYPE_BONUS + SAME_QUESTION_BONUS;

/** How telling each unit of a question is in this base. */
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

/** The best facts for a question, best first. */
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
      ownMatches: countMatches(units, coverage.own, row),
      matches: countMatches(units, coverage.any, row),
      suitsAnswerType,
    });
  }
  return scored.sort((a, b) => b.score - a.score || a.doc - b.doc);
}

// --- internal ---

/**
 * The phrasings of a document that accounts for less than this share of what the widest one does are not read: seven in ten are not,
 * and no answer hangs on them.
 */
const MIN_COVERAGE_RATIO = 0.4;
const NOT_COMPARED: PhraseSimilarity = { similarity: 0, isSameType: false };

/** A unit credited at least this much is accounted for. */
const MIN_CREDIT = 0.5;
/** A mistyped word counts as met only when it is this likely to have meant what it met. */
const MIN_CONFIDENCE = 0.85;

/** The share of a question that a row of credits accounts for. */
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

/** How many telling words a row of credits accounts for. */
function countMatches(units: readonly QueryUnit[], credits: Float64Array, row: number): number {
  let sum = 0;
  for (let at = 0; at < units.length; at++) {
    const { isContent, confidence, size } = units[at] as QueryUnit;
    if (isContent && confidence >= MIN_CONFIDENCE && (credits[row + at] as number) >= MIN_CREDIT) sum += size;
  }
  return sum;
}
