import type { Doc, Index } from './index.ts';
import type { Kind } from './language.ts';
import type { Unit } from './units.ts';

/** A question, ready to be held against the index. */
export interface Asked {
  units: Unit[];
  kind: Kind;
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
  credit: number[];
  /** How many telling words its claim and quotes account for, and how many anything of it does. */
  metOwn: number;
  met: number;
  /** Whether the fact can answer this kind of question. */
  answersKind: boolean;
}

/** Documents that are looked at closely, by their plain BM25 score. */
const CANDIDATES = 60;
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
const MANY = 12;

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
  return index.phrasings >= MANY ? WEIGHTS.many : WEIGHTS.few;
}
/** What a word weighs that no document has, by the same measure; a name or number weighs more. */
const UNKNOWN = 0.5;
const UNKNOWN_NAME = 0.66;
/** The rarest word of a base of two hundred documents; in a smaller one an unknown word tells no less. */
const RAREST_AT_LEAST = 6;
/** What it is worth to answer the kind of question that is asked. */
const KIND_BONUS = 0.06;
/** From here on a phrasing says the same as the question, and its fact comes before those that are merely like it. */
export const SAME = 0.94;
const SAME_BONUS = 0.12;
/** What all of it can add up to; scores are told as a share of it. */
const MOST_SCORE = 1 + KIND_BONUS + SAME_BONUS;

/** How telling each unit of a question is in this base. */
export function weigh(asked: Asked, index: Index): number[] {
  const { most, scaffold } = weightsOf(index);
  const rarest = Math.max(index.rarest, RAREST_AT_LEAST);
  return asked.units.map((unit) => {
    let idf = Number.POSITIVE_INFINITY;
    for (const { term } of unit.terms) {
      const id = index.termId(term);
      if (id !== undefined) idf = Math.min(idf, index.idf(id));
    }
    if (!Number.isFinite(idf)) idf = rarest * (unit.capital ? UNKNOWN_NAME : UNKNOWN);
    return Math.min(idf, most * rarest) * (unit.telling ? 1 : scaffold);
  });
}

