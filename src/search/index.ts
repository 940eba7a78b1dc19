import { KINDS, type Kind, kindOf } from './answer-type.ts';
import { heldBy } from './details.ts';
import { functionWordsFor } from './stopwords.ts';
import { type Concepts, phraseTerm } from './synonyms.ts';
import { type Word, wordsOf } from './tokens.ts';

/** A document of the index: one fact, by number. */
export interface Doc {
  /** What kinds of question its claim and quotes can answer by what stands in them. */
  holds: ReadonlySet<Kind>;
  /** A known gap: it has nothing to quote. */
  isGap: boolean;
}

/** Where a term stands: one entry for each document that has it, in order of number. */
interface Postings {
  docs: Int32Array;
  /** Its weight in each. */
  weights: Float32Array;
  /** 1 where the claim, quotes or speaker have it: what the fact itself says, not how people ask for it. */
  own: Uint8Array;
  /**
   * Where in phrasings it stands, those of one document after those of another, and where each document's end: the place and the phrasing
   * by their numbers within the document, and how telling the place is. What is read together stands together.
   */
  places: Int32Array;
  phrasings: Int32Array;
  telling: Float64Array;
  ends: Int32Array;
}

/** The phrasings of all documents, those of one after those of another. */
interface Phrasings {
  /** By document: the number of its first phrasing; and one more, behind the last. */
  first: Int32Array;
  /** What each asks for: places in `KINDS`. */
  kind: Uint8Array;
  /** How telling all places of a phrasing are together. */
  mass: Float64Array;
}

/** Room to reckon in, kept from one question to the next: sums are zero between two. */
interface Room {
  /** By document: what it scores, what one unit brings it, and one more than its number among the candidates; and a list as long. */
  score: Float64Array;
  gain: Float64Array;
  candidate: Int32Array;
  touched: Int32Array;
  /** By phrasing of one document: how much of the question it meets, and how much of it the question meets; and a list as long. */
  forth: Float64Array;
  back: Float64Array;
  nearby: Int32Array;
  /** What is written down with a turn counts in that turn only, and need not be wiped. */
  turn: number;
  /** By phrasing of one document: the turn in which a unit reached it last. */
  reached: Float64Array;
  /** By place of one document: the turn in which it was met last, and how well. */
  met: Float64Array;
  metAs: Float64Array;
}

/** One fact, as the index takes it in. */
export interface Entry {
  asks: readonly string[];
  claim: string;
  quotes: readonly string[];
  /** Further quotes, which only say what the others speak of: it is found by them, but they are not its answer. */
  context: readonly string[];
}

/** An inverted index over facts: BM25 over weighted fields, with the weight of each term in each fact computed once. */
export interface Index {
  docs: readonly Doc[];
  /** The number of the first gap: gaps come after facts. */
  firstGap: number;
  /** The number of a term, or undefined when no fact has it; and how many there are. */
  termId(term: string): number | undefined;
  terms: number;
  /** How telling a term is: high for a word of few facts. */
  idf(id: number): number;
  /** Whether some fact itself says it, or a gap's name does. */
  isSaid(id: number): boolean;
  /** How much of what is said with it is said of known gaps, 0 to 1. */
  ofGaps(id: number): number;
  phrasings: Phrasings;
  /** How many phrasings a document has, on average. */
  perDoc: number;
  room: Room;
  /** The idf of a word that no fact has. */
  rarest: number;
  postings(id: number): Postings;
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
  const lists: Lists[] = [];
  const phrased: { kind: Kind; places: number[][] }[] = [];
  const first = [0];
  let mostPlaces = 0;
  const lengths: number[] = [];
  const counts: Map<number, number>[] = [];

