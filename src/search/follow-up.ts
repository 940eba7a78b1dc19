import type { Fact } from '../facts/schema.ts';
import type { AnswerType } from './answer-type.ts';
import { ENGLISH_STOPWORDS } from './stopwords.ts';
import { tokenize } from './tokens.ts';

/** Words that ask for an attribute and say nothing of a subject: "how long", "which year". */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...'long often much many time date day week month year soon far number sum amount total reason exact words wording'.split(
    ' ',
  ),
  'according to',
]);

/** "And since when?" has no subject of its own: no content word says what it is about. */
export function hasSubject(units: readonly { text: string; isContent: boolean }[]): boolean {
  return units.some((unit) => unit.isContent && !ATTRIBUTES.has(unit.text));
}

/** "Who pays for it?": a pronoun stands for what was told before. */
export function refersBack(question: string): boolean {
  return /(?<![\p{L}'’])(?:it|its|they|them|their|he|him|his|she|her|there|that one|this one)(?![\p{L}'’])/iu.test(
    question,
  );
}

/**
 * What a question without a subject asks of facts told before, or null when they cannot answer it: "really?" and "and then?" want
 * more than the same words again.
 */
export function askedOfTold(question: string, answerType: AnswerType): AnswerType | 'speaker' | null {
  if (SPEAKER.test(question)) return 'speaker';
  // Beside a subject, "how much" may ask for an extent; alone it asks for an amount.
  if (/\bhow much\b/i.test(question)) return 'amount';
  return answerType === 'open' || answerType === 'who' || answerType === 'list' ? null : answerType;
}

/** An end is no beginning: "since when" is answered only by words that say so. */
export function suitsSince(question: string, { claim, evidence }: Fact): boolean {
  if (!/\b(?:since|from) when\b/i.test(question)) return true;
  return /\b(?:since|from|began|begun|start(?:s|ed|ing)?|first|for the first time|opened)\b/i.test(
    [claim, ...evidence.map(({ quote }) => quote)].join(' '),
  );
}

/** The words of a text that are written as names, folded; the first word of a sentence counts when it is all capitals. */
export function namesIn(text: string): ReadonlySet<string> {
  const words = tokenize(text);
  return new Set(
    words.flatMap((word, at) => {
      const raw = text.slice(word.start, word.end);
      const isName = /^\p{Lu}{2,}/u.test(raw) || (at > 0 && /^\p{Lu}/u.test(raw));
      return isName && !ENGLISH_STOPWORDS.has(word.text) ? [word.text] : [];
    }),
  );
}

/** "Who pays, except the US": the name of whoever is left out, or an empty text. */
export function excludedIn(question: string): string {
  const [, rest = ''] = LEAVING_OUT.exec(question) ?? [];
  const [name = ''] = /^\p{Lu}[\p{L}\d.'’-]*(?:\s\p{Lu}[\p{L}\d.'’-]*)*/u.exec(rest) ?? [];
  return name;
}

/** What comes after these is not asked about. */
export const LEAVING_OUT =
  /(?<![\p{L}])(?:except(?:ing| for)?|excluding|apart from|besides|aside from|other than|not counting|leaving out)\s+(?:for\s+|the\s+)*(.{1,80})/iu;

// --- internal ---

const SPEAKER =
  /\b(?:says who|according to whom?|(?:who|whose|which|what source)\b.*\b(?:says?|said|claims?|claimed|according|words?|source))\b|\bwhose words\b|\b(?:which|what) source\b/i;
