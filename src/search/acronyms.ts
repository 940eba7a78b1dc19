import type { Fact, LexiconGroup } from '../facts/schema.ts';
import { withoutTalk } from './filler.ts';
import { FUNCTION_WORD, functionWordsFor } from './stopwords.ts';
import { type Word, wordsOf } from './tokens.ts';

/** Initials that a question asks the meaning of, as it writes them, and the numbers of the facts that spell them out. */
export interface Initials {
  letters: string;
  facts: readonly number[];
}

/**
 * Reads questions that ask what initials stand for and nothing else ("MSS meaning", "what is TPC short for"); null for any other.
 * A fact spells out initials when a quote of it has the words, and answers for those of other languages that the lexicon puts beside them.
 */
export function createInitials(
  facts: readonly Fact[],
  lexicon: readonly LexiconGroup[],
): (question: string) => Initials[] | null {
  const groups = lexicon.map(({ means, fr, ht, es, sw }) =>
    lettersOf([...means, ...fr, ...ht, ...es, ...sw]),
  );
  const known = new Set(groups.flat());
  const spelled = new Map<string, number[]>();
  facts.forEach(({ evidence }, fact) => {
    const quotes = evidence.map(({ quote }) => quote);
    for (const one of initialsIn(quotes, known)) spelled.set(one, [...(spelled.get(one) ?? []), fact]);
  });
  for (const group of groups) {
    const found = group.flatMap((one) => spelled.get(one) ?? []);
    for (const one of group) if (!spelled.has(one)) spelled.set(one, found);
  }
  return (question) => {
    // Nearly every question ends here.
    if (!CUE.test(question.toLowerCase())) return null;
    const asked = initialsAsked(withoutTalk(wordsOf(question)), question, (word) => spelled.has(word));
    return (
      asked?.map(({ text, start, end }) => ({
        letters: question.slice(start, end),
        facts: spelled.get(text) ?? [],
      })) ?? null
    );
  };
}

/**
 * The initials that texts spell out, as words are compared: "Organisation of American States" gives "oas" where these are known letters,
 * and "multinational security support (MSS)" gives "mss" in any case.
 */
export function initialsIn(texts: readonly string[], known: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [name] of text.matchAll(NAME)) {
      for (const letters of initialsOf(name.split(BETWEEN))) if (known.has(letters)) found.add(letters);
    }
    for (const [, before = '', letters = ''] of text.matchAll(BEFORE_LETTERS)) {
      const name = before.trim().split(BETWEEN).slice(-letters.length);
      if (asWord(name.map((word) => word.slice(0, 1)).join('')) === asWord(letters))
        found.add(asWord(letters));
    }
  }
  return found;
}

// --- internal ---

/** The words that a question asks the meaning of, or null where it asks for anything else. */
function initialsAsked(
  words: readonly Word[],
  question: string,
  areKnown: (word: string) => boolean,
): Word[] | null {
  const texts = words.map(({ text }) => text);
  if (words.length > MOST_ASKING) return null;
  const isLoud = question === question.toUpperCase();
  const { functionWords } = functionWordsFor(texts);
  const carries = (word: string) =>
    functionWords.has(word) || FUNCTION_WORD.has(word) || BESIDE.has(word) || CUE.test(word);
  const areInitials = ({ text, start, end }: Word) =>
    (!isLoud && LETTERS.test(question.slice(start, end))) || (areKnown(text) && !FUNCTION_WORD.has(text));
  const asked = words.filter(areInitials);
  return asked.length > 0 && words.every((word) => areInitials(word) || carries(word.text)) ? asked : null;
}

/** Those of some names that are letters alone. */
function lettersOf(names: readonly string[]): string[] {
  return names.filter((name) => LETTERS.test(name)).map(asWord);
}

/** How a word is written when words are compared: "US" is "usa". */
function asWord(letters: string): string {
  return wordsOf(letters.toUpperCase())[0]?.text ?? '';
}

/** The initials of every run of two words or more, with its small words and without. */
function* initialsOf(words: readonly string[]): Generator<string> {
  for (let from = 0; from < words.length; from++) {
    let all = '';
    let great = '';
    for (const word of words.slice(from, from + MOST_WORDS)) {
      const letters = /^\p{Lu}+$/u.test(word) ? word : word.slice(0, 1);
      all += letters;
      if (/^\p{Lu}/u.test(word)) great += letters;
      if (all !== letters) yield* [asWord(all), asWord(great)];
    }
  }
}

const LETTERS = /^(?:\p{Lu}{2,10}|(?:\p{Lu}\.){2,})$/u;
const BETWEEN = /[\s-]+/;
/** A run of words with a capital, with small words between. */
const NAME = /\p{Lu}\p{L}*(?:[\s-]+(?:of|the|and|for|on|in|au|de|du|des|la|\p{Lu}\p{L}*))*/gu;
const BEFORE_LETTERS = /((?:\p{L}+[\s-]+){2,10})\((\p{Lu}{2,10})\)/gu;
const MOST_WORDS = 6;
/** A longer question asks for more than that. */
const MOST_ASKING = 12;
/** What makes it a question after a meaning, in five languages. */
const CUE =
  /\b(?:(?:stands?|standing|short) for|full (?:form|name|title)|acronyms?|abbreviat(?:ion|ed)|initial(?:s|ism)|meaning|means?|meant|spell(?:s|ed)?|spelt|expand(?:s|ed)?|expansion|defin(?:ed?|ition)|sigle|signifie|signification|veut dire|siglas|significan?|significado|quiere decir|siyifi|vle di|maana|inamaanisha|kirefu)\b/;
/** What such a question may hold beside the letters, small words and what makes it one. */
const BESIDE: ReadonlySet<string> = new Set(
  `stand stands standing short full fully name form title version letters words term long longer written write out actually exactly please tell explain
   veut dire quiere decir vle di nini kifupi cha ya`.split(/\s+/),
);
