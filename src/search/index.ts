import type { Concepts } from './concepts.ts';
import { FUNCTION_WORD, functionWordsFor, type Kind, kindOf } from './language.ts';
import { type Word, wordsOf } from './words.ts';

/** What one text of the base says: its telling places, each with the terms that name it. */
interface Saying {
  /** The terms of its places, one place after the other, and where each place ends. */
  terms: Int32Array;
  ends: Int32Array;
  /** How telling each place is, by its commonest term; and all of them together. */
  weights: Float64Array;
  mass: number;
  /** What the saying asks for, when it is a question. */
  kind: Kind;
}

/** A document of the index: one fact, by number. */
export interface Doc {
  /** Every term of the fact, in whatever field. */
  terms: Int32Array;
  /** Terms of its claim, quotes and speaker: what the fact itself says, not how people ask for it. */
  own: Int32Array;
  asks: Saying[];
  /** Which of the asks hold a term, by their number. */
  asksWith: ReadonlyMap<number, readonly number[]>;
  /** What kinds of question its claim and quotes can answer by what stands in them. */
  holds: ReadonlySet<Kind>;
}

/** One fact, as the index takes it in. */
export interface Entry {
  asks: readonly string[];
  claim: string;
  quotes: readonly string[];
}

/** An inverted index over facts: BM25 over weighted fields, with the weight of each term in each fact computed once. */
export interface Index {
  docs: readonly Doc[];
  /** The number of a term, or undefined when no fact has it. */
  termId(term: string): number | undefined;
  /** How telling a term is: high for a word of few facts. */
  idf(id: number): number;
  /** How many phrasings a document has, on average. */
  phrasings: number;
  /** Scratch space, one cell a term: all zero between two uses. */
  cells: Int32Array;
  /** The idf of a word that no fact has. */
  rarest: number;
  /** Facts that hold the term, and its weight in each. */
  postings(id: number): { docs: Int32Array; weights: Float32Array };
  /** Folded words of the base, as they are written: what a mistyped word may have meant. */
  vocabulary: ReadonlyMap<string, number>;
  /** Of these, the words that stand in phrasings of other languages only. */
  foreign: ReadonlySet<string>;
}

/** BM25's two knobs, at their usual values; fields are weighed by how near they stand to a reader's words. */
const K1 = 1.2;
const B = 0.6;
const FIELD = { asks: 1.6, claim: 1.3, quotes: 1 };

