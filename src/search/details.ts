import type { Kind } from './answer-type.ts';

/** What kinds of question a text can answer by what stands in it: a number, a date, a sum, a length of time, a reason. */
export function heldBy(text: string): Set<Kind> {
  const holds = new Set<Kind>(['open', 'words', 'who', 'list']);
  const plain = text.replace(new RegExp(DATE, 'gu'), ' ');
  if (NUMBER.test(plain) || SPELT_NUMBER.test(plain)) holds.add('count');
  if (SPELL.test(plain)) holds.add('duration');
  if (REASON.test(plain)) holds.add('why');
  if (AMOUNT.test(text)) holds.add('amount');
  if (DATE.test(text) || RELATIVE_TIME.test(text)) holds.add('when');
  return holds;
}

// --- internal ---

const NUMBER = /(?<![\p{L}\d])(?!(?:19|20)\d{2}(?!\d))\d+(?:[.,]\d+)*(?![\p{L}\d])/u;
/** "One" is left out: it is seldom a count. */
const SPELT_NUMBER =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|twice)\b/iu;
const SPELL = new RegExp(
  `(?:${NUMBER.source}|${SPELT_NUMBER.source})[\\s-]+(?:\\w+[\\s-]+)?(?:second|minute|hour|day|week|month|year)s?\\b`,
  'iu',
);
/** A time told by another event: "before the expiration of", "following the arrival of". */
const RELATIVE_TIME = /\b(?:before|after|until|prior to|following|upon|by the end of) the \w+ of\b/iu;
const REASON = /\b(?:because|owing to|due to the|so that|in order to)\b/iu;
const DATE =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:19|20)\d{2}\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b|\b(?:year|month|week|day)s? ago\b/u;
const AMOUNT = /[$€£]\s?\d|\d\s?(?:million|billion|dollars|percent|per cent|%)/iu;
