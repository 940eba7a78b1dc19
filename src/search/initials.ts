import { FUNCTION_WORD, functionWordsFor } from './language.ts';
import { type Word, wordsOf } from './words.ts';

/** The words of texts that are written in capitals, in small letters: likely initials. */
export function lettersIn(texts: readonly string[]): Set<string> {
  const words = texts.flatMap((text) => text.match(LETTERS) ?? []);
  return new Set(words.flatMap((word) => wordsOf(word).map(({ text: letters }) => letters)));
}

/**
 * The initials that texts spell out, in small letters: "Organisation of American States" gives "oas" where these are known letters,
 * and "multinational security support (MSS)" gives "mss" in any case.
 */
export function initialsIn(texts: readonly string[], known: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [name] of text.matchAll(NAME)) {
      for (const initials of initialsOf(name.split(BETWEEN))) if (known.has(initials)) found.add(initials);
    }
    for (const [, before = '', letters = ''] of text.matchAll(BEFORE_LETTERS)) {
      const name = before.trim().split(BETWEEN).slice(-letters.length);
      const initials = name
        .map((word) => word.slice(0, 1))
        .join('')
        .toLowerCase();
      if (initials === letters.toLowerCase()) found.add(initials);
    }
  }
  return found;
}

/** How the base itself would be asked what initials stand for. */
export function askFor(initials: string): string {
  return `what does ${initials} stand for`;
}

/**
 * The initials that a question asks the meaning of ("MSS meaning", "what is TPC short for"), or null: nothing else may be in it.
 */
export function initialsAsked(words: readonly Word[], areInitials: (word: string) => boolean): string | null {
  const texts = words.map(({ text }) => text);
  if (texts.length > MOST_ASKING || !CUE.test(texts.join(' '))) return null;
  const { functionWords } = functionWordsFor(texts);
  const carries = (word: string) =>
    functionWords.has(word) || FUNCTION_WORD.has(word) || CARRIES.has(word) || CUE.test(word);
  const [only, ...others] = texts.filter((word) => areInitials(word) || !carries(word));
  return only && others.length === 0 && areInitials(only) ? only : null;
}

// --- internal ---

/** The initials of every run of two words or more, with its small words and without. */
function* initialsOf(words: readonly string[]): Generator<string> {
  for (let from = 0; from < words.length; from++) {
    let all = '';
    let great = '';
    for (const word of words.slice(from, from + MOST_WORDS)) {
      const letters = /^\p{Lu}+$/u.test(word) ? word : word.slice(0, 1);
      const isFurther = all !== '';
      all += letters.toLowerCase();
      if (/^\p{Lu}/u.test(word)) great += letters.toLowerCase();
      if (isFurther) yield* [all, great];
    }
  }
}

const LETTERS = /(?<![\p{L}\d-])\p{Lu}{2,10}(?![\p{L}\d])/gu;
const BETWEEN = /[\s-]+/;
/** A run of words with a capital, with small words between. */
const NAME = /\p{Lu}\p{L}*(?:[\s-]+(?:of|the|and|for|on|in|au|de|du|des|la|\p{Lu}\p{L}*))*/gu;
const BEFORE_LETTERS = /((?:\p{L}+[\s-]+){2,6})\((\p{Lu}{2,6})\)/gu;
const MOST_WORDS = 6;
/** A longer question asks for more than that. */
const MOST_ASKING = 12;
const CUE =
  /\b(?:(?:stands?|standing|short) for|full (?:form|name|title)|acronyms?|abbreviat(?:ion|ed)|initial(?:s|ism)|meaning|means?|spell(?:s|ed)?|spelt|expand(?:s|ed)?|expansion|defin(?:ed?|ition)|sigle|signifie|veut dire|siglas|significan?|quiere decir|siyifi|vle di|maana|kirefu)\b/;
/** What such a question may hold beside the letters. */
const CARRIES = wordSet(
  `stand stands standing short full fully name form title version letters words term long longer written write out actually exactly please tell explain
   veut dire quiere decir vle di nini kifupi cha ya`,
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(wordsOf(words).map(({ text }) => text));
}
