import type { AnswerType } from './answer-type.ts';
import type { Index } from './index.ts';
import type { Correction, SpellingCorrector } from './spelling.ts';
import { STOPWORD_TYPOS } from './stopword-typos.ts';
import { type Language, LOW_INFORMATION_WORDS, SHORTHAND, stopwordsFor } from './stopwords.ts';
import { phraseTerm, type Synonyms } from './synonyms.ts';
import { stemOf, type Token } from './tokens.ts';

/** One searchable part of a question: a word, or a phrase of the lexicon. */
export interface QueryUnit {
  /** As the reader typed it. */
  text: string;
  /** Place of its first word among those read, and the number of its words. */
  from: number;
  size: number;
  /** What to call it in an answer: the first name in its lexicon group, or the word itself. */
  name: string;
  /** The terms that match it, each with a weight from 0 to 1. */
  terms: { term: string; weight: number }[];
  /** A content word or phrase; false for low-information words ("please", "tell", "thing"). */
  isContent: boolean;
  /** Index of its clause in the question. */
  clause: number;
  /** Looks like a name or a number. */
  capital: boolean;
  /** Confidence that the spelling was read as meant, 0 to 1. */
  confidence: number;
}

/** A question, ready to be scored against the index. */
export interface Query {
  units: QueryUnit[];
  answerType: AnswerType;
  /** For each unit, those of its terms that the index has, best first. */
  terms: readonly (readonly QueryTerm[])[];
}

/** A term of the index, by id, with its weight for one unit of the question, 0 to 1. */
export interface QueryTerm {
  id: number;
  weight: number;
}

/** Which words are known, so that they are neither corrected nor split. */
export interface KnownWords {
  isKnown(word: Token): boolean;
  /** The base has another form of the word. */
  isStemKnown(word: Token): boolean;
  /** The base itself uses it: then it is not shorthand for something else. */
  isInBase(word: Token): boolean;
  /** The words that were typed without their spaces, or null. */
  segment(word: string): string[] | null;
}

/**
 * Parses a question into units: the longest phrases of the lexicon first, then single words.
 * Unknown words are spell-corrected and stopwords dropped.
 */