export function buildIndex(entries: readonly Entry[], concepts: Concepts): Index {
  const ids = new Map<string, number>();
  const idOf = (term: string) => {
    let id = ids.get(term);
    if (id === undefined) {
      id = ids.size;
      ids.set(term, id);
    }
    return id;
  };
  const vocabulary = new Map<string, number>();
  const english = new Set<string>();
  const lists: { docs: number[]; weights: number[] }[] = [];
  const lengths: number[] = [];
  const counts: Map<number, number>[] = [];

  const docs = entries.map((entry): Doc => {
    const count = new Map<number, number>();
    const own = new Set<number>();
    let length = 0;
    const take = (text: string, weight: number, into?: Set<number>): Saying => {
      const words = wordsOf(text);
      const places = placesOf(words, concepts, idOf);
      length += places.length * weight;
      for (const place of places) {
        for (const id of place) {
          count.set(id, (count.get(id) ?? 0) + weight);
          into?.add(id);
        }
      }
      const isEnglish = functionWordsFor(words.map((word) => word.text)).language === 'en';
      for (const word of words) {
        vocabulary.set(word.text, (vocabulary.get(word.text) ?? 0) + 1);
        if (isEnglish) english.add(word.text);
      }
      let end = 0;
      return {
        terms: Int32Array.from(places.flat()),
        ends: Int32Array.from(places, (place) => {
          end += place.length;
          return end;
        }),
        weights: new Float64Array(places.length),
        mass: 0,
        kind: kindOf(words.map((word) => word.text)),
      };
    };
    const perAsk = FIELD.asks / Math.max(1, entry.asks.length / 3);
    const asks = entry.asks.map((ask) => take(ask, perAsk));
    take(entry.claim, FIELD.claim, own);
    for (const quote of entry.quotes) take(quote, FIELD.quotes, own);
    lengths.push(length);
    counts.push(count);
    const said = [entry.claim, ...entry.quotes].join(' ');
    return {
      terms: Int32Array.from(count.keys()),
      own: Int32Array.from(own),
      asks,
      asksWith: byTerm(asks),
      holds: heldBy(said),
    };
  });

  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  counts.forEach((count, doc) => {
    for (const [id, frequency] of count) {
      lists[id] ??= { docs: [], weights: [] };
      lists[id].docs.push(doc);
      const norm = K1 * (1 - B + (B * (lengths[doc] as number)) / mean);
      lists[id].weights.push((frequency * (K1 + 1)) / (frequency + norm));
    }
  });
  const idfOf = (documents: number) => Math.log(1 + (docs.length - documents + 0.5) / (documents + 0.5));
  // A word of one phrasing among many belongs to its fact only a little.
  const spread = new Float64Array(lists.length);
  for (const count of counts) {
    for (const [id, frequency] of count)
      spread[id] = (spread[id] as number) + Math.min(1, Math.sqrt(frequency));
  }
  const idfs = Float64Array.from(spread, idfOf);
  for (const saying of docs.flatMap((doc) => doc.asks)) {
    let start = 0;
    saying.ends.forEach((end, place) => {
      let commonest = Number.POSITIVE_INFINITY;
      for (; start < end; start++)
        commonest = Math.min(commonest, idfs[saying.terms[start] as number] as number);
      saying.weights[place] = commonest;
    });
    saying.mass = saying.weights.reduce((sum, weight) => sum + weight, 0);
  }
  const postings = lists.map((list, id) => ({
    docs: Int32Array.from(list.docs),
    weights: Float32Array.from(list.weights, (weight) => weight * (idfs[id] as number)),
  }));
  return {
    docs,
    termId: (term) => ids.get(term),
    idf: (id) => idfs[id] as number,
    phrasings: entries.reduce((sum, { asks }) => sum + asks.length, 0) / Math.max(1, entries.length),
    cells: new Int32Array(ids.size),
    rarest: idfOf(0),
    postings: (id) => postings[id] as { docs: Int32Array; weights: Float32Array },
    vocabulary,
    foreign: new Set([...vocabulary.keys()].filter((word) => !english.has(word))),
  };
}

// --- internal ---

function byTerm(asks: readonly Saying[]): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  asks.forEach(({ terms }, at) => {
    for (const term of new Set(terms)) {
      const list = holders.get(term);
      if (list) list.push(at);
      else holders.set(term, [at]);
    }
  });
  return holders;
}

/** The telling places of a text; a place holds the word's stem and every notion that covers it. */
function placesOf(words: readonly Word[], concepts: Concepts, idOf: (term: string) => number): number[][] {
  const at: Set<number>[] = words.map(() => new Set());
  for (const mention of concepts.all(words)) {
    for (const { concept, narrower } of mention.concepts) {
      // A narrower word in the base is not found by the broader one.
      if (!narrower) at[mention.from]?.add(idOf(concept.term));
    }
  }
  words.forEach((word, index) => {
    if (!FUNCTION_WORD.has(word.text)) at[index]?.add(idOf(word.stem));
  });
  return at.filter((terms) => terms.size > 0).map((terms) => [...terms]);
}

const NUMBER = /(?<![\p{L}\d])(?!(?:19|20)\d{2}(?!\d))\d+(?:[.,]\d+)*(?![\p{L}\d])/u;
const DATE =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:19|20)\d{2}\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\b(?:year|month|week|day)s? ago\b/u;
const AMOUNT = /[$€£]\s?\d|\d\s?(?:million|billion|dollars|percent|per cent|%)/iu;

function heldBy(text: string): Set<Kind> {
  const holds = new Set<Kind>(['open', 'words', 'who', 'list']);
  const plain = text.replace(new RegExp(DATE, 'gu'), ' ');
  if (NUMBER.test(plain)) holds.add('count');
  if (AMOUNT.test(text)) holds.add('amount');
  if (DATE.test(text)) holds.add('when');
  return holds;
}
