import type { Doc, Index } from './index.ts';
import type { Kind } from './language.ts';
import type { Unit } from './units.ts';

/** A question, ready to be held against the index. */
export interface Asked {
  units: Unit[];
  kind: Kind;
  /** For each unit the terms of it that the base has. */
  found: readonly (readonly Standing[])[];
}

/** A term of the base, by number, and how well it stands for a unit of a question. */
export interface Standing {
  id: number;
  weight: number;
}

/** How well one fact meets a question. Shares are 0 to 1, weighed by how telling each word is. */
export interface Scored {
  doc: number;
  score: number;
  /** Share of the question that the fact accounts for, by any of its words. */
  coverage: number;
  /** The same, by its claim and quotes alone. */
  own: number;
  /** How near its nearest phrasing is: both ways. */
  phrasing: number;
  /** How well each unit is accounted for. */
  credit: ArrayLike<number>;
  /** How many telling words its claim and quotes account for, and how many anything of it does. */
  metOwn: number;
  met: number;
  /** Whether the fact can answer this kind of question. */
  answersKind: boolean;
}

/** Documents that are looked at closely, by their plain BM25 score: of facts and gaps together, so that many gaps must not crowd out a fact. */
const CANDIDATES = 64;
/**
 * What a fact's score is made of, by how many phrasings the facts of a base have. Where they have many, the nearest phrasing
 * tells most; where they have few, BM25 does. Chosen on the open half of the questions, and on the training split of a public
 * benchmark whose claims have one phrasing each.
 */
const WEIGHTS: Record<'many' | 'few', Weights> = {
  many: { phrasing: 0.5, coverage: 0.3, own: 0.12, bm25: 0.08, most: 0.66, scaffold: 0.2 },
  few: { phrasing: 0.3, coverage: 0.3, own: 0, bm25: 0.4, most: 1, scaffold: 0.4 },
};
/** From this many phrasings a fact on, they are many. */
export const MANY = 12;

interface Weights {
  phrasing: number;
  coverage: number;
  own: number;
  bm25: number;
  /** No word weighs more than this share of the rarest there could be: a single word must not decide a question. */
  most: number;
  /** A word that only carries a question counts this much of a telling one. */
  scaffold: number;
}

function weightsOf(index: Index): Weights {
  return index.perDoc >= MANY ? WEIGHTS.many : WEIGHTS.few;
}
/** What a word weighs that no document has, by the same measure; a name or number weighs more. */
const UNKNOWN = 0.5;
const UNKNOWN_NAME = 0.66;
/** The rarest word of a base of two hundred documents; in a smaller one an unknown word tells no less. */
const RAREST_AT_LEAST = 6;
/** What it is worth to answer the kind of question that is asked. */
const KIND_BONUS = 0.1;
/** From here on a phrasing says the same as the question, and its fact comes before those that are merely like it. */
const SAME = 0.94;
const SAME_BONUS = 0.12;
/** What all of it can add up to; scores are told as a share of it. */
const MOST_SCORE = 1 + KIND_BONUS + SAME_BONUS;

/** How telling each unit of a question is in this base. */
export function weigh(asked: Asked, index: Index): number[] {
  const { most, scaffold } = weightsOf(index);
  const rarest = Math.max(index.rarest, RAREST_AT_LEAST);
  return asked.units.map((unit, at) => {
    let idf = Number.POSITIVE_INFINITY;
    for (const { id } of asked.found[at] as readonly Standing[]) idf = Math.min(idf, index.idf(id));
    if (!Number.isFinite(idf)) idf = rarest * (unit.capital ? UNKNOWN_NAME : UNKNOWN);
    return Math.min(idf, most * rarest) * (unit.telling ? 1 : scaffold);
  });
}

/** The best facts for a question, best first. */
export function rank(asked: Asked, weights: readonly number[], index: Index): Scored[] {
  const { units, kind } = asked;
  const { candidates, best } = retrieve(asked, index);
  const meeting = meet(asked, weights, candidates, index);
  const weight = weightsOf(index);
  const width = units.length;
  const scored: Scored[] = [];
  for (let at = 0; at < candidates.length; at++) {
    const doc = candidates[at] as number;
    const row = at * width;
    const phrasing = meeting.phrasing[at] as number;
    const answersKind = meeting.answersKind[at] === 1 || (index.docs[doc] as Doc).holds.has(kind);
    const own = share(meeting.own, row, weights, meeting.mass);
    const coverage = share(meeting.any, row, weights, meeting.mass);
    const bm25 = index.room.score[doc] as number;
    index.room.score[doc] = 0;
    const score =
      weight.phrasing * phrasing +
      weight.coverage * coverage +
      weight.own * own +
      weight.bm25 * (best > 0 ? bm25 / best : 0) +
      (answersKind ? KIND_BONUS : 0) +
      (phrasing >= SAME ? SAME_BONUS : 0);
    scored.push({
      doc,
      score: score / MOST_SCORE,
      coverage,
      own,
      phrasing,
      credit: meeting.any.subarray(row, row + width),
      metOwn: metUnits(units, meeting.own, row),
      met: metUnits(units, meeting.any, row),
      answersKind,
    });
  }
  return scored.sort((a, b) => b.score - a.score || a.doc - b.doc);
}