export function parseQuery(
  given: readonly Token[],
  synonyms: Synonyms,
  known: KnownWords,
  correctorFor: ((language: Language) => SpellingCorrector) | null,
): { units: QueryUnit[]; read: Token[]; language: Language } {
  const { language, stopwords } = stopwordsFor(given.map((word) => word.text));
  const words = given.map((word, at) => {
    const corrected = language === 'en' ? expansionOf(word, at === 0) : undefined;
    return corrected === undefined ? word : { ...word, ...tokenFor(corrected) };
  });
  // A capital inside a question marks a name, and a name is not a mistyped stopword.
  function expansionOf(word: Token, isFirst: boolean): string | undefined {
    if (known.isInBase(word)) return undefined;
    const mayBeTypo =
      !known.isKnown(word) && !LOW_INFORMATION_WORDS.has(word.text) && (isFirst || !word.capital);
    return SHORTHAND.get(word.text) ?? (mayBeTypo ? STOPWORD_TYPOS.get(word.text) : undefined);
  }
  const corrector = correctorFor?.(language);
  const isStopword = (text: string) => stopwords.has(text);
  let unknown = 0;
  const read = words.flatMap((word, at): ReadToken[] => {
    const typed = (given[at] as Token).text;
    if (isStopword(word.text) || LOW_INFORMATION_WORDS.has(word.text) || known.isKnown(word) || !corrector)
      return [{ typed, word, corrections: [] }];
    unknown += 1;
    if (unknown > MAX_CORRECTED) return [{ typed, word, corrections: [] }];
    const corrections = corrector.correct(word.text);
    // Probably an inflection of a known word, but "traiing" has a known stem too: keep the corrections as alternatives.
    if (known.isStemKnown(word))
      return [{ typed, word, corrections: [{ word: word.text, similarity: 1 }, ...corrections] }];
    const parts = (corrections[0]?.similarity ?? 0) < MIN_CORRECTION ? known.segment(word.text) : null;
    if (!parts) return [{ typed, word, corrections }];
    return parts.map((part) => ({ typed: part, word: { ...word, ...tokenFor(part) }, corrections: [] }));
  });
  const corrected = read.map(({ word, corrections }) =>
    corrections[0] ? { ...word, ...tokenFor(corrections[0].word) } : word,
  );

  const units: QueryUnit[] = [];
  const mentions = new Map(
    synonyms.longestMentions(corrected, language === 'en').map((mention) => [mention.from, mention]),
  );
  for (let at = 0; at < corrected.length; ) {
    const mention = mentions.get(at);
    const word = corrected[at] as Token;
    const to = mention?.to ?? at + 1;
    const span = corrected.slice(at, to);
    const isPhrase = span.length > 1;
    if (!isPhrase && isStopword(word.text)) {
      at = to;
      continue;
    }
    const terms: QueryUnit['terms'] = [];
    const similarities = read.slice(at, to).map(({ corrections }) => corrections[0]?.similarity ?? 1);
    const confidence = similarities.reduce((sum, one) => sum + one, 0) / similarities.length;
    for (const { group, narrower } of mention?.senses ?? []) {
      const weight = group.isGeneral ? GENERAL_WEIGHT : SYNONYM_WEIGHT;
      terms.push({ term: group.term, weight: confidence * (narrower ? NARROWER_WEIGHT : weight) });
    }
    const ownSense = mention?.senses.find(({ group }) => !group.isGeneral);
    if (isPhrase) terms.push({ term: phraseTerm(span), weight: confidence });
    else {
      terms.push({ term: word.stem, weight: confidence });
      for (const correction of read[at]?.corrections.slice(1) ?? []) {
        const other = tokenFor(correction.word);
        terms.push({ term: other.stem, weight: correction.similarity * ALTERNATIVE_WEIGHT });
        for (const { senses } of synonyms.longestMentions([{ ...word, ...other }], language === 'en')) {
          for (const { group } of senses)
            terms.push({ term: group.term, weight: correction.similarity * ALTERNATIVE_WEIGHT });
        }
      }
    }
    const first = read[at]?.word as Token;
    const last = read[to - 1]?.word as Token;
    units.push({
      text: read
        .slice(at, to)
        .map((one) => one.typed)
        .join(' '),
      from: at,
      size: span.length,
      name: ownSense?.group.name ?? first.text,
      terms,
      isContent: isPhrase || ownSense !== undefined || !LOW_INFORMATION_WORDS.has(word.text),
      clause: first.clause,
      capital: first.capital || last.capital,
      confidence,
    });
    at = to;
  }
  return { units: withoutDuplicates(units), read: corrected, language };
}

/** For each unit, those of its terms that the index has, best first. */
export function termsOf(units: readonly QueryUnit[], index: Index): QueryTerm[][] {
  return units.map(({ terms }) => {
    const found: QueryTerm[] = [];
    for (const { term, weight } of terms) {
      const id = index.termId(term);
      if (id !== undefined) found.push({ id, weight });
    }
    return found.sort((a, b) => b.weight - a.weight);
  });
}

/** Words of the general lexicon are equal in most stories, not in all. */
export const GENERAL_WEIGHT = 0.9;

// --- internal ---

/** Weights of matches that are not literal; the word itself has 1. */
const SYNONYM_WEIGHT = 0.95;
const NARROWER_WEIGHT = 0.8;
const ALTERNATIVE_WEIGHT = 0.8;
/** At most this many words are corrected in one question: with more unknown words it is noise, and must not hold up others. */
const MAX_CORRECTED = 12;
/** Below this similarity, splitting a word into words of the base is tried before correcting it. */
const MIN_CORRECTION = 0.85;

/** A word as typed, as expanded, and its possible corrections, best first. */
interface ReadToken {
  typed: string;
  word: Token;
  corrections: readonly Correction[];
}

function tokenFor(text: string): Pick<Token, 'text' | 'stem'> {
  return { text, stem: stemOf(text) };
}

/** Repeating a word does not count twice. */
function withoutDuplicates(units: QueryUnit[]): QueryUnit[] {
  const seen = new Set<string>();
  return units.filter((unit) => {
    const key = unit.terms
      .map(({ term }) => term)
      .sort()
      .join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
