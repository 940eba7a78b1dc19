import { ANSWER_TYPES, type AnswerType, answerTypeOf, answerTypesIn } from './answer-type.ts';
import { stopwordsFor } from './stopwords.ts';
import { phraseTerm, type Synonyms } from './synonyms.ts';
import { type Token, tokenize } from './tokens.ts';

/** A document of the index: one fact, by number. */
export interface Doc {
  /** What kinds of question its claim and quotes can answer by what stands in them. */
  answerTypes: ReadonlySet<AnswerType>;
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
  positions: Int32Array;
  phrasings: Int32Array;
  positionIdf: Float64Array;
  ends: Int32Array;
}

/** The phrasings of all documents, those of one after those of another. */
interface Phrasings {
  /** By document: the number of its first phrasing; and one more, behind the last. */
  first: Int32Array;
  /** What each asks for: places in `KINDS`. */
  answerType: Uint8Array;
  /** How telling all places of a phrasing are together. */
  totalIdf: Float64Array;
}

/** Room to reckon in, kept from one question to the next: sums are zero between two. */
interface Scratch {
  /** By document: what it scores, what one unit brings it, and one more than its number among the candidates; and a list as long. */
  score: Float64Array;
  gain: Float64Array;
  candidate: Int32Array;
  touched: Int32Array;
  /** By phrasing of one document: how much of the question it meets, and how much of it the question meets; and a list as long. */
  questionCoverage: Float64Array;
  phrasingCoverage: Float64Array;
  touchedPhrasings: Int32Array;
  /** What is written down with a turn counts in that turn only, and need not be wiped. */
  stamp: number;
  /** By phrasing of one document: the turn in which a unit reached it last. */
  phrasingStamp: Float64Array;
  /** By place of one document: the turn in which it was met last, and how well. */
  positionStamp: Float64Array;
  positionCredit: Float64Array;
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
  isInOwnText(id: number): boolean;
  /** How much of what is said with it is said of known gaps, 0 to 1. */
  gapShare(id: number): number;
  phrasings: Phrasings;
  /** How many phrasings a document has, on average. */
  phrasingsPerDoc: number;
  scratch: Scratch;
  /** The idf of a word that no fact has. */
  maxIdf: number;
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

export function buildIndex(entries: readonly Entry[], synonyms: Synonyms): Index {
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
  const phrased: { kind: AnswerType; positions: number[][] }[] = [];
  const first = [0];
  let maxPositions = 0;
  const lengths: number[] = [];
  const counts: Map<number, number>[] = [];

  const docs = entries.map((entry, doc): Doc => {
    const count = new Map<number, number>();
    const own = new Set<number>();
    const occurrences = new Map<number, { positions: number[]; phrasings: number[] }>();
    let positionCount = 0;
    let length = 0;
    const addText = (text: string, weight: number): { words: Token[]; positions: number[][] } => {
      const words = tokenize(text);
      const { language, stopwords } = stopwordsFor(words.map((word) => word.text));
      const positions = positionsOf(words, stopwords, synonyms, idOf);
      length += positions.length * weight;
      for (const position of positions)
        for (const id of position) count.set(id, (count.get(id) ?? 0) + weight);
      for (const word of words) {
        vocabulary.set(word.text, (vocabulary.get(word.text) ?? 0) + 1);
        if (language === 'en') english.add(word.text);
      }
      return { words, positions };
    };
    const perAsk = FIELD.asks / Math.max(1, entry.asks.length / 3);
    entry.asks.forEach((ask, phrasing) => {
      const { words, positions } = addText(ask, perAsk);
      phrased.push({ kind: answerTypeOf(words.map((word) => word.text)), positions });
      for (const position of positions) {
        for (const id of position) {
          const at = occurrences.get(id) ?? { positions: [], phrasings: [] };
          occurrences.set(id, at);
          at.positions.push(positionCount);
          at.phrasings.push(phrasing);
        }
        positionCount += 1;
      }
    });
    first.push(phrased.length);
    maxPositions = Math.max(maxPositions, positionCount);
    for (const [text, weight] of [
      [entry.claim, FIELD.claim] as const,
      ...[...entry.quotes, ...entry.context].map((quote) => [quote, FIELD.quotes] as const),
    ]) {
      for (const position of addText(text, weight).positions) for (const id of position) own.add(id);
    }
    lengths.push(length);
    counts.push(count);
    for (const id of count.keys()) {
      lists[id] ??= { docs: [], weights: [], own: [], positions: [], phrasings: [], ends: [] };
      const list = lists[id];
      list.docs.push(doc);
      list.own.push(own.has(id) ? 1 : 0);
      const at = occurrences.get(id);
      for (const position of at?.positions ?? []) list.positions.push(position);
      for (const phrasing of at?.phrasings ?? []) list.phrasings.push(phrasing);
      list.ends.push(list.positions.length);
    }
    return {
      answerTypes: answerTypesIn([entry.claim, ...entry.quotes].join(' ')),
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
  const positionIdfs = phrased.map(({ positions }) =>
    positions.map((ids) =>
      ids.reduce((least, id) => Math.min(least, idfs[id] as number), Number.POSITIVE_INFINITY),
    ),
  );
  const docIdfs = docs.map((_, doc) => positionIdfs.slice(first[doc], first[doc + 1]).flat());
  const postings = lists.map((list, id): Postings => {
    let from = 0;
    const positionIdf = list.docs.flatMap((doc, n) => {
      const positions = list.positions.slice(from, list.ends[n]);
      from = list.ends[n] as number;
      return positions.map((position) => docIdfs[doc]?.[position] as number);
    });
    return {
      docs: Int32Array.from(list.docs),
      weights: Float32Array.from(list.weights, (weight) => weight * (idfs[id] as number)),
      own: Uint8Array.from(list.own),
      positions: Int32Array.from(list.positions),
      phrasings: Int32Array.from(list.phrasings),
      positionIdf: Float64Array.from(positionIdf),
      ends: Int32Array.from(list.ends),
    };
  });
  const inOwnText = Uint8Array.from(lists, ({ own }) => (own.includes(1) ? 1 : 0));
  const gapShares = Float64Array.from(postings, (list) => {
    const all = list.weights.reduce((sum, weight) => sum + weight, 0);
    const ofGaps = list.weights.reduce(
      (sum, weight, n) => sum + (docs[list.docs[n] as number]?.isGap ? weight : 0),
      0,
    );
    return all > 0 ? ofGaps / all : 0;
  });
  const maxPhrasings = entries.reduce((most, { asks }) => Math.max(most, asks.length), 0);
  const firstGap = docs.findIndex(({ isGap }) => isGap);
  return {
    docs,
    firstGap: firstGap < 0 ? docs.length : firstGap,
    termId: (term) => ids.get(term),
    terms: ids.size,
    idf: (id) => idfs[id] as number,
    isInOwnText: (id) => inOwnText[id] === 1,
    gapShare: (id) => gapShares[id] as number,
    phrasings: {
      first: Int32Array.from(first),
      answerType: Uint8Array.from(phrased, ({ kind }) => ANSWER_TYPES.indexOf(kind)),
      totalIdf: Float64Array.from(positionIdfs, (of) => of.reduce((sum, one) => sum + one, 0)),
    },
    phrasingsPerDoc: phrased.length / Math.max(1, entries.length),
    scratch: {
      score: new Float64Array(docs.length),
      gain: new Float64Array(docs.length),
      candidate: new Int32Array(docs.length),
      touched: new Int32Array(docs.length),
      questionCoverage: new Float64Array(maxPhrasings),
      phrasingCoverage: new Float64Array(maxPhrasings),
      touchedPhrasings: new Int32Array(maxPhrasings),
      stamp: 0,
      phrasingStamp: new Float64Array(maxPhrasings),
      positionStamp: new Float64Array(maxPositions),
      positionCredit: new Float64Array(maxPositions),
    },
    maxIdf: idfOf(0),
    postings: (id) => postings[id] as Postings,
    vocabulary,
    foreign: new Set([...vocabulary.keys()].filter((word) => !english.has(word))),
  };
}

// --- internal ---

/** Postings as they grow. */
type Lists = Record<Exclude<keyof Postings, 'positionIdf'>, number[]>;

/** The telling places of a text; a place holds the word's stem and every notion that covers it. */
function positionsOf(
  words: readonly Token[],
  stopwords: ReadonlySet<string>,
  synonyms: Synonyms,
  idOf: (term: string) => number,
): number[][] {
  const at: Set<number>[] = words.map(() => new Set());
  for (const mention of synonyms.allMentions(words)) {
    for (const { group, narrower } of mention.senses) {
      // A narrower word in the base is not found by the broader one.
      if (!narrower) at[mention.from]?.add(idOf(group.term));
    }
  }
  words.forEach((word, index) => {
    if (!stopwords.has(word.text)) at[index]?.add(idOf(word.stem));
  });
  // The same phrase meets all of its words.
  for (const { from, to } of synonyms.longestMentions(words)) {
    if (to - from < 2) continue;
    const id = idOf(phraseTerm(words.slice(from, to)));
    for (let inside = from; inside < to; inside++)
      if (inside === from || (at[inside] as Set<number>).size > 0) at[inside]?.add(id);
  }
  return at.filter((terms) => terms.size > 0).map((terms) => [...terms]);
}