  const docs = entries.map((entry, doc): Doc => {
    const count = new Map<number, number>();
    const own = new Set<number>();
    const standsAt = new Map<number, { places: number[]; phrasings: number[] }>();
    let placeCount = 0;
    let length = 0;
    const take = (text: string, weight: number): { words: Word[]; places: number[][] } => {
      const words = wordsOf(text);
      const { language, functionWords } = functionWordsFor(words.map((word) => word.text));
      const places = placesOf(words, functionWords, concepts, idOf);
      length += places.length * weight;
      for (const place of places) for (const id of place) count.set(id, (count.get(id) ?? 0) + weight);
      for (const word of words) {
        vocabulary.set(word.text, (vocabulary.get(word.text) ?? 0) + 1);
        if (language === 'en') english.add(word.text);
      }
      return { words, places };
    };
    const perAsk = FIELD.asks / Math.max(1, entry.asks.length / 3);
    entry.asks.forEach((ask, phrasing) => {
      const { words, places } = take(ask, perAsk);
      phrased.push({ kind: kindOf(words.map((word) => word.text)), places });
      for (const place of places) {
        for (const id of place) {
          const at = standsAt.get(id) ?? { places: [], phrasings: [] };
          standsAt.set(id, at);
          at.places.push(placeCount);
          at.phrasings.push(phrasing);
        }
        placeCount += 1;
      }
    });
    first.push(phrased.length);
    mostPlaces = Math.max(mostPlaces, placeCount);
    for (const [text, weight] of [
      [entry.claim, FIELD.claim] as const,
      ...[...entry.quotes, ...entry.context].map((quote) => [quote, FIELD.quotes] as const),
    ]) {
      for (const place of take(text, weight).places) for (const id of place) own.add(id);
    }
    lengths.push(length);
    counts.push(count);
    for (const id of count.keys()) {
      lists[id] ??= { docs: [], weights: [], own: [], places: [], phrasings: [], ends: [] };
      const list = lists[id];
      list.docs.push(doc);
      list.own.push(own.has(id) ? 1 : 0);
      const at = standsAt.get(id);
      for (const place of at?.places ?? []) list.places.push(place);
      for (const phrasing of at?.phrasings ?? []) list.phrasings.push(phrasing);
      list.ends.push(list.places.length);
    }
    return {
      holds: heldBy([entry.claim, ...entry.quotes].join(' ')),
      isGap: entry.quotes.length === 0,
    };
  });

  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  counts.forEach((count, doc) => {
    for (const [id, frequency] of count) {
      const norm = K1 * (1 - B + (B * (lengths[doc] as number)) / mean);
      (lists[id] as Lists).weights.push((frequency * (K1 + 1)) / (frequency + norm));
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
  // A place tells as much as its commonest term.
  const telling = phrased.map(({ places }) =>
    places.map((ids) =>
      ids.reduce((least, id) => Math.min(least, idfs[id] as number), Number.POSITIVE_INFINITY),
    ),
  );
  const ofDoc = docs.map((_, doc) => telling.slice(first[doc], first[doc + 1]).flat());
  const postings = lists.map((list, id): Postings => {
    let from = 0;
    const tellings = list.docs.flatMap((doc, n) => {
      const places = list.places.slice(from, list.ends[n]);
      from = list.ends[n] as number;
      return places.map((place) => ofDoc[doc]?.[place] as number);
    });
    return {
      docs: Int32Array.from(list.docs),
      weights: Float32Array.from(list.weights, (weight) => weight * (idfs[id] as number)),
      own: Uint8Array.from(list.own),
      places: Int32Array.from(list.places),
      phrasings: Int32Array.from(list.phrasings),
      telling: Float64Array.from(tellings),
      ends: Int32Array.from(list.ends),
    };
  });
  const said = Uint8Array.from(lists, ({ own }) => (own.includes(1) ? 1 : 0));
  const gapShares = Float64Array.from(postings, (list) => {
    const all = list.weights.reduce((sum, weight) => sum + weight, 0);
    const ofGaps = list.weights.reduce(
      (sum, weight, n) => sum + (docs[list.docs[n] as number]?.isGap ? weight : 0),
      0,
    );
    return all > 0 ? ofGaps / all : 0;
  });
  const mostPhrasings = entries.reduce((most, { asks }) => Math.max(most, asks.length), 0);
  const firstGap = docs.findIndex(({ isGap }) => isGap);
  return {
    docs,
    firstGap: firstGap < 0 ? docs.length : firstGap,
    termId: (term) => ids.get(term),
    terms: ids.size,
    idf: (id) => idfs[id] as number,
    isSaid: (id) => said[id] === 1,
    ofGaps: (id) => gapShares[id] as number,
    phrasings: {
      first: Int32Array.from(first),
      kind: Uint8Array.from(phrased, ({ kind }) => KINDS.indexOf(kind)),
      mass: Float64Array.from(telling, (of) => of.reduce((sum, one) => sum + one, 0)),
    },
    perDoc: phrased.length / Math.max(1, entries.length),
    room: {
      score: new Float64Array(docs.length),
      gain: new Float64Array(docs.length),
      candidate: new Int32Array(docs.length),
      touched: new Int32Array(docs.length),
      forth: new Float64Array(mostPhrasings),
      back: new Float64Array(mostPhrasings),
      nearby: new Int32Array(mostPhrasings),
      turn: 0,
      reached: new Float64Array(mostPhrasings),
      met: new Float64Array(mostPlaces),
      metAs: new Float64Array(mostPlaces),
    },
    rarest: idfOf(0),
    postings: (id) => postings[id] as Postings,
    vocabulary,
    foreign: new Set([...vocabulary.keys()].filter((word) => !english.has(word))),
  };
}

// --- internal ---

/** Postings as they grow. */
type Lists = Record<Exclude<keyof Postings, 'telling'>, number[]>;

/** The telling places of a text; a place holds the word's stem and every notion that covers it. */
function placesOf(
  words: readonly Word[],
  functionWords: ReadonlySet<string>,
  concepts: Concepts,
  idOf: (term: string) => number,
): number[][] {
  const at: Set<number>[] = words.map(() => new Set());
  for (const mention of concepts.all(words)) {
    for (const { concept, narrower } of mention.concepts) {
      // A narrower word in the base is not found by the broader one.
      if (!narrower) at[mention.from]?.add(idOf(concept.term));
    }
  }
  words.forEach((word, index) => {
    if (!functionWords.has(word.text)) at[index]?.add(idOf(word.stem));
  });
  // The same phrase meets all of its words.
  for (const { from, to } of concepts.longest(words)) {
    if (to - from < 2) continue;
    const id = idOf(phraseTerm(words.slice(from, to)));
    for (let inside = from; inside < to; inside++)
      if (inside === from || (at[inside] as Set<number>).size > 0) at[inside]?.add(id);
  }
  return at.filter((terms) => terms.size > 0).map((terms) => [...terms]);
}
