import { valuesIn } from '../facts/claim/values.ts';
import type { Analysis, Analyzer } from './analysis.ts';
import { isCapital, NEVER_NAMES, opensSentence } from './names.ts';
import { OPPOSITES } from './opposites.ts';
import { isNegation, type OwnWords, wordsWith } from './own-words.ts';
import type { QueryUnit } from './query.ts';
import type { ScoredDoc } from './rank.ts';
import type { Token } from './tokens.ts';

/** Why a fact that was found does not answer, by its own words. */
export interface Reason {
  name: 'party' | 'kind' | 'role' | 'negation';
  /** The words of the question behind it. */
  asked: string;
  /** What the fact has in their place; null where nothing can be told to stand there. */
  on_file: string | null;
  /** What differs is who said it. */
  isSpeaker: boolean;
}

/** Holds a question against the own words of one fact: what it asks for that they cannot answer, in the order of the names above. */
export function reasonsAgainst(analysis: Analysis, scored: ScoredDoc, analyzer: Analyzer): Reason[] {
  const own = analyzer.ownWords[scored.doc] as OwnWords;
  return [
    ...missingParties(analysis, scored, analyzer),
    ...missingValues(analysis, own),
    ...missingKind(analysis, own),
    ...reversedRoles(analysis, own, analyzer),
    ...denied(analysis, scored, own, analyzer),
  ];
}

// --- internal ---

/** A unit counts as matched from this credit on. */
const MIN_CREDIT = 0.3;

function reason(name: Reason['name'], asked: string, on_file: string | null = null): Reason {
  return { name, asked, on_file, isSpeaker: false };
}

/** "Did A say", "is it true that A told": the one who is named said it, or somebody else did. */
function asksWhoSaid(words: Analysis['words']): boolean {
  return words.some(({ stem }) => SAYING.has(stem));
}
const SAYING: ReadonlySet<string> = new Set(
  'say said sai tell told claim warn call describ announc argu insist deni admit promis'.split(' '),
);

function asTyped({ from, size }: Pick<QueryUnit, 'from' | 'size'>, { question, words }: Analysis): string {
  return question.slice(words[from]?.start, words[from + size - 1]?.end);
}

/** Names that have no part in the fact: a person, body, company or place asked about. */
function missingParties(analysis: Analysis, scored: ScoredDoc, analyzer: Analyzer): Reason[] {
  const { units, terms, words } = analysis;
  const named = units.flatMap((unit, at) => (isParty(unit, analysis, analyzer) ? [at] : []));
  const missing = named.filter((at) => {
    if ((scored.ownCredits[at] as number) >= MIN_CREDIT) return false;
    return !(terms[at] ?? []).some(({ id }) => analyzer.isThroughout(id));
  });
  // "The UN or the OAS?" names what it does not know to be there.
  const isChoice = words.some(({ text }) => text === 'or');
  if (isChoice && missing.length < named.length) return [];
  const parties = missing.filter((at) => !isGivenName(units[at] as QueryUnit, analysis, scored, analyzer));
  const speaker = asksWhoSaid(words) ? (analyzer.facts[scored.doc]?.says ?? null) : null;
  return namesOf(parties.map((at) => units[at] as QueryUnit)).map((name) => ({
    ...reason('party', asTyped(name, analysis), speaker),
    isSpeaker: speaker !== null,
  }));
}

/** Units side by side are one name: "Dora Finch". */
function namesOf(units: readonly QueryUnit[]): Pick<QueryUnit, 'from' | 'size'>[] {
  const names: { from: number; size: number }[] = [];
  for (const { from, size } of units) {
    const last = names.at(-1);
    if (last && last.from + last.size === from) last.size += size;
    else names.push({ from, size });
  }
  return names;
}

function isParty(unit: QueryUnit, { question, words }: Analysis, { names, isSubject }: Analyzer): boolean {
  if (!unit.isContent) return false;
  const ofUnit = words.slice(unit.from, unit.from + unit.size);
  if (ofUnit.some(({ text, stem }) => NEVER_NAMES.has(text) || /\d/.test(text) || isSubject(stem)))
    return false;
  if (ofUnit.every((word) => names.isName(word))) return true;
  // Whoever types "PCC" or "NY" means words that the fact may spell out.
  if (ofUnit.some((word) => isInitials(question, word))) return false;
  return (
    isMixedCase(question) &&
    ofUnit.every((word) => isCapital(question, word) && !opensSentence(question, word))
  );
}

