import type { Fact, FactBase } from '../facts/schema.ts';
import { livingFacts } from '../facts/views.ts';
import { ASKING_WORD, type Kind, kindOf } from './answer-type.ts';
import { withoutTalk } from './filler.ts';
import { type Prepared, prepareText } from './highlight.ts';
import { buildIndex, type Index } from './index.ts';
import { type Unit, unitsOf } from './query.ts';
import { type Asked, MANY, rank, type Scored, termsIn, weigh } from './rank.ts';
import { createParter } from './segmentation.ts';
import { createRepairer } from './spelling.ts';
import { FUNCTION_WORD, type Language, PLAIN_WORD, SCAFFOLD_WORD } from './stopwords.ts';
import { compileConcepts } from './synonyms.ts';
import { type Word, wordsOf } from './tokens.ts';

/** Everything that is computed once for a base. Documents 0 to facts.length - 1 are facts, those after them gaps. */
export interface Engine {
  facts: readonly Fact[];
  index: Index;
  /** Claim and quotes of each fact, read once, for marking what matched. */
  shown: readonly Shown[];
  read(question: string): Reading;
}

export interface Shown {
  claim: Prepared;
  quotes: readonly Prepared[];
}

/** A question, understood and held against the base. */
export interface Reading {
  language: Language;
  kind: Kind;
  units: Unit[];
  /** For each unit the terms of it that the base has. */
  found: Asked['found'];
  /** How telling each unit is in this base. */
  weights: number[];
  /** Best first. */
  facts: Scored[];
  /** Known gaps that the question is near to, best first. */
  gaps: Scored[];
}

export function createEngine(base: FactBase): Engine {
  const facts = livingFacts(base);
  const concepts = compileConcepts(base.lexicon);
  const entries = [
    ...facts.map((fact) => ({
      asks: fact.asks,
      claim: fact.claim,
      quotes: fact.evidence.map((span) => span.quote),
      context: fact.context.map((span) => span.quote),
    })),
    ...base.gaps.map((gap) => ({ asks: gap.asks, claim: gap.about, quotes: [], context: [] })),
  ];
  const index = buildIndex(entries, concepts);
  const spelling = new Map(index.vocabulary);
  for (const words of [concepts.vocabulary, FUNCTION_WORD, SCAFFOLD_WORD]) {
    for (const word of words) if (!spelling.has(word)) spelling.set(word, 0);
  }
  const frequency = (word: string) => spelling.get(word) ?? 0;
  const isForeign = (word: string) =>
    (index.foreign.has(word) || !index.vocabulary.has(word)) &&
    (index.foreign.has(word) || concepts.foreign.has(word));
  const every = createRepairer(spelling.keys(), { frequency });
  const english = every.among((word) => !isForeign(word));
  // A slip in an English question meant an English word.
  const repairer = (language: Language) => (language === 'en' ? english : every);
  const known = {
    has: ({ text }: { text: string }) => spelling.has(text) || PLAIN_WORD.has(text) || ASKING_WORD.has(text),
    by: ({ stem }: { stem: string }) => index.termId(stem) !== undefined,
    uses: ({ text }: { text: string }) => index.vocabulary.has(text) && !index.foreign.has(text),
    part: createParter(index, entries),
  };
  return {
    facts,
    index,
    shown: facts.map((fact) => ({
      claim: prepareText(fact.claim, concepts, index),
      quotes: fact.evidence.map((span) => prepareText(span.quote, concepts, index)),
    })),
    read(question) {
      const given = withoutTalk(wordsOf(question));
      const { units, read, language } = unitsOf(given, concepts, known, repairer);
      const { asked, weights, ranked } = toThePoint(units, read, index);
      const { kind } = asked;
      return {
        language,
        kind,
        units: asked.units,
        found: asked.found,
        weights,
        facts: ranked.filter(({ doc }) => doc < facts.length),
        gaps: ranked.filter(({ doc }) => doc >= facts.length),
      };
    },
  };
}

// --- internal ---

/** Questions with fewer telling words, or of one clause, are read whole. */
const LONG = 4;
/** Clauses that are looked at; what follows is read with the last. */
const MOST_CLAUSES = 6;
/** What a telling word that is met is worth against one that is not. */
const UNMET = 0.2;

function netOf(credit: number): number {
  return credit - UNMET * (1 - credit);
}

interface Held {
  asked: Asked;
  weights: number[];
  ranked: Scored[];
}

/**
 * People on deadline wrap a question in talk ("a caller asks, bless her, …"). A long question of several clauses is read
 * by the run of clauses that the base accounts for best; the words of the others still count a little, but none is missed.
 * The clause that asks is never set aside. Facts with few phrasings are met by few words of a question, and a date alone would
 * outdo the rest of it: there it is read whole.
 */
function toThePoint(units: Unit[], read: readonly Word[], index: Index): Held {
  const found = termsIn(units, index);
  const hold = (from: number, to: number): Held => {
    const inside = (clause: number) => clause >= from && clause <= to;
    const asked = {
      found,
      units: units.map((unit) => (inside(unit.clause) ? unit : { ...unit, telling: false })),
      kind: kindOf(read.filter((word) => inside(word.clause)).map((word) => word.text)),
    };
    const weights = weigh(asked, index);
    return { asked, weights, ranked: rank(asked, weights, index) };
  };
  const whole = hold(0, Number.POSITIVE_INFINITY);
  const telling = units.filter((unit) => unit.telling);
  const clauses = [...new Set(telling.map((unit) => unit.clause))];
  if (index.perDoc < MANY || telling.length < LONG || clauses.length < 2 || clauses.length > MOST_CLAUSES)
    return whole;
  const asking = clauses.filter(
    (clause) => kindOf(read.filter((word) => word.clause === clause).map((word) => word.text)) !== 'open',
  );
  let best = whole;
  let most = worth(whole);
  for (const from of clauses) {
    for (const to of clauses) {
      if (to < from || (asking.length > 0 && !asking.some((clause) => clause >= from && clause <= to)))
        continue;
      if (atMost(from, to, units, whole) <= most) continue;
      const held = hold(from, to);
      const value = worth(held);
      if (value > most) {
        best = held;
        most = value;
      }
    }
  }
  return best;
}

/** What a run of clauses could be worth at most: were all of its words that the base has met by one document. */
function atMost(from: number, to: number, units: readonly Unit[], { asked, weights }: Held): number {
  let sum = 0;
  units.forEach(({ telling, clause }, at) => {
    if (!telling || clause < from || clause > to) return;
    const credit = (asked.found[at] ?? []).reduce((most, { weight }) => Math.max(most, weight), 0);
    sum += (weights[at] as number) * netOf(credit);
  });
  return sum;
}

/** The weight of the telling words that the best document accounts for, less a part of those it does not. */
function worth({ asked, weights, ranked }: Held): number {
  const [top] = ranked;
  return asked.units.reduce((sum, unit, at) => {
    if (!unit.telling) return sum;
    const credit = top?.credit[at] ?? 0;
    return sum + (weights[at] as number) * netOf(credit);
  }, 0);
}
