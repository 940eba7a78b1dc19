import { KINDS, type Kind } from './answer-type.ts';
import type { Doc, Index } from './index.ts';
import type { Asked, Standing } from './rank.ts';

/** How documents account for a question: a row of credits for each document, a credit for each unit, 0 to 1. */
export interface Accounts {
  /** By anything of the document, phrasings too; and by what it says itself. */
  any: Float64Array;
  own: Float64Array;
  /** Where the document stands in the list of each standing, one row a document; -1 where it does not. */
  entries: Int32Array;
}

/** Holds a question against documents, word by word. */
export function account({ units, found }: Asked, docs: Int32Array, index: Index): Accounts {
  const { room } = index;
  const width = units.length;
  let standings = 0;
  for (const of of found) standings += of.length;
  const any = new Float64Array(docs.length * width);
  const own = new Float64Array(docs.length * width);
  const entries = new Int32Array(docs.length * standings).fill(-1);
  for (let at = 0; at < docs.length; at++) room.candidate[docs[at] as number] = at + 1;
  let standing = 0;
  for (let unit = 0; unit < width; unit++) {
    for (const { id, weight } of found[unit] as readonly Standing[]) {
      const postings = index.postings(id);
      const count = entriesOf(docs, postings.docs, room.candidate, room.touched);
      for (let entry = 0; entry < count; entry++) {
        const n = room.touched[entry] as number;
        const at = (room.candidate[postings.docs[n] as number] as number) - 1;
        const cell = at * width + unit;
        if (weight > (any[cell] as number)) any[cell] = weight;
        if (postings.own[n] === 1 && weight > (own[cell] as number)) own[cell] = weight;
        entries[at * standings + standing] = n;
      }
      standing += 1;
    }
  }
  for (let at = 0; at < docs.length; at++) room.candidate[docs[at] as number] = 0;
  return { any, own, entries };
}

/** How near the phrasings of a document come to a question. */
export interface Nearness {
  /** 0 to 1, both ways. */
  phrasing: number;
  /** Whether one of them asks for the same kind of thing, and is near enough. */
  isOfKind: boolean;
}

/** Tells how near the phrasings of documents come to one question. */
export function createNearness(
  { units, kind, found }: Asked,
  weights: readonly number[],
  mass: number,
  { entries }: Accounts,
  index: Index,
): (at: number, doc: number) => Nearness {
  const { phrasings, room } = index;
  const standings = found.reduce((sum, of) => sum + of.length, 0);
  const asked = KINDS.indexOf(kind);
  const { ofFact, ofGap } = AGREEMENTS[asked] as Agreement;
  const { forth, back, reached, met, metAs, nearby } = room;
  return (at, doc) => {
    let entry = at * standings;
    let count = 0;
    room.turn += 1;
    const fresh = room.turn;
    for (let unit = 0; unit < units.length; unit++) {
      const telling = weights[unit] as number;
      room.turn += 1;
      const turn = room.turn;
      for (const { id, weight } of found[unit] as readonly Standing[]) {
        const n = entries[entry++] as number;
        if (n < 0) continue;
        const postings = index.postings(id);
        const end = postings.ends[n] as number;
        for (let to = n === 0 ? 0 : (postings.ends[n - 1] as number); to < end; to++) {
          const phrasing = postings.phrasings[to] as number;
          // The best term comes first: a phrasing that one has reached meets this unit no better by another.
          if (reached[phrasing] !== turn) {
            reached[phrasing] = turn;
            const before = forth[phrasing] as number;
            if (before === 0) nearby[count++] = phrasing;
            forth[phrasing] = before + weight * telling;
          }
          const place = postings.places[to] as number;
          const before = (met[place] as number) > fresh ? (metAs[place] as number) : 0;
          if (weight <= before) continue;
          met[place] = turn;
          metAs[place] = weight;
          back[phrasing] = (back[phrasing] as number) + (weight - before) * (postings.telling[to] as number);
        }
      }
    }
    const first = phrasings.first[doc] as number;
    const agreement = (index.docs[doc] as Doc).isGap ? ofGap : ofFact;
    let nearest = 0;
    let isOfKind = false;
    for (let n = 0; n < count; n++) {
      const phrasing = nearby[n] as number;
      const ofQuestion = (forth[phrasing] as number) / mass;
      const ofPhrasing = (back[phrasing] as number) / (phrasings.mass[first + phrasing] as number);
      forth[phrasing] = 0;
      back[phrasing] = 0;
      const asks = phrasings.kind[first + phrasing] as number;
      const value = likeness(ofQuestion, ofPhrasing) * (agreement[asks] as number);
      if (value > nearest) nearest = value;
      if (asks === asked && value >= KIND_NEAR) isOfKind = true;
    }
    return { phrasing: nearest, isOfKind };
  };
}

// --- internal ---

/** How much of a phrasing's nearness is mutual; the rest is how much of the question it accounts for. */
const NEARNESS = 0.7;
/** How near a phrasing of the same kind must be for its fact to answer that kind of question. */
const KIND_NEAR = 0.45;

/** How like a phrasing is, by the share of the question that it meets, and the share of it that the question meets. */
function likeness(forth: number, back: number): number {
  return NEARNESS * ((2 * forth * back) / (forth + back)) + (1 - NEARNESS) * forth;
}

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

/** How near a phrasing is by the kind that it asks for, by number: less when that is something else, however like its words. */
interface Agreement {
  ofFact: Float64Array;
  ofGap: Float64Array;
}

/** By the kind that the question asks for. */
const AGREEMENTS: readonly Agreement[] = KINDS.map((asked) => ({
  ofFact: agreements(asked, false),
  ofGap: agreements(asked, true),
}));

function agreements(asked: Kind, isGap: boolean): Float64Array {
  return Float64Array.from(KINDS, (phrased) => {
    // What is missing is often a number, a date or a name: a question that asks for none has little to do with that.
    if (isGap && asked === 'open' && ASKS_FOR_ONE.has(phrased)) return 0.85;
    if (asked === phrased || !ASKS_FOR_ONE.has(asked)) return 1;
    return ASKS_FOR_ONE.has(phrased) ? 0.8 : 0.88;
  });
}

/** Above so many entries for each document it is quicker to look each document up than to read the list. */
const LONG_LIST = 16;

/** Writes the entries of a list that are of these documents, and tells how many. */
function entriesOf(docs: Int32Array, list: Int32Array, numberOf: Int32Array, entries: Int32Array): number {
  let count = 0;
  if (list.length <= LONG_LIST * docs.length) {
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
