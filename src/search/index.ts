import { ANSWER_TYPES, type AnswerType, answerTypeOf, answerTypesIn } from './answer-type.ts';
import { stopwordsFor } from './stopwords.ts';
import { phraseTerm, type Synonyms } from './synonyms.ts';
import { type Token, tokenize } from './tokens.ts';

/** A document of the index: one fact or one gap. */
export interface Doc {
  /** The answer types that its claim and quotes can supply. */
  answerTypes: ReadonlySet<AnswerType>;
  /** A known gap: something the base has nothing on. */
  isGap: boolean;
}

/** Postings of a term: one entry for each document that contains it, in order of document. */
interface Postings {
  docs: Int32Array;
  /** BM25 weight of the term in each document, idf included. */
  weights: Float32Array;
  /** 1 where the claim, quotes or context contain it; 0 where only phrasings do. */
  own: Uint8Array;
  /**
   * Its occurrences in phrasings, document after document; `ends` holds where each document's occurrences end. For each:
   * position and phrasing, numbered within the document, and the position's idf, kept beside them for locality.
   */
  positions: Int32Array;
  phrasings: Int32Array;
  positionIdf: Float64Array;
  ends: Int32Array;
}

/** The phrasings of all documents, document after document. */
interface Phrasings {
  /** By document: the number of its first phrasing; one more entry marks the end. */
  first: Int32Array;
  /** By phrasing: index into `ANSWER_TYPES`. */
  answerType: Uint8Array;
  /** By phrasing: sum of the idf of its positions. */
  totalIdf: Float64Array;
}

/** Scratch buffers reused across queries; sums are zeroed after each. */
interface Scratch {
  /** By document: score, gain from one unit, place among the candidates plus one; `touched` is a list of those in use. */
  score: Float64Array;
  gain: Float64Array;
  candidate: Int32Array;
  touched: Int32Array;
  /** By phrasing of one document: the weight of the question it covers, and its own idf covered by the question. */
  questionCoverage: Float64Array;
  phrasingCoverage: Float64Array;
  touchedPhrasings: Int32Array;
  /** Entries carry the stamp they were written with; older ones are stale, so that nothing needs clearing. */
  stamp: number;
  /** By phrasing of one document: when a unit last matched it. */
  phrasingStamp: Float64Array;
  /** By position of one document: when it was last matched, and with what weight. */
  positionStamp: Float64Array;
  positionCredit: Float64Array;
}

/** The texts of one document. */
export interface Entry {
  asks: readonly string[];
  claim: string;
  quotes: readonly string[];
  /** Quotes that only give context: the fact is found by them, but they are not its answer. */
  context: readonly string[];
}

/** An inverted index over facts and gaps: BM25 over weighted fields, with all term weights computed up front. */
export interface Index {
  docs: readonly Doc[];
  /** Number of the first gap; gaps come after facts. */
  firstGap: number;
  /** Id of a term, or undefined when no document contains it. */
  termId(term: string): number | undefined;
  /** Number of terms. */
  terms: number;
  /** Inverse document frequency: high for a rare term. */
  idf(id: number): number;
  /** Number of facts that contain it in any text. */
  factsWith(id: number): number;
  /** Whether the claim, quotes or context of some document contain it, not phrasings alone. */
  isInOwnText(id: number): boolean;
  /** Share of its total weight that belongs to gaps, 0 to 1. */
  gapShare(id: number): number;
  phrasings: Phrasings;
  /** Mean number of phrasings of a document. */
  phrasingsPerDoc: number;
  scratch: Scratch;
  /** The idf of a word that no document contains. */
  maxIdf: number;
  postings(id: number): Postings;
  /** Folded words of the base with their frequency: the dictionary of spelling correction. */
  vocabulary: ReadonlyMap<string, number>;
  /** The words that occur only in phrasings of other languages. */
  foreign: ReadonlySet<string>;
}

/** BM25's parameters, near their usual values. Fields weigh more the closer their wording is to a reader's. */
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
  const phrased: { answerType: AnswerType; positions: number[][] }[] = [];
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
      const positions = positionsOf(words, stopwords, synonyms, idOf, language === 'en');
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
      phrased.push({ answerType: answerTypeOf(words.map((word) => word.text)), positions });
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
  // A word in one phrasing of many counts as a fraction of a document.
  const spread = new Float64Array(lists.length);
  for (const count of counts) {
    for (const [id, frequency] of count)
      spread[id] = (spread[id] as number) + Math.min(1, Math.sqrt(frequency));
  }
  const idfs = Float64Array.from(spread, idfOf);
  // The idf of a position is that of its commonest term.
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
  const factCounts = Int32Array.from(lists, (list) => list.docs.filter((doc) => !docs[doc]?.isGap).length);
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
    factsWith: (id) => factCounts[id] as number,
    isInOwnText: (id) => inOwnText[id] === 1,
    gapShare: (id) => gapShares[id] as number,
    phrasings: {
      first: Int32Array.from(first),
      answerType: Uint8Array.from(phrased, ({ answerType }) => ANSWER_TYPES.indexOf(answerType)),
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

/** Postings under construction. */
type Lists = Record<Exclude<keyof Postings, 'positionIdf'>, number[]>;

/**
 * The positions of a text, stopwords left out; each holds the word's stem and every synonym group that starts there. A group of
 * the general lexicon stands at the first word that is no stopword: it adds no position that other wording lacks.
 */
function positionsOf(
  words: readonly Token[],
  stopwords: ReadonlySet<string>,
  synonyms: Synonyms,
  idOf: (term: string) => number,
  isEnglish: boolean,
): number[][] {
  const at: Set<number>[] = words.map(() => new Set());
  for (const { from, to, senses } of synonyms.allMentions(words, isEnglish)) {
    const content = words.findIndex(({ text }, place) => place >= from && place < to && !stopwords.has(text));
    for (const { group, narrower } of senses) {
      // A narrower word in the base must not be found by the broader one.
      if (!narrower) at[group.isGeneral && content >= 0 ? content : from]?.add(idOf(group.term));
    }
  }
  words.forEach((word, index) => {
    if (!stopwords.has(word.text)) at[index]?.add(idOf(word.stem));
  });
  // A phrase, asked for in the same words, matches all of its positions.
  for (const { from, to } of synonyms.longestMentions(words, isEnglish)) {
    if (to - from < 2) continue;
    const id = idOf(phraseTerm(words.slice(from, to)));
    for (let inside = from; inside < to; inside++)
      if (inside === from || (at[inside] as Set<number>).size > 0) at[inside]?.add(id);
  }
  return at.filter((terms) => terms.size > 0).map((terms) => [...terms]);
}
