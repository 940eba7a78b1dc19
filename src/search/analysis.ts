import { ownPhrasingsOf, phrasingsOf } from '../facts/phrasings.ts';
import type { Fact, FactBase } from '../facts/schema.ts';
import { livingFacts } from '../facts/views.ts';
import { type AnswerType, answerTypeOf, QUESTION_WORDS } from './answer-type.ts';
import { GENERAL_LEXICON } from './general-lexicon.ts';
import { buildIndex, type Index } from './index.ts';
import { createNames, type Names } from './names.ts';
import { type OwnWords, ownTextsBesides, ownWordsOf } from './own-words.ts';
import { GENERAL_WEIGHT, parseQuery, type Query, type QueryUnit, termsOf } from './query.ts';
import { MANY_PHRASINGS, rank, type ScoredDoc, unitWeights } from './rank.ts';
import { createSegmenter } from './segmentation.ts';
import { createSpellingCorrector } from './spelling.ts';
import { COMMON_WORDS, ENGLISH_STOPWORDS, type Language, LOW_INFORMATION_WORDS } from './stopwords.ts';
import { compileSynonyms } from './synonyms.ts';
import { stemOf, type Token, tokenize } from './tokens.ts';

/** Everything computed once per base. Documents 0 to facts.length - 1 are the facts; the gaps follow. */
export interface Analyzer {
  facts: readonly Fact[];
  index: Index;
  /** What each fact itself says, tokenized once. */
  ownWords: readonly OwnWords[];
  names: Names;
  /** Whether half of the facts or more have this term: what the whole story is about. */
  isThroughout(term: number): boolean;
  /** Whether a stem is of the desk's own subject. */
  isSubject(stem: string): boolean;
  analyze(question: string): Analysis;
  /** Whether the base has this word, folded, and it says something. */
  isTelling(word: string): boolean;
  /** Whether the claims, quotes or context of the base have this word, folded, in any inflection. */
  isInOwnText(word: string): boolean;
}

/** A question, parsed and scored against a base. */
export interface Analysis {
  question: string;
  /** Its words, as they were read. */
  words: readonly Token[];
  /** Places of the words that say something, the desk's subject included. */
  content: readonly number[];
  /** The terms that match the word or phrase at a place. */
  termsAt(place: number): ReadonlySet<number>;
  /** It asks whether something is so. */
  isWhether: boolean;
  language: Language;
  answerType: AnswerType;
  units: QueryUnit[];
  /** For each unit, those of its terms that the index has. */
  terms: Query['terms'];
  /** Weight of each unit in this base: its idf, bounded. */
  weights: number[];
  /** Best first. */
  facts: ScoredDoc[];
  /** Known gaps, best first. */
  gaps: ScoredDoc[];
}

export function createAnalyzer(base: FactBase): Analyzer {
  const facts = livingFacts(base);
  const synonyms = compileSynonyms(base.lexicon, GENERAL_LEXICON);
  const entries = [
    ...facts.map((fact) => ({
      asks: phrasingsOf(base, fact),
      claim: fact.claim,
      quotes: fact.evidence.map((span) => span.quote),
      context: ownTextsBesides(fact),
    })),
    ...base.gaps.map((gap) => ({
      asks: ownPhrasingsOf(base, gap),
      claim: gap.about,
      quotes: [],
      context: [],
    })),
  ];
  const subjectWords = base.desk.subject.flatMap((name) => tokenize(name));
  const subject = new Set(subjectWords.map(({ text }) => text));
  const subjectStems = new Set(subjectWords.map(({ stem }) => stem));
  const index = buildIndex(entries, synonyms);
  const ownWords = facts.map((fact) => ownWordsOf(fact, synonyms, index));
  const spelling = new Map(index.vocabulary);
  for (const words of [synonyms.vocabulary, ENGLISH_STOPWORDS, LOW_INFORMATION_WORDS]) {
    for (const word of words) if (!spelling.has(word)) spelling.set(word, 0);
  }
  const frequency = (word: string) => spelling.get(word) ?? 0;
  const isForeign = (word: string) =>
    (index.foreign.has(word) || !index.vocabulary.has(word)) &&
    (index.foreign.has(word) || synonyms.foreign.has(word));
  const corrector = createSpellingCorrector(spelling.keys(), { frequency });
  const englishCorrector = corrector.restrictedTo((word) => !isForeign(word));
  // A typo in an English question stands for an English word.
  const correctorFor = (language: Language) => (language === 'en' ? englishCorrector : corrector);
  const knownWords = {
    isKnown: ({ text }: { text: string }) =>
      spelling.has(text) || COMMON_WORDS.has(text) || QUESTION_WORDS.has(text),
    isStemKnown: ({ stem }: { stem: string }) => index.termId(stem) !== undefined,
    isInBase: ({ text }: { text: string }) => index.vocabulary.has(text) && !index.foreign.has(text),
    segment: createSegmenter(index, entries),
  };
  return {
    facts,
    index,
    ownWords,
    names: createNames(
      ownWords.flatMap(({ claim, quotes }) =>
        [claim, ...quotes].map(({ text }) => ({ text, words: tokenize(text) })),
      ),
    ),
    isThroughout: (term) => index.factsWith(term) >= THROUGHOUT * facts.length,
    isSubject: (stem) => subjectStems.has(stem),
    isInOwnText(word) {
      const id = index.termId(stemOf(word));
      return id !== undefined && index.isInOwnText(id);
    },
    isTelling: (word) =>
      index.vocabulary.has(word) && !ENGLISH_STOPWORDS.has(word) && !LOW_INFORMATION_WORDS.has(word),
    analyze(question) {
      const parsed = parseQuery(tokenize(question), synonyms, knownWords, correctorFor);
      const { read, language } = parsed;
      const units = withoutSubject(parsed.units, subject);
      const { query, weights, ranked } = bestClauses(units, read, index);
      const { answerType } = query;
      const allTerms = termsOf(parsed.units, index);
      return {
        question,
        words: read,
        content: parsed.units.flatMap(({ isContent, from }) => (isContent ? [from] : [])),
        termsAt(place) {
          const at = parsed.units.findIndex(({ from }) => from === place);
          return new Set((allTerms[at] ?? []).map(({ id }) => id));
        },
        isWhether: isWhether(read),
        language,
        answerType,
        units: query.units,
        terms: query.terms,
        weights,
        facts: ranked.filter(({ doc }) => doc < facts.length),
        gaps: ranked.filter(({ doc }) => doc >= facts.length),
      };
    },
  };
}