/** The best facts for a question, best first. */
export function rank(asked: Asked, weights: readonly number[], index: Index): Scored[] {
  const { candidates, best } = retrieve(asked, weights, index);
  const mass = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const { cells } = index;
  const weight = weightsOf(index);
  const stands = enterStandings(asked.units, index);
  const credit = new Float64Array(asked.units.length);
  /** Credits the units that the terms stand for; what the best of them is worth. */
  const meet = (terms: Int32Array, from: number, to: number): number => {
    let top = 0;
    for (let at = from; at < to; at++) {
      const cell = cells[terms[at] as number] as number;
      if (cell === 0) continue;
      for (const { unit, weight } of (stands[cell - 1] as Standing).units) {
        if (weight > (credit[unit] as number)) credit[unit] = weight;
        if (weight > top) top = weight;
      }
    }
    return top;
  };
  const account = (terms: Int32Array) => {
    credit.fill(0);
    meet(terms, 0, terms.length);
  };
  const share = () => {
    let sum = 0;
    for (let unit = 0; unit < credit.length; unit++)
      sum += (credit[unit] as number) * (weights[unit] as number);
    return sum / mass;
  };

  const scored = candidates.map(({ doc, bm25 }): Scored => {
    const fact = index.docs[doc] as Doc;
    let phrasing = 0;
    let answersKind = fact.holds.has(asked.kind);
    const seen = new Uint8Array(fact.asks.length);
    for (const { id } of stands) for (const at of fact.asksWith.get(id) ?? []) seen[at] = 1;
    for (let at = 0; at < seen.length; at++) {
      if (seen[at] === 0) continue;
      const ask = fact.asks[at] as Doc['asks'][number];
      let met = 0;
      credit.fill(0);
      let start = 0;
      for (let place = 0; place < ask.ends.length; place++) {
        const end = ask.ends[place] as number;
        met += meet(ask.terms, start, end) * (ask.weights[place] as number);
        start = end;
      }
      if (met === 0) continue;
      const forth = share();
      const back = met / ask.mass;
      const like = NEARNESS * ((2 * forth * back) / (forth + back)) + (1 - NEARNESS) * forth;
      const value = like * kindAgreement(asked.kind, ask.kind);
      if (value > phrasing) phrasing = value;
      if (ask.kind === asked.kind && value >= KIND_NEAR) answersKind = true;
    }
    const metUnits = () =>
      asked.units.reduce(
        (sum, unit, at) =>
          sum + (unit.telling && unit.sure >= LIKELY && (credit[at] as number) >= MET ? unit.size : 0),
        0,
      );
    account(fact.own);
    const own = share();
    const metOwn = metUnits();
    account(fact.terms);
    const coverage = share();
    const met = metUnits();
    const score =
      weight.phrasing * phrasing +
      weight.coverage * coverage +
      weight.own * own +
      weight.bm25 * (best > 0 ? bm25 / best : 0) +
      (answersKind ? KIND_BONUS : 0) +
      (phrasing >= SAME ? SAME_BONUS : 0);
    return {
      doc,
      score: score / MOST_SCORE,
      coverage,
      own,
      phrasing,
      credit: [...credit],
      metOwn,
      met,
      answersKind,
    };
  });
  for (const { id } of stands) cells[id] = 0;
  return scored.sort((a, b) => b.score - a.score || a.doc - b.doc);
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
function kindAgreement(asked: Kind, phrased: Kind): number {
  if (asked === phrased || !ASKS_FOR_ONE.has(asked)) return 1;
  return ASKS_FOR_ONE.has(phrased) ? 0.8 : 0.88;
}

/** How near a phrasing of the same kind must be for its fact to answer that kind of question. */
const KIND_NEAR = 0.45;

/** A term of a question that the base has, and the units it stands for, each with how well. */
interface Standing {
  id: number;
  units: { unit: number; weight: number }[];
}

/** Enters the terms of a question into the index's cells: a cell holds one more than the number of its standing. */
function enterStandings(units: readonly Unit[], { cells, termId }: Index): Standing[] {
  const stands: Standing[] = [];
  units.forEach(({ terms }, unit) => {
    for (const { term, weight } of terms) {
      const id = termId(term);
      if (id === undefined) continue;
      const cell = cells[id] as number;
      if (cell > 0) (stands[cell - 1] as Standing).units.push({ unit, weight });
      else cells[id] = stands.push({ id, units: [{ unit, weight }] });
    }
  });
  return stands;
}

function retrieve(
  asked: Asked,
  weights: readonly number[],
  index: Index,
): { candidates: { doc: number; bm25: number }[]; best: number } {
  const { scaffold } = weightsOf(index);
  const scores = new Float64Array(index.docs.length);
  const touched: number[] = [];
  const reached = new Float64Array(index.docs.length);
  asked.units.forEach((unit, at) => {
    if ((weights[at] as number) <= 0) return;
    const telling = unit.telling ? 1 : scaffold;
    const met: number[] = [];
    for (const { term, weight } of unit.terms) {
      const id = index.termId(term);
      if (id === undefined) continue;
      const { docs, weights: gains } = index.postings(id);
      for (let n = 0; n < docs.length; n++) {
        const doc = docs[n] as number;
        const gain = (gains[n] as number) * weight * telling;
        const before = reached[doc] as number;
        if (before === 0) met.push(doc);
        if (gain > before) reached[doc] = gain;
      }
    }
    for (const doc of met) {
      if (scores[doc] === 0) touched.push(doc);
      scores[doc] = (scores[doc] as number) + (reached[doc] as number);
      reached[doc] = 0;
    }
  });
  const candidates = best(touched, scores, CANDIDATES).map((doc) => ({ doc, bm25: scores[doc] as number }));
  return { candidates, best: candidates[0]?.bm25 ?? 0 };
}

/** The documents of the highest scores, best first; equal scores in order of number. */
function best(docs: readonly number[], scores: Float64Array, count: number): number[] {
  const before = (a: number, b: number) => (scores[b] as number) - (scores[a] as number) || a - b;
  if (docs.length <= 4 * count) return [...docs].sort(before).slice(0, count);
  const kept: number[] = [];
  let floor = 0;
  for (const doc of docs) {
    if (kept.length >= count && (scores[doc] as number) <= floor) continue;
    kept.push(doc);
    if (kept.length >= 2 * count) {
      kept.sort(before).length = count;
      floor = scores[kept[count - 1] as number] as number;
    }
  }
  return kept.sort(before).slice(0, count);
}
