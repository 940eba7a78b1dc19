import { ANSWER_TYPES, type AnswerType } from './answer-type.ts';
import type { Doc, Index } from './index.ts';
import type { Query, QueryTerm } from './query.ts';

/** How documents cover a question: a row of credits for each document, one credit from 0 to 1 for each unit. */
export interface Coverage {
  /** By any text of the document, phrasings included; and by its own text (claim, quotes, context) alone. */
  any: Float64Array;
  own: Float64Array;
  /** Index of the document in the postings of each query term, one row for each document; -1 if absent. */
  entries: Int32Array;
}

/** Scores each unit of a question against each document. */
export function measureCoverage({ units, terms }: Query, docs: Int32Array, index: Index): Coverage {
  const { scratch } = index;
  const width = units.length;
  let termCount = 0;
  for (const of of terms) termCount += of.length;
  const any = new Float64Array(docs.length * width);
  const own = new Float64Array(docs.length * width);
  const entries = new Int32Array(docs.length * termCount).fill(-1);
  for (let at = 0; at < docs.length; at++) scratch.candidate[docs[at] as number] = at + 1;
  let term = 0;
  for (let unit = 0; unit < width; unit++) {
    for (const { id, weight } of terms[unit] as readonly QueryTerm[]) {
      const postings = index.postings(id);
      const count = entriesOf(docs, postings.docs, scratch.candidate, scratch.touched);
      for (let entry = 0; entry < count; entry++) {
        const n = scratch.touched[entry] as number;
        const at = (scratch.candidate[postings.docs[n] as number] as number) - 1;
        const cell = at * width + unit;
        if (weight > (any[cell] as number)) any[cell] = weight;
        if (postings.own[n] === 1 && weight > (own[cell] as number)) own[cell] = weight;
        entries[at * termCount + term] = n;
      }
      term += 1;
    }
  }
  for (let at = 0; at < docs.length; at++) scratch.candidate[docs[at] as number] = 0;
  return { any, own, entries };
}

/** How similar the phrasings of a document are to a question. */
export interface PhraseSimilarity {
  /** Of the most similar phrasing, 0 to 1. */
  similarity: number;
  /** Whether a phrasing of the same answer type is similar enough. */
  isSameType: boolean;
}

/** Compares one question with the phrasings of a document: `at` is its row in `coverage`, `doc` its number. */
export function createPhraseSimilarity(
  { units, answerType, terms }: Query,
  weights: readonly number[],
  totalWeight: number,
  { entries }: Coverage,
  index: Index,
): (at: number, doc: number) => PhraseSimilarity {
  const { phrasings, scratch } = index;
  const termCount = terms.reduce((sum, of) => sum + of.length, 0);
  const asked = ANSWER_TYPES.indexOf(answerType);
  const { ofFact, ofGap } = TYPE_AGREEMENTS[asked] as TypeAgreement;
  const {
    questionCoverage,
    phrasingCoverage,
    phrasingStamp,
    positionStamp,
    positionCredit,
    touchedPhrasings,
  } = scratch;
  return (at, doc) => {
    let entry = at * termCount;
    let count = 0;
    scratch.stamp += 1;
    const docStamp = scratch.stamp;
    for (let unit = 0; unit < units.length; unit++) {
      const unitWeight = weights[unit] as number;
      scratch.stamp += 1;
      const stamp = scratch.stamp;
      for (const { id, weight } of terms[unit] as readonly QueryTerm[]) {
        const n = entries[entry++] as number;
        if (n < 0) continue;
        const postings = index.postings(id);
        const end = postings.ends[n] as number;
        for (let to = n === 0 ? 0 : (postings.ends[n - 1] as number); to < end; to++) {
          const phrasing = postings.phrasings[to] as number;
          // The best term comes first, so only the first match of a phrasing counts for this unit.
          if (phrasingStamp[phrasing] !== stamp) {
            phrasingStamp[phrasing] = stamp;
            const before = questionCoverage[phrasing] as number;
            if (before === 0) touchedPhrasings[count++] = phrasing;
            questionCoverage[phrasing] = before + weight * unitWeight;
          }
          const position = postings.positions[to] as number;
          const before =
            (positionStamp[position] as number) > docStamp ? (positionCredit[position] as number) : 0;
          if (weight <= before) continue;
          positionStamp[position] = stamp;
          positionCredit[position] = weight;
          phrasingCoverage[phrasing] =
            (phrasingCoverage[phrasing] as number) + (weight - before) * (postings.positionIdf[to] as number);
        }
      }
    }
    const first = phrasings.first[doc] as number;
    const agreement = (index.docs[doc] as Doc).isGap ? ofGap : ofFact;
    let best = 0;
    let isSameType = false;
    for (let n = 0; n < count; n++) {
      const phrasing = touchedPhrasings[n] as number;
      const ofQuestion = (questionCoverage[phrasing] as number) / totalWeight;
      const ofPhrasing =
        (phrasingCoverage[phrasing] as number) / (phrasings.totalIdf[first + phrasing] as number);
      questionCoverage[phrasing] = 0;
      phrasingCoverage[phrasing] = 0;
      const asks = phrasings.answerType[first + phrasing] as number;
      const value = phraseSimilarity(ofQuestion, ofPhrasing) * (agreement[asks] as number);
      if (value > best) best = value;
      if (asks === asked && value >= MIN_SAME_TYPE_SIMILARITY) isSameType = true;
    }
    return { similarity: best, isSameType };
  };
}