// --- internal ---

/** Share of the facts that hold what the whole story is about. */
const THROUGHOUT = 0.5;

const WHETHER: ReadonlySet<string> = new Set(
  `is are was were do does did has have had will would can could should must confirm isnt arent wasnt werent dont doesnt didnt hasnt
  havent hadnt wont wouldnt cant couldnt shouldnt whether`.split(/\s+/),
);

/** "Did A pay", "confirm: A paid", "is it true that A paid". */
function isWhether([first]: readonly Token[]): boolean {
  return first !== undefined && WHETHER.has(first.text);
}

/** Questions with fewer content words are searched whole. */
const LONG_QUESTION = 4;
/** Questions with more clauses are searched whole: the runs to try grow with the square of their number. */
const MAX_CLAUSES = 6;
/** What an unmatched content word costs, as a share of what a matched one is worth. */
const UNMATCHED_PENALTY = 0.2;

function netCredit(credit: number): number {
  return credit - UNMATCHED_PENALTY * (1 - credit);
}

/**
 * The desk's own subject tells nothing: every fact is about it. Beside a single word it may be what tells ("Haitian officials"), and
 * so it is kept there.
 */
function withoutSubject(units: QueryUnit[], subject: ReadonlySet<string>): QueryUnit[] {
  const others = units.filter(
    ({ text, size }) => size > 1 || !tokenize(text).every((word) => subject.has(word.text)),
  );
  return others.filter(({ isContent }) => isContent).length > 1 ? others : units;
}

/** A run of clauses, searched as if the rest were low-information words. */
interface ClauseRun {
  query: Query;
  weights: number[];
  ranked: ScoredDoc[];
}

/**
 * People on deadline wrap a question in small talk ("a caller asks, bless her, …"). In a long question of several clauses,
 * pick the consecutive clauses that the best document covers best; words of the other clauses become low-information words.
 * A clause with a question word is always kept. With few phrasings per fact too few words match for this to be safe
 * (a date alone would beat the rest of the question), so the question is then searched whole.
 */
function bestClauses(units: QueryUnit[], read: readonly Token[], index: Index): ClauseRun {
  const terms = termsOf(units, index);
  const rankClauses = (from: number, to: number): ClauseRun => {
    const inside = (clause: number) => clause >= from && clause <= to;
    const query = {
      terms,
      units: units.map((unit) => (inside(unit.clause) ? unit : { ...unit, isContent: false })),
      answerType: answerTypeOf(read.filter((word) => inside(word.clause)).map((word) => word.text)),
    };
    const weights = unitWeights(query, index);
    return { query, weights, ranked: rank(query, weights, index) };
  };
  const whole = rankClauses(0, Number.POSITIVE_INFINITY);
  const contentUnits = units.filter((unit) => unit.isContent);
  const clauses = [...new Set(contentUnits.map((unit) => unit.clause))];
  if (
    index.phrasingsPerDoc < MANY_PHRASINGS ||
    contentUnits.length < LONG_QUESTION ||
    clauses.length < 2 ||
    clauses.length > MAX_CLAUSES
  )
    return whole;
  const askingClauses = clauses.filter(
    (clause) =>
      answerTypeOf(read.filter((word) => word.clause === clause).map((word) => word.text)) !== 'open',
  );
  let best = whole;
  let most = netWorth(whole);
  for (const from of clauses) {
    for (const to of clauses) {
      if (
        to < from ||
        (askingClauses.length > 0 && !askingClauses.some((clause) => clause >= from && clause <= to))
      )
        continue;
      if (upperBound(from, to, units, whole) <= most) continue;
      const run = rankClauses(from, to);
      const value = netWorth(run);
      if (value > most) {
        best = run;
        most = value;
      }
    }
  }
  return best;
}

/** Upper bound of `netWorth` for a run of clauses: one document matching every word that the index has. */
function upperBound(
  from: number,
  to: number,
  units: readonly QueryUnit[],
  { query, weights }: ClauseRun,
): number {
  let sum = 0;
  units.forEach(({ isContent, clause }, at) => {
    if (!isContent || clause < from || clause > to) return;
    const credit = (query.terms[at] ?? []).reduce((most, { weight }) => Math.max(most, weight), 0);
    sum += (weights[at] as number) * netCredit(credit);
  });
  return sum;
}

/**
 * Weight of the content words that the best document matches, minus a share of those it does not. A word that only the general
 * lexicon matches keeps no clause: it stands in small talk as well.
 */
function netWorth({ query, weights, ranked }: ClauseRun): number {
  const [top] = ranked;
  return query.units.reduce((sum, unit, at) => {
    if (!unit.isContent) return sum;
    const credit = top?.credits[at] ?? 0;
    return sum + (weights[at] as number) * netCredit(credit === GENERAL_WEIGHT ? 0 : credit);
  }, 0);
}
