import type { Repair, Repairer } from './spelling.ts';
import { SMALL_WORD_SLIPS } from './stopword-typos.ts';
import { functionWordsFor, type Language, SCAFFOLD_WORD, SHORTHAND } from './stopwords.ts';
import { type Concepts, phraseTerm } from './synonyms.ts';
import { stemOf, type Word } from './tokens.ts';

/** One telling stretch of a question: a word, or a phrase the lexicon knows. */
export interface Unit {
  /** As the reader typed it. */
  text: string;
  /** How many words it is. */
  size: number;
  /** The name of what it means, when the lexicon has one. */
  name: string;
  /** What it may be found by, each with how well it stands for the unit, 0 to 1. */
  terms: { term: string; weight: number }[];
  /** False for words that carry a question but tell nothing about its subject. */
  telling: boolean;
  /** Which clause of the question it stands in. */
  clause: number;
  /** A name or number by its looks. */
  capital: boolean;
  /** How sure it is that the words were read as they were meant, 0 to 1. */
  sure: number;
  /** What a mistyped word was read as. */
  readAs: string | null;
}

/** What a reader may write that the base need not hold. */
export interface Known {
  has(word: Word): boolean;
  /** Whether it is known by its stem alone. */
  by(word: Word): boolean;
  /** Whether the base itself writes it: then it is no shorthand. */
  uses(word: Word): boolean;
  /** The words that were typed as one, or null. */
  part(word: string): string[] | null;
}

/**
 * Cuts a question into units: phrases of the lexicon first, longest match, then single words;
 * words that nobody knows are repaired, function words are dropped.
 */
export function unitsOf(
  given: readonly Word[],
  concepts: Concepts,
  known: Known,
  repairerFor: ((language: Language) => Repairer) | null,
): { units: Unit[]; read: Word[]; language: Language } {
  const { language, functionWords } = functionWordsFor(given.map((word) => word.text));
  const words = given.map((word, at) => {
    const meant = language === 'en' ? shortFor(word, at === 0) : undefined;
    return meant === undefined ? word : { ...word, ...wordLike(meant) };
  });
  // A capital inside a question is a name, and a name is no slip of a small word.
  function shortFor(word: Word, isFirst: boolean): string | undefined {
    if (known.uses(word)) return undefined;
    const isSmall = !known.has(word) && !SCAFFOLD_WORD.has(word.text) && (isFirst || !word.capital);
    return SHORTHAND.get(word.text) ?? (isSmall ? SMALL_WORD_SLIPS.get(word.text) : undefined);
  }
  const repairer = repairerFor?.(language);
  const isFunction = (text: string) => functionWords.has(text);
  let unknown = 0;
  const read = words.flatMap((word, at): Read[] => {
    const typed = (given[at] as Word).text;
    if (isFunction(word.text) || SCAFFOLD_WORD.has(word.text) || known.has(word) || !repairer)
      return [{ typed, word, repairs: [] }];
    unknown += 1;
    if (unknown > MOST_REPAIRED) return [{ typed, word, repairs: [] }];
    const repairs = repairer.repair(word.text);
    // Another form of a known word, by its ending; but "traiing" ends like one too.
    if (known.by(word)) return [{ typed, word, repairs: [{ word: word.text, likeness: 1 }, ...repairs] }];
    const parts = (repairs[0]?.likeness ?? 0) < TOGETHER ? known.part(word.text) : null;
    if (!parts) return [{ typed, word, repairs }];
    return parts.map((part) => ({ typed: part, word: { ...word, ...wordLike(part) }, repairs: [] }));
  });
  const meant = read.map(({ word, repairs }) =>
    repairs[0] ? { ...word, ...wordLike(repairs[0].word) } : word,
  );

  const units: Unit[] = [];
  const mentions = new Map(
    concepts.longest(meant, language === 'en').map((mention) => [mention.from, mention]),
  );
  for (let at = 0; at < meant.length; ) {
    const mention = mentions.get(at);
    const word = meant[at] as Word;
    const to = mention?.to ?? at + 1;
    const span = meant.slice(at, to);
    const isPhrase = span.length > 1;
    if (!isPhrase && isFunction(word.text)) {
      at = to;
      continue;
    }
    const terms: Unit['terms'] = [];
    const likeness = read.slice(at, to).map(({ repairs }) => repairs[0]?.likeness ?? 1);
    const sure = likeness.reduce((sum, one) => sum + one, 0) / likeness.length;
    for (const { concept, narrower } of mention?.concepts ?? []) {
      terms.push({ term: concept.term, weight: sure * (narrower ? NARROWER : EQUAL) });
    }
    if (isPhrase) terms.push({ term: phraseTerm(span), weight: sure });
    else {
      terms.push({ term: word.stem, weight: sure });
      for (const repair of read[at]?.repairs.slice(1) ?? []) {
        const other = wordLike(repair.word);
        terms.push({ term: other.stem, weight: repair.likeness * SECOND_GUESS });
        for (const { concepts: found } of concepts.longest([{ ...word, ...other }])) {
          for (const { concept } of found)
            terms.push({ term: concept.term, weight: repair.likeness * SECOND_GUESS });
        }
      }
    }
    const first = read[at]?.word as Word;
    const last = read[to - 1]?.word as Word;
    units.push({
      text: read
        .slice(at, to)
        .map((one) => one.typed)
        .join(' '),
      size: span.length,
      name: mention?.concepts[0]?.concept.name ?? first.text,
      terms,
      telling: isPhrase || mention !== undefined || !SCAFFOLD_WORD.has(word.text),
      clause: first.clause,
      capital: first.capital || last.capital,
      sure,
      readAs: sure < 1 && !isPhrase ? word.text : null,
    });
    at = to;
  }
  return { units: merge(units), read: meant, language };
}

// --- internal ---

const EQUAL = 0.95;
const NARROWER = 0.8;
const SECOND_GUESS = 0.8;
/** Words repaired in one question; where more are unknown it is no question that haste spoilt, and it must not hold others up. */
const MOST_REPAIRED = 12;
/** A repair less sure than this is no match for words of the base that were typed without their space. */
const TOGETHER = 0.85;

/** A word as it was typed, as it stands for itself, and what else it may have meant. */
interface Read {
  typed: string;
  word: Word;
  repairs: readonly Repair[];
}

function wordLike(text: string): Pick<Word, 'text' | 'stem'> {
  return { text, stem: stemOf(text) };
}

/** The same thing said twice counts once. */
function merge(units: Unit[]): Unit[] {
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