function isInitials(question: string, { start, end }: Token): boolean {
  return /^\p{Lu}[\p{Lu}\d.]*s?$/u.test(question.slice(start, end));
}

/** In a question all in capitals, or with each word in them, capitals mark no name. */
function isMixedCase(question: string): boolean {
  const capitals = question.match(/(?<!\p{L})\p{Lu}/gu)?.length ?? 0;
  const words = question.match(/\p{L}[\p{L}\p{M}'’-]*/gu)?.length ?? 0;
  return capitals <= MAX_CAPITALS * words;
}
const MAX_CAPITALS = 0.6;

/** "Marco Rubio", where the fact says "Rubio" and gives him no other first name. */
function isGivenName(unit: QueryUnit, analysis: Analysis, scored: ScoredDoc, analyzer: Analyzer): boolean {
  const { units, words } = analysis;
  const at = units.findIndex((next) => next.from === unit.from + unit.size);
  const surname = units[at];
  if (!surname || !isParty(surname, analysis, analyzer) || (scored.ownCredits[at] as number) < MIN_CREDIT)
    return false;
  const stem = words[surname.from]?.stem;
  const own = analyzer.ownWords[scored.doc] as OwnWords;
  return !own.texts.some(({ text, stems, starts }) =>
    stems.some((one, place) => {
      if (one !== stem || place === 0) return false;
      const before = { start: starts[place - 1] as number };
      const word = text.slice(before.start, starts[place]).trim().toLowerCase();
      return isCapital(text, before) && !NEVER_NAMES.has(word) && /^[\p{L}'’-]+$/u.test(word);
    }),
  );
}

/** Numbers and dates that the fact does not give; "two" and "2am" are as often a turn of phrase. */
function missingValues({ question, words }: Analysis, own: OwnWords): Reason[] {
  if (words.some(({ text }) => text === 'or')) return [];
  return valuesIn(question).flatMap(({ kind, says, words: written }) => {
    const isPlain =
      kind === 'number' &&
      !/^[^\p{L}\d]?\d/u.test(written) &&
      !says.some((key) => /^ord:(?:[2-9]|\d\d)$/.test(key));
    const isMinor = says.some((key) => key.startsWith('time:') || key === 'ord:1' || key === 'n:1:');
    if (says.length === 0 || isPlain || isMinor || says.some((key) => own.values.has(key))) return [];
    return [reason('party', written, valueLike(says, own))];
  });
}

/** The one value of the claim that is of the same form: a date for a date, a sum in the same currency. */
function valueLike(says: readonly string[], { claim }: OwnWords): string | null {
  const forms = new Set(says.map(formOf));
  const alike = valuesIn(claim.text).filter((value) => value.says.some((key) => forms.has(formOf(key))));
  const [first] = alike;
  return alike.length === 1 && first ? first.words : null;
}

/** "date" of any date or year, "n::USD" of a sum in dollars. */
function formOf(key: string): string {
  if (/^(?:date|year):/.test(key)) return 'date';
  return key.replace(/-?\d[\d.]*/g, '');
}

const CLOCK_TIME = /\b(?:(?:what|which) (?:time|hour)|at what (?:time|hour))\b/i;
const AGE = /\bhow old\b|\b(?:what|what's|whats) (?:is |was )?(?:the |his |her |their |\w+'s )?age\b/i;

/** A clock time or an age, where the fact gives none. */
function missingKind({ question }: Analysis, { values }: OwnWords): Reason[] {
  const has = (isOf: (key: string) => boolean) => [...values].some(isOf);
  const clock = CLOCK_TIME.exec(question);
  if (clock && !has((key) => key.startsWith('time:'))) return [reason('kind', clock[0])];
  const age = AGE.exec(question);
  if (age && !has((key) => key.endsWith(':age') || key.endsWith(':year'))) return [reason('kind', age[0])];
  return [];
}

/** Words between a verb and who does it, or to whom, at most. */
const REACH = 8;
const BE: ReadonlySet<string> = new Set('is are was were be been being gets got'.split(' '));

/** Who did it to whom the other way round: "what does A owe B", where B owes A. */
function reversedRoles(
  { question, words, content, termsAt }: Analysis,
  own: OwnWords,
  { names, isSubject }: Analyzer,
): Reason[] {
  const isNamed = (at: number) => {
    const word = words[at] as Token;
    if (names.isName(word) || isSubject(word.stem)) return true;
    return isMixedCase(question) && isCapital(question, word) && !opensSentence(question, word);
  };
  for (let n = 1; n + 1 < content.length; n++) {
    const [subject, verb, object] = [content[n - 1], content[n], content[n + 1]] as [number, number, number];
    if (!isNamed(subject) || isNamed(verb) || !isNamed(object)) continue;
    if (!isVerbPlace(words, subject, verb)) continue;
    const isPassive = words.slice(verb, object).some(({ text }) => text === 'by');
    const asked = isPassive ? [object, subject] : [subject, object];
    const [doer, other] = asked.map((at) => termsAt(at)) as [ReadonlySet<number>, ReadonlySet<number>];
    let [isSame, isReversed] = [false, false];
    for (const text of own.texts) {
      const [doers, verbs, others] = [doer, termsAt(verb), other].map((terms) =>
        placesOf(terms, text),
      ) as number[][];
      for (const place of verbs ?? []) {
        const passive = isPassiveAt(text.stems, place);
        const [first, second] = passive ? [others, doers] : [doers, others];
        if (stands(first, place, -1) && stands(second, place, 1)) isSame = true;
        else if (stands(second, place, -1) && stands(first, place, 1)) isReversed = true;
      }
    }
    if (isReversed && !isSame)
      return [
        reason(
          'role',
          words
            .slice(subject, object + 1)
            .map(({ text }) => text)
            .join(' '),
        ),
      ];
  }
  return [];
}

/** Only where an auxiliary makes the word after the next name a verb: "did A ask B", "has A paid B". */
function isVerbPlace(words: Analysis['words'], subject: number, verb: number): boolean {
  return (
    verb > subject && words.slice(Math.max(0, subject - 3), subject).some(({ text }) => AUXILIARIES.has(text))
  );
}
const AUXILIARIES: ReadonlySet<string> = new Set(
  'do does did is are was were has have had will would can could should must'.split(' '),
);

function placesOf(terms: ReadonlySet<number>, text: OwnWords['claim']): number[] {
  const places: number[] = [];
  text.terms.forEach((term, place) => {
    if (terms.has(term)) places.push(place);
  });
  for (const { term, from } of text.mentions) if (terms.has(term)) places.push(from);
  return places;
}

function stands(places: readonly number[] | undefined, verb: number, side: 1 | -1): boolean {
  return (places ?? []).some((place) => (place - verb) * side > 0 && Math.abs(place - verb) <= REACH);
}

function isPassiveAt(stems: readonly string[], verb: number): boolean {
  return (
    stems.slice(Math.max(0, verb - 2), verb).some((stem) => BE.has(stem)) &&
    stems.slice(verb + 1, verb + REACH).includes('by')
  );
}

/** One side says that it is not so, or a word excludes what is asked. */
function denied(analysis: Analysis, scored: ScoredDoc, own: OwnWords, { index }: Analyzer): Reason[] {
  const { words, units, isWhether } = analysis;
  const isChoice = words.some(({ text }) => text === 'or');
  if (!isWhether && !isChoice && !own.isNegative) {
    const negation = words.find(({ text }, at) => at > 0 && isNegation(text));
    if (negation) return [reason('negation', negation.text)];
  }
  for (const [at, unit] of units.entries()) {
    if ((scored.ownCredits[at] as number) >= MIN_CREDIT) continue;
    const excluding = unit.terms.flatMap(({ term }) => [...(OPPOSITES.get(term) ?? [])]);
    const ids = new Set(excluding.flatMap((term) => index.termId(term) ?? []));
    const opposite = ids.size === 0 ? null : wordsWith(ids, own);
    if (opposite !== null) return [reason('negation', asTyped(unit, analysis), opposite)];
  }
  return [];
}