/** The terms of each unit that the base has. */
export function termsIn(units: readonly Unit[], index: Index): Standing[][] {
  return units.map(({ terms }) => {
    const found: Standing[] = [];
    for (const { term, weight } of terms) {
      const id = index.termId(term);
      if (id !== undefined) found.push({ id, weight });
    }
    return found;
  });
}

// --- internal ---

/** A unit credited at least this much is accounted for. */
const MET = 0.5;
/** A mistyped word counts as met only when it is this likely to have meant what it met. */
const LIKELY = 0.85;

/** How much of a phrasing's nearness is mutual; the rest is how much of the question it accounts for. */
const NEARNESS = 0.7;

/** Kinds of question that only some facts answer, however near they are. */
const ASKS_FOR_ONE: ReadonlySet<Kind> = new Set([
  'who',
  'when',
  'duration',
  'where',
  'why',
  'count',
  'amount',
]);

/** A phrasing that asks for something else is less near, however like its words. */
function kindAgreement(asked: Kind, phrased: Kind, isGap: boolean): number {
  // What is missing is often a number, a date or a name: a question that asks for none has little to do with that.
  if (isGap && asked === 'open' && ASKS_FOR_ONE.has(phrased)) return 0.85;
  if (asked === phrased || !ASKS_FOR_ONE.has(asked)) return 1;
  return ASKS_FOR_ONE.has(phrased) ? 0.8 : 0.88;
}

/** How near a phrasing of the same kind must be for its fact to answer that kind of question. */
const KIND_NEAR = 0.45;

/** How candidates meet a question. */
interface Meeting {
  /** How well each unit is accounted for by anything of a candidate, and by its own words: a row for each candidate. */
  any: Float64Array;
  own: Float64Array;
  /** How near the nearest phrasing of each candidate is, and whether one of the question's kind is near enough. */
  phrasing: Float64Array;
  answersKind: Uint8Array;
  /** The weight of all units together. */
  mass: number;
}

/** Holds a question against candidates, unit by unit: only the places where its terms stand are looked at. */
function meet(
  { units, kind, found }: Asked,
  weights: readonly number[],
  candidates: Int32Array,
  index: Index,
): Meeting {
  const { phrasings, room } = index;
  const width = units.length;
  const any = new Float64Array(candidates.length * width);
  const own = new Float64Array(candidates.length * width);
  const entries = new Int32Array(candidates.length);
  for (let at = 0; at < candidates.length; at++) room.candidate[candidates[at] as number] = at + 1;
  const nearby: number[] = [];
  const places: number[] = [];
  for (let unit = 0; unit < width; unit++) {
    const reached: number[] = [];
    for (const { id, weight } of found[unit] as readonly Standing[]) {
      const postings = index.postings(id);
      const count = entriesOf(candidates, postings.docs, room.candidate, entries);
      for (let entry = 0; entry < count; entry++) {
        const n = entries[entry] as number;
        const cell = ((room.candidate[postings.docs[n] as number] as number) - 1) * width + unit;
        if (weight > (any[cell] as number)) any[cell] = weight;
        if (postings.own[n] === 1 && weight > (own[cell] as number)) own[cell] = weight;
        const end = postings.ends[n] as number;
        for (let at = n === 0 ? 0 : (postings.ends[n - 1] as number); at < end; at++) {
          const place = postings.places[at] as number;
          const phrasing = phrasings.of[place] as number;
          const before = room.unit[phrasing] as number;
          if (before === 0) reached.push(phrasing);
          if (weight > before) room.unit[phrasing] = weight;
          const met = room.place[place] as number;
          if (weight <= met) continue;
          if (met === 0) places.push(place);
          room.place[place] = weight;
          room.back[phrasing] =
            (room.back[phrasing] as number) + (weight - met) * (phrasings.weight[place] as number);
        }
      }
    }
    for (const phrasing of reached) {
      const forth = room.forth[phrasing] as number;
      if (forth === 0) nearby.push(phrasing);
      room.forth[phrasing] = forth + (room.unit[phrasing] as number) * (weights[unit] as number);
      room.unit[phrasing] = 0;
    }
  }
  const mass = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const nearest = new Float64Array(candidates.length);
  const answersKind = new Uint8Array(candidates.length);
  for (const phrasing of nearby) {
    const forth = (room.forth[phrasing] as number) / mass;
    const back = (room.back[phrasing] as number) / (phrasings.mass[phrasing] as number);
    room.forth[phrasing] = 0;
    room.back[phrasing] = 0;
    const like = NEARNESS * ((2 * forth * back) / (forth + back)) + (1 - NEARNESS) * forth;
    const doc = phrasings.doc[phrasing] as number;
    const asks = phrasings.kind[phrasing] as Kind;
    const value = like * kindAgreement(kind, asks, (index.docs[doc] as Doc).isGap);
    const at = (room.candidate[doc] as number) - 1;
    if (value > (nearest[at] as number)) nearest[at] = value;
    if (asks === kind && value >= KIND_NEAR) answersKind[at] = 1;
  }
  for (const place of places) room.place[place] = 0;
  for (const doc of candidates) room.candidate[doc] = 0;
  return { any, own, phrasing: nearest, answersKind, mass };
}