// --- internal ---

/** Weight of the harmonic mean of both directions; the rest is the share of the question that the phrasing covers. */
const MUTUAL_SHARE = 0.7;
/** A phrasing of the question's answer type shows that its fact has such an answer from this similarity on. */
const MIN_SAME_TYPE_SIMILARITY = 0.45;

/** @param ofQuestion share of the question that the phrasing covers
 * @param ofPhrasing share of the phrasing that the question covers */
function phraseSimilarity(ofQuestion: number, ofPhrasing: number): number {
  const harmonicMean = (2 * ofQuestion * ofPhrasing) / (ofQuestion + ofPhrasing);
  return MUTUAL_SHARE * harmonicMean + (1 - MUTUAL_SHARE) * ofQuestion;
}

/** Answer types that only some facts can supply, however similar their words. */
const SPECIFIC_TYPES: ReadonlySet<AnswerType> = new Set([
  'who',
  'when',
  'duration',
  'where',
  'why',
  'count',
  'amount',
]);

/** Factors on similarity, by answer type of the phrasing: below 1 where it asks for something else. */
interface TypeAgreement {
  ofFact: Float64Array;
  ofGap: Float64Array;
}

/** By answer type of the question. */
const TYPE_AGREEMENTS: readonly TypeAgreement[] = ANSWER_TYPES.map((asked) => ({
  ofFact: typeAgreements(asked, false),
  ofGap: typeAgreements(asked, true),
}));

function typeAgreements(asked: AnswerType, isGap: boolean): Float64Array {
  return Float64Array.from(ANSWER_TYPES, (phrased) => {
    // A gap is often a missing number, date or name; a question that asks for none of these is hardly about it.
    if (isGap && asked === 'open' && SPECIFIC_TYPES.has(phrased)) return 0.85;
    if (asked === phrased || !SPECIFIC_TYPES.has(asked)) return 1;
    return SPECIFIC_TYPES.has(phrased) ? 0.8 : 0.88;
  });
}

/** Above this many entries for each document, a binary search for each is faster than a scan. */
const LONG_POSTINGS = 16;

/** Collects into `entries` the indices of postings that belong to these documents; returns their number. */
function entriesOf(docs: Int32Array, list: Int32Array, numberOf: Int32Array, entries: Int32Array): number {
  let count = 0;
  if (list.length <= LONG_POSTINGS * docs.length) {
    for (let n = 0; n < list.length; n++) if (numberOf[list[n] as number] !== 0) entries[count++] = n;
    return count;
  }
  let from = 0;
  for (const doc of docs) {
    let to = list.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((list[middle] as number) < doc) from = middle + 1;
      else to = middle;
    }
    if (list[from] === doc) entries[count++] = from;
  }
  return count;
}
