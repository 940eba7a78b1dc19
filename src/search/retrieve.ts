import type { Index } from './index.ts';
import type { Query, QueryTerm } from './query.ts';

/** The candidates for ranking, in order of document number. */
export interface Retrieved {
  docs: Int32Array;
  /** BM25 score of each. */
  scores: Float64Array;
  maxScore: number;
}

/** Candidates among facts, and as many again among gaps, so that neither crowds out the other. */
const CANDIDATES = 48;

/**
 * The facts and the gaps with the highest BM25 scores.
 * @param lowInformation weight of a low-information word, where a content word has 1
 */
export function retrieve({ units, terms }: Query, index: Index, lowInformation: number): Retrieved {
  const { score, gain, touched } = index.scratch;
  let count = 0;
  for (let unit = 0; unit < units.length; unit++) {
    const importance = units[unit]?.isContent ? 1 : lowInformation;
    const ofUnit = terms[unit] as readonly QueryTerm[];
    if (ofUnit.length === 1) {
      // Fast path: most units have a single term, so there is no best term to pick.
      const { id, weight } = ofUnit[0] as QueryTerm;
      const { docs, weights } = index.postings(id);
      for (let n = 0; n < docs.length; n++) {
        const doc = docs[n] as number;
        const before = score[doc] as number;
        if (before === 0) touched[count++] = doc;
        score[doc] = before + (weights[n] as number) * weight * importance;
      }
      continue;
    }
    for (const { id, weight } of ofUnit) {
      const { docs, weights } = index.postings(id);
      for (let n = 0; n < docs.length; n++) {
        const doc = docs[n] as number;
        const value = (weights[n] as number) * weight * importance;
        if (value > (gain[doc] as number)) gain[doc] = value;
      }
    }
    for (const { id } of ofUnit) {
      const { docs } = index.postings(id);
      for (let n = 0; n < docs.length; n++) {
        const doc = docs[n] as number;
        const value = gain[doc] as number;
        if (value === 0) continue;
        const before = score[doc] as number;
        if (before === 0) touched[count++] = doc;
        score[doc] = before + value;
        gain[doc] = 0;
      }
    }
  }
  const reached = touched.subarray(0, count);
  const docs = highestOfEach(reached, score, index.firstGap).sort();
  const scores = new Float64Array(docs.length);
  let maxScore = 0;
  for (let at = 0; at < docs.length; at++) {
    const value = score[docs[at] as number] as number;
    scores[at] = value;
    if (value > maxScore) maxScore = value;
  }
  for (let at = 0; at < count; at++) score[touched[at] as number] = 0;
  return { docs, scores, maxScore };
}

// --- internal ---

/** The facts and the gaps with the highest scores, at most `CANDIDATES` of each. */
function highestOfEach(docs: Int32Array, scores: Float64Array, firstGap: number): Int32Array {
  if (docs.length <= CANDIDATES) return docs.slice();
  const facts = highest(
    docs.filter((doc) => doc < firstGap),
    scores,
    CANDIDATES,
  );
  const gaps = highest(
    docs.filter((doc) => doc >= firstGap),
    scores,
    CANDIDATES,
  );
  const both = new Int32Array(facts.length + gaps.length);
  both.set(facts);
  both.set(gaps, facts.length);
  return both;
}

/** The documents with the highest scores; ties go to the lower numbers. */
function highest(docs: Int32Array, scores: Float64Array, count: number): Int32Array {
  if (docs.length <= count) return docs.slice();
  const kept = new Float64Array(4 * count);
  let filled = 0;
  let floor = 0;
  for (let at = 0; at < docs.length; at++) {
    const score = scores[docs[at] as number] as number;
    if (score <= floor) continue;
    kept[filled++] = score;
    if (filled < kept.length) continue;
    kept.sort();
    kept.copyWithin(0, filled - count);
    filled = count;
    floor = kept[0] as number;
  }
  const sorted = kept.subarray(0, filled).sort();
  floor = sorted[filled - count] as number;
  const above = docs.filter((doc) => (scores[doc] as number) > floor);
  const level = docs.filter((doc) => scores[doc] === floor).sort();
  const chosen = new Int32Array(count);
  chosen.set(above);
  chosen.set(level.subarray(0, count - above.length), above.length);
  return chosen;
}
