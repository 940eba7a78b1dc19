import type { AnswerType } from './answer-type.ts';
import type { Index } from './index.ts';
import type { Correction, SpellingCorrector } from './spelling.ts';
import { STOPWORD_TYPOS } from './stopword-typos.ts';
import { type Language, LOW_INFORMATION_WORDS, SHORTHAND, stopwordsFor } from './stopwords.ts';
import { phraseTerm, type Synonyms } from './synonyms.ts';
import { stemOf, type Token } from './tokens.ts';

/** One telling stretch of a question: a word, or a phrase the lexicon knows. */
export interface QueryUnit {
  /** As the reader typed it. */
  text: string;
  /** How many words it is. */
  size: number;
  /** The name of what it means, when the lexicon has one. */
  name: string;
  /** What it may be found by, each with how well it stands for the unit, 0 to 1. */
  terms: { term: string; weight: number }[];
  /** False for words that carry a question but tell nothing about its subject. */
  isContent: boolean;
  /** Which clause of the question it stands in. */
  clause: number;
  /** A name or number by its looks. */
  capital: boolean;
  /** How sure it is that the words were read as they were meant, 0 to 1. */
  confidence: number;
  /** What a mistyped word was read as. */
  correctedTo: string | null;
}

/** A question, ready to be held against the index. */
export interface Query {
  units: QueryUnit[];
  answerType: AnswerType;
  /** For each unit the terms of it that the base has, the best first. */
  terms: readonly (readonly QueryTerm[])[];
}

/** A term of the base, by number, and how well it stands for a unit of a question. */
export interface QueryTerm {
  id: number;
  weight: number;
}

/** What a reader may write that the base need not hold. */
export interface KnownWords {
  isKnown(word: Token): boolean;
  /** Whether it is known by its stem alone. */
  isStemKnown(word: Token): boolean;
  /** Whether the base itself writes it: then it is no shorthand. */
  isInBase(word: Token): boolean;
  /** The words that were typed as one, or null. */
  segment(word: string): string[] | null;
}

/**
 * Cuts a question into units: phrases of the lexicon first, longest match, then single words;
 * words that nobody knows are repaired, function words are dropped.
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
  // A capital inside a question is a name, and a name is no slip of a small word.
  function expansionOf(word: Token, isFirst: boolean): string | undefined {
    if (known.isInBase(word)) return undefined;
    const isSmall =
      !known.isKnown(word) && !LOW_INFORMATION_WORDS.has(word.text) && (isFirst || !word.capital);
    return SHORTHAND.get(word.text) ?? (isSmall ? STOPWORD_TYPOS.get(word.text) : undefined);
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
    // Another form of a known word, by its ending; but "traiing" ends like one too.
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
      terms.push({ term: group.term, weight: confidence * (narrower ? NARROWER_WEIGHT : SYNONYM_WEIGHT) });
    }
    if (isPhrase) terms.push({ term: phraseTerm(span), weight: confidence });
    else {
      terms.push({ term: word.stem, weight: confidence });
      for (const correction of read[at]?.corrections.slice(1) ?? []) {
        const other = tokenFor(correction.word);
        terms.push({ term: other.stem, weight: correction.similarity * ALTERNATIVE_WEIGHT });
        for (const { senses } of synonyms.longestMentions([{ ...word, ...other }])) {
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
      size: span.length,
      name: mention?.senses[0]?.group.name ?? first.text,
      terms,
      isContent: isPhrase || mention !== undefined || !LOW_INFORMATION_WORDS.has(word.text),
      clause: first.clause,
      capital: first.capital || last.capital,
      confidence,
      correctedTo: confidence < 1 && !isPhrase ? word.text : null,
    });
    at = to;
  }
  return { units: withoutDuplicates(units), read: corrected, language };
}

/** The terms of each unit that the base has, the best first. */
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

// --- internal ---

const SYNONYM_WEIGHT = 0.95;
const NARROWER_WEIGHT = 0.8;
const ALTERNATIVE_WEIGHT = 0.8;
/** Words repaired in one question; where more are unknown it is no question that haste spoilt, and it must not hold others up. */
const MAX_CORRECTED = 12;
/** A repair less sure than this is no match for words of the base that were typed without their space. */
const MIN_CORRECTION = 0.85;

/** A word as it was typed, as it stands for itself, and what else it may have meant. */
interface ReadToken {
  typed: string;
  word: Token;
  corrections: readonly Correction[];
}

function tokenFor(text: string): Pick<Token, 'text' | 'stem'> {
  return { text, stem: stemOf(text) };
}

/** The same thing said twice counts once. */
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
