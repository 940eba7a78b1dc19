import type { Fact, LexiconGroup } from '../facts/schema.ts';
import { ENGLISH_STOPWORDS, stopwordsFor } from './stopwords.ts';
import { type Token, tokenize } from './tokens.ts';

/** An acronym whose meaning a question asks for, as written there, and the numbers of the facts that spell it out. */
export interface AskedAcronym {
  letters: string;
  facts: readonly number[];
}

/**
 * Recognizes questions about what acronyms stand for and nothing else ("MSS meaning", "what is TPC short for").
 * A fact spells out an acronym when one of its quotes does; it also answers for the acronyms of the same lexicon group, such as
 * those of other languages.
 */
export function createAcronymLookup(
  facts: readonly Fact[],
  lexicon: readonly LexiconGroup[],
): (question: string) => AskedAcronym[] | null {
  const groups = lexicon.map(({ means, fr, ht, es, sw }) =>
    acronymsAmong([...means, ...fr, ...ht, ...es, ...sw]),
  );
  const known = new Set(groups.flat());
  const spelled = new Map<string, number[]>();
  facts.forEach(({ evidence }, fact) => {
    const quotes = evidence.map(({ quote }) => quote);
    for (const acronym of acronymsIn(quotes, known))
      spelled.set(acronym, [...(spelled.get(acronym) ?? []), fact]);
  });
  for (const group of groups) {
    const found = group.flatMap((acronym) => spelled.get(acronym) ?? []);
    for (const acronym of group) if (!spelled.has(acronym)) spelled.set(acronym, found);
  }
  return (question) => {
    // Most questions end here.
    if (!CUE.test(question.toLowerCase())) return null;
    const asked = acronymsAsked(tokenize(question), question, (word) => spelled.has(word));
    return (
      asked?.map(({ text, start, end }) => ({
        letters: question.slice(start, end),
        facts: spelled.get(text) ?? [],
      })) ?? null
    );
  };
}

/**
 * The acronyms that texts spell out, as tokens: "Organisation of American States" gives "oas" if that is a known acronym,
 * "multinational security support (MSS)" gives "mss" in any case.
 */
export function acronymsIn(texts: readonly string[], known: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [name] of text.matchAll(NAME)) {
      for (const letters of acronymsOf(name.split(WORD_BREAK))) if (known.has(letters)) found.add(letters);
    }
    for (const [, before = '', letters = ''] of text.matchAll(BEFORE_LETTERS)) {
      const name = before.trim().split(WORD_BREAK).slice(-letters.length);
      if (asToken(name.map((word) => word.slice(0, 1)).join('')) === asToken(letters))
        found.add(asToken(letters));
    }
  }
  return found;
}

// --- internal ---

/** The acronyms in a question about nothing else, or null. */
function acronymsAsked(
  words: readonly Token[],
  question: string,
  areKnown: (word: string) => boolean,
): Token[] | null {
  const texts = words.map(({ text }) => text);
  if (words.length > MAX_QUESTION_WORDS) return null;
  const isAllCapitals = question === question.toUpperCase();
  const { stopwords } = stopwordsFor(texts);
  const isAllowed = (word: string) =>
    stopwords.has(word) || ENGLISH_STOPWORDS.has(word) || ALLOWED_BESIDE.has(word) || CUE.test(word);
  const isAcronym = ({ text, start, end }: Token) =>
    (!isAllCapitals && LETTERS.test(question.slice(start, end))) ||
    (areKnown(text) && !ENGLISH_STOPWORDS.has(text));
  const asked = words.filter(isAcronym);
  return asked.length > 0 && words.every((word) => isAcronym(word) || isAllowed(word.text)) ? asked : null;
}

/** The names that are acronyms, as tokens. */
function acronymsAmong(names: readonly string[]): string[] {
  return names.filter((name) => LETTERS.test(name)).map(asToken);
}

/** The token of an acronym: that of "US" is "usa". */
function asToken(letters: string): string {
  return tokenize(letters.toUpperCase())[0]?.text ?? '';
}

/** The initials of every run of two words or more, with and without those of its uncapitalized words. */
function* acronymsOf(words: readonly string[]): Generator<string> {
  for (let from = 0; from < words.length; from++) {
    let all = '';
    let capitals = '';
    for (const word of words.slice(from, from + MAX_WORDS)) {
      const letters = /^\p{Lu}+$/u.test(word) ? word : word.slice(0, 1);
      all += letters;
      if (/^\p{Lu}/u.test(word)) capitals += letters;
      if (all !== letters) yield* [asToken(all), asToken(capitals)];
    }
  }
}

const LETTERS = /^(?:\p{Lu}{2,10}|(?:\p{Lu}\.){2,})$/u;
const WORD_BREAK = /[\s-]+/;
/** A run of capitalized words, with prepositions and the like in between. */
const NAME = /\p{Lu}\p{L}*(?:[\s-]+(?:of|the|and|for|on|in|au|de|du|des|la|\p{Lu}\p{L}*))*/gu;
const BEFORE_LETTERS = /((?:\p{L}+[\s-]+){2,10})\((\p{Lu}{2,10})\)/gu;
const MAX_WORDS = 6;
/** A longer question asks for more than the meaning of an acronym. */
const MAX_QUESTION_WORDS = 12;
/** Cues that a question asks for a meaning, in five languages. */
const CUE =
  /\b(?:(?:stands?|standing|short) for|full (?:form|name|title)|acronyms?|abbreviat(?:ion|ed)|initial(?:s|ism)|meaning|means?|meant|spell(?:s|ed)?|spelt|expand(?:s|ed)?|expansion|defin(?:ed?|ition)|sigle|signifie|signification|veut dire|siglas|significan?|significado|quiere decir|siyifi|vle di|maana|inamaanisha|kirefu)\b/;
/** Other words that such a question may contain, beside acronyms, cues and stopwords. */
const ALLOWED_BESIDE: ReadonlySet<string> = new Set(
  `stand stands standing short full fully name form title version letters words term long longer written write out actually exactly please tell explain
   veut dire quiere decir vle di nini kifupi cha ya`.split(/\s+/),
);
