import { ANSWER_TYPES, type AnswerType } from './answer-type.ts';
import type { Doc, Index } from './index.ts';
import type { Query, QueryTerm } from './query.ts';

/** How documents account for a question: a row of credits for each document, a credit for each unit, 0 to 1. */
export interface Coverage {
  /** By anything of the document, phrasings too; and by what it says itself. */
  any: Float64Array;
  own: Float64Array;
  /** Where the document stands in the list of each standing, one row a document; -1 where it does not. */
  entries: Int32Array;
}

/** Holds a question against documents, word by word. */
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

/** How near the phrasings of a document come to a question. */
export interface PhraseSimilarity {
  /** 0 to 1, both ways. */
  similarity: number;
  /** Whether one of them asks for the same kind of thing, and is near enough. */
  isSameType: boolean;
}

/** Tells how near the phrasings of documents come to one question. */
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
          // The best term comes first: a phrasing that one has reached meets this unit no better by another.
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
    let nearest = 0;
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
      if (value > nearest) nearest = value;
      if (asks === asked && value >= MIN_SAME_TYPE_SIMILARITY) isSameType = true;
    }
    return { similarity: nearest, isSameType };
  };
}

// --- internal ---

/** How much of a phrasing's nearness is mutual; the rest is how much of the question it accounts for. */
const MUTUAL_SHARE = 0.7;
/** How near a phrasing of the same kind must be for its fact to answer that kind of question. */
const MIN_SAME_TYPE_SIMILARITY = 0.45;

/** How like a phrasing is, by the share of the question that it meets, and the share of it that the question meets. */
function phraseSimilarity(forth: number, back: number): number {
  return MUTUAL_SHARE * ((2 * forth * back) / (forth + back)) + (1 - MUTUAL_SHARE) * forth;
}

/** Kinds of question that only some facts answer, however near they are. */
const SPECIFIC_TYPES: ReadonlySet<AnswerType> = new Set([
  'who',
  'when',
  'duration',
  'where',
  'why',
  'count',
  'amount',
]);

/** How near a phrasing is by the kind that it asks for, by number: less when that is something else, however like its words. */
interface TypeAgreement {
  ofFact: Float64Array;
  ofGap: Float64Array;
}

/** By the kind that the question asks for. */
const TYPE_AGREEMENTS: readonly TypeAgreement[] = ANSWER_TYPES.map((asked) => ({
  ofFact: typeAgreements(asked, false),
  ofGap: typeAgreements(asked, true),
}));

function typeAgreements(asked: AnswerType, isGap: boolean): Float64Array {
  return Float64Array.from(ANSWER_TYPES, (phrased) => {
    // What is missing is often a number, a date or a name: a question that asks for none has little to do with that.
    if (isGap && asked === 'open' && SPECIFIC_TYPES.has(phrased)) return 0.85;
    if (asked === phrased || !SPECIFIC_TYPES.has(asked)) return 1;
    return SPECIFIC_TYPES.has(phrased) ? 0.8 : 0.88;
  });
}

/** Above so many entries for each document it is quicker to look each document up than to read the list. */
const LONG_POSTINGS = 16;

/** Writes the entries of a list that are of these documents, and tells how many. */
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
