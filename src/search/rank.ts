import type { Kind } from './answer-type.ts';
import { account, createNearness, type Nearness } from './coverage.ts';
import type { Doc, Index } from './index.ts';
import type { Unit } from './query.ts';
import { retrieve } from './retrieve.ts';

/** A question, ready to be held against the index. */
export interface Asked {
  units: Unit[];
  kind: Kind;
  /** For each unit the terms of it that the base has, the best first. */
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
/** What one weighs at most that stands in phrasings only: a turn of speech, however rare, is not what a question is about. */
const UNSAID = 0.55;
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
    else if (!asked.found[at]?.some(({ id }) => index.isSaid(id))) idf = Math.min(idf, UNSAID * rarest);
    return Math.min(idf, most * rarest) * (unit.telling ? 1 : scaffold);
  });
}

/** The best facts for a question, best first. */
export function rank(asked: Asked, weights: readonly number[], index: Index): Scored[] {
  const { units, kind } = asked;
  const weight = weightsOf(index);
  const { docs, scores, most } = retrieve(asked, index, weight.scaffold);
  const accounts = account(asked, docs, index);
  const mass = weights.reduce((sum, one) => sum + one, 0) || 1;
  const nearness = createNearness(asked, weights, mass, accounts, index);
  const width = units.length;
  const coverages = new Float64Array(docs.length);
  let widest = 0;
  for (let at = 0; at < docs.length; at++) {
    const coverage = share(accounts.any, at * width, weights, mass);
    coverages[at] = coverage;
    if (coverage > widest) widest = coverage;
  }
  const scored: Scored[] = [];
  for (let at = 0; at < docs.length; at++) {
    const doc = docs[at] as number;
    const row = at * width;
    const own = share(accounts.own, row, weights, mass);
    const coverage = coverages[at] as number;
    const { phrasing, isOfKind } = coverage >= FAR * widest ? nearness(at, doc) : UNREAD;
    const answersKind = isOfKind || (index.docs[doc] as Doc).holds.has(kind);
    const score =
      weight.phrasing * phrasing +
      weight.coverage * coverage +
      weight.own * own +
      weight.bm25 * (most > 0 ? (scores[at] as number) / most : 0) +
      (answersKind ? KIND_BONUS : 0) +
      (phrasing >= SAME ? SAME_BONUS : 0);
    scored.push({
      doc,
      score: score / MOST_SCORE,
      coverage,
      own,
      phrasing,
      credit: accounts.any.subarray(row, row + width),
      metOwn: metUnits(units, accounts.own, row),
      met: metUnits(units, accounts.any, row),
      answersKind,
    });
  }
  return scored.sort((a, b) => b.score - a.score || a.doc - b.doc);
}

/** The terms of each unit that the base has, the best first. */
export function termsIn(units: readonly Unit[], index: Index): Standing[][] {
  return units.map(({ terms }) => {
    const found: Standing[] = [];
    for (const { term, weight } of terms) {
      const id = index.termId(term);
      if (id !== undefined) found.push({ id, weight });
    }
    return found.sort((a, b) => b.weight - a.weight);
  });
}

// --- internal ---

/**
 * The phrasings of a document that accounts for less than this share of what the widest one does are not read: seven in ten are not,
 * and no answer hangs on them.
 */
const FAR = 0.4;
const UNREAD: Nearness = { phrasing: 0, isOfKind: false };

/** A unit credited at least this much is accounted for. */
const MET = 0.5;
/** A mistyped word counts as met only when it is this likely to have meant what it met. */
const LIKELY = 0.85;

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