/** Above so many entries for each candidate it is quicker to look each candidate up than to read the list. */
const LONG_LIST = 16;

/** Writes the entries of a list that are of candidates, and tells how many. */
function entriesOf(
  candidates: Int32Array,
  docs: Int32Array,
  numberOf: Int32Array,
  entries: Int32Array,
): number {
  let count = 0;
  if (docs.length <= LONG_LIST * candidates.length) {
    for (let n = 0; n < docs.length; n++) if (numberOf[docs[n] as number] !== 0) entries[count++] = n;
    return count;
  }
  let from = 0;
  for (const doc of candidates) {
    let to = docs.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((docs[middle] as number) < doc) from = middle + 1;
      else to = middle;
    }
    if (docs[from] === doc) entries[count++] = from;
  }
  return count;
}

/** The share of a question that a row of credits accounts for. */
function share(credits: Float64Array, row: number, weights: readonly number[], mass: number): number {
  let sum = 0;
  for (let unit = 0; unit < weights.length; unit++)
    sum += (credits[row + unit] as number) * (weights[unit] as number);
  return sum / mass;
}

/** How many telling words a row of credits accounts for. */
function metUnits(units: readonly Unit[], credits: Float64Array, row: number): number {
  let sum = 0;
  for (let at = 0; at < units.length; at++) {
    const { telling, sure, size } = units[at] as Unit;
    if (telling && sure >= LIKELY && (credits[row + at] as number) >= MET) sum += size;
  }
  return sum;
}

/** The documents of the highest BM25 scores, in order of number; their scores stay in the room, all others are cleared. */
function retrieve({ units, found }: Asked, index: Index): { candidates: Int32Array; best: number } {
  const { scaffold } = weightsOf(index);
  const { score, gain, touched } = index.room;
  let count = 0;
  for (let unit = 0; unit < units.length; unit++) {
    const telling = units[unit]?.telling ? 1 : scaffold;
    const standings = found[unit] as readonly Standing[];
    if (standings.length === 1) {
      // Nothing to choose from: most units of a question are one word.
      const { id, weight } = standings[0] as Standing;
      const { docs, weights } = index.postings(id);
      for (let n = 0; n < docs.length; n++) {
        const doc = docs[n] as number;
        const before = score[doc] as number;
        if (before === 0) touched[count++] = doc;
        score[doc] = before + (weights[n] as number) * weight * telling;
      }
      continue;
    }
    for (const { id, weight } of standings) {
      const { docs, weights } = index.postings(id);
      for (let n = 0; n < docs.length; n++) {
        const doc = docs[n] as number;
        const value = (weights[n] as number) * weight * telling;
        if (value > (gain[doc] as number)) gain[doc] = value;
      }
    }
    for (const { id } of standings) {
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
  const candidates = highest(reached, score, CANDIDATES).sort();
  let best = 0;
  for (const doc of candidates) best = Math.max(best, score[doc] as number);
  const kept = Float64Array.from(candidates, (doc) => score[doc] as number);
  for (const doc of reached) score[doc] = 0;
  candidates.forEach((doc, at) => {
    score[doc] = kept[at] as number;
  });
  return { candidates, best };
}

/** The documents of the highest scores; of equal ones those with the lowest numbers. */
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
