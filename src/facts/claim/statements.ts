import { readBound } from './bound-numbers.ts';
import { readDate } from './dates.ts';
import type { Language } from './language.ts';
import { type Limit, limited, limitOf } from './limits.ts';
import { type Measure, readMeasure, unitAt } from './measures.ts';
import { readOrdinal, readRate, readRatio, readShare, readVague, readWordAlone } from './number-kinds.ts';
import type { Reading, Statement } from './statement.ts';
import type { Token } from './tokens.ts';
import { CURRENCY_BASES, type Unit } from './units.ts';

/** Every number, date and time that a text states, left to right; none is part of another. */
export function statementsOf(tokens: readonly Token[], language: Language): Statement[] {
  const statements: Statement[] = [];
  for (let at = 0; at < tokens.length; ) {
    const read = readAt(tokens, at, language, amountEndOf(statements.at(-1)));
    if (!read) {
      at++;
      continue;
    }
    statements.push(...read.statements.map((one) => inList(tokens, one, statements)));
    at = Math.max(read.next, at + 1);
  }
  return statements;
}

// --- internal ---

/** "250,000 dollars, second place 120,000 and third 60,000": a bare number of a claim that may be in the same currency. */
function inList(tokens: readonly Token[], one: Statement, earlier: readonly Statement[]): Statement {
  const [bare = '', ...others] = one.says;
  const after = tokens.find(({ start }) => start >= one.end);
  const isLast = after === undefined || /^([,.;:)]|and|or)$/.test(after.plain);
  if (others.length > 0 || !/^n:[\d.]+:$/.test(bare) || !isLast) return one;
  const opening = tokens.findLast(({ text, end }) => end <= one.start && /^[.!?]$/.test(text))?.end ?? 0;
  const currencies = earlier
    .filter(({ start }) => start >= opening)
    .flatMap(({ says }) => says.map((key) => key.split(':').at(-1) ?? ''))
    .filter((base) => CURRENCY_BASES.has(base));
  return { ...one, says: [bare, ...new Set(currencies.map((base) => bare + base))] };
}

function amountEndOf(statement: Statement | undefined): number | undefined {
  return statement?.says.some((key) => key.startsWith('n:')) ? statement.end : undefined;
}

function readAt(
  tokens: readonly Token[],
  at: number,
  language: Language,
  amountEnd: number | undefined,
): { statements: Statement[]; next: number } | null {
  const place = (from: number, to: number) => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
  });
  const before = tokens[at - 1];
  const one =
    (before && before.end === amountEnd ? readRate(tokens, at, language) : null) ??
    readDate(tokens, at, language) ??
    readBound(tokens, at) ??
    readRatio(tokens, at, language) ??
    readShare(tokens, at, language) ??
    readOrdinal(tokens, at, language) ??
    readVague(tokens, at, language) ??
    readWordAlone(tokens, at, language);
  if (one) {
    const { statement, from, to } = withLimit(tokens, at, one.next, one.statement);
    return { statements: [{ ...statement, ...place(from, to) }], next: to };
  }

  const measure = readMeasure(tokens, at, language);
  if (!measure) return null;
  const pair = readPair(tokens, measure, language);
  if (pair)
    return {
      statements: pair.map(({ measures: [first, last], says, holds }) => ({
        kind: 'number',
        says,
        holds,
        ...place(first.first, last.next),
      })),
      next: pair.at(-1)?.measures[1].next ?? measure.next,
    };
  const code = codeAfter(tokens, measure);
  if (code)
    return {
      statements: [{ kind: 'number', says: [code.key], holds: [code.key], ...place(at, code.next) }],
      next: code.next,
    };
  const { statement, from, to } = withLimit(tokens, at, measure.next, {
    kind: 'number',
    ...keysOf(measure, tokens),
  });
  return { statements: [{ ...statement, ...place(from, to) }], next: to };
}

/** A number with the words that limit it, and without an amount before it that they would belong to. */
function withLimit(tokens: readonly Token[], from: number, to: number, statement: Reading['statement']) {
  const limit = limitOf(tokens, from, to);
  const isCount = statement.holds.some((key) => /^(n|letter):/.test(key));
  if (!limit || !isCount) return { statement, from, to };
  limit.isLoose ||= isOfTime(limit, tokens[from - 1]?.plain, statement.holds);
  const { says, holds } = limited(statement, limit);
  return {
    statement: { ...statement, says: statement.says.length > 0 ? says : [], holds },
    from: limit.isLoose ? from : from - limit.before,
    to: to + limit.after,
  };
}

/** "Over 200 metres" and "under ten days" are where and when, as often as how much. */
function isOfTime({ before }: Limit, word: string | undefined, holds: readonly string[]): boolean {
  return (
    before === 1 &&
    /^(over|under|above|below)$/.test(word ?? '') &&
    holds.some((key) => /:(m|mile|second|minute|hour|day|week|month|year|decade|century)$/.test(key))
  );
}

function keysOf(
  { value, units, letter, numeral, first }: Measure,
  tokens: readonly Token[],
): { says: string[]; holds: string[] } {
  const amount = (unit: Unit | null, base = unit?.base ?? '') =>
    `n:${Number((value * (unit?.factor ?? 1)).toPrecision(12))}:${base}`;
  if (units.length > 0 && !letter) {
    const wider = units.flatMap((unit) => (unit.wider ? [amount(unit, unit.wider)] : []));
    const says = units.map((unit) => amount(unit));
    return { says, holds: [...says, ...wider] };
  }
  if (letter) {
    const unsettled = `letter:${letter.text}`;
    const settled = (means: string) => `${unsettled}:${means}`;
    if (letter.means === null)
      return { says: [unsettled, settled('length'), settled('count')], holds: [unsettled] };
    const read = units.length > 0 ? units.map((unit) => amount(unit)) : [amount(null)];
    return { says: [...read, unsettled], holds: [...read, settled(letter.means)] };
  }
  const bare = amount(null);
  if (!numeral.isYear) {
    const age = `n:${value}:age`;
    const keys = isAgeAt(tokens, first) ? [age] : mayBeAgeAt(tokens, first) ? [bare, age] : [bare];
    return { says: keys, holds: keys };
  }
  const year = `year:${value}`;
  const both = YEAR_CUES.test(tokens[first - 1]?.plain ?? '') ? [year] : [bare, year];
  return { says: both, holds: [...both, `date:${value}--`] };
}

const YEAR_CUES =
  /^(in|since|until|till|before|after|during|by|en|depuis|avant|apres|desde|hasta|depi|an|mwaka|tangu|late|early|mid)$/;

/** "aged 18", "Lin, 18,". */
function isAgeAt(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.plain ?? '';
  const isAfterName = before === ',' && /^\p{Lu}/u.test(tokens[at - 2]?.text ?? '');
  return /^(aged?|edad)$/.test(before) || (isAfterName && /^[,.)]?$/.test(tokens[at + 1]?.text ?? ''));
}

/** "Lin is 18.", "Lin (18)". */
function mayBeAgeAt(tokens: readonly Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1]?.plain ?? '', tokens[at + 1]?.text ?? ''];
  const isInBrackets = before === '(' && after === ')' && /^\p{Lu}/u.test(tokens[at - 2]?.text ?? '');
  return isInBrackets || (/^(is|was)$/.test(before) && /^([,.;)]|and|)$/.test(after));
}

interface Part {
  measures: readonly [Measure, Measure];
  says: string[];
  holds: string[];
}

/**
 * Two numbers that are one: a range, a score, a season. A range is one value, whose ends back nothing but limits ("up to
 * 12"); of a change ("rose from 10 to 12") each end is stated as well.
 */
function readPair(tokens: readonly Token[], first: Measure, language: Language): Part[] | null {
  const link = linkAfter(tokens, first);
  // "The three months to 30 September" are no range.
  if (!link || readDate(tokens, link.next, language)) return null;
  const second = readMeasure(tokens, link.next, language);
  if (!second || second.first !== link.next) return null;
  // The unit or scale may be said once: 10–12 metres, $5–6m.
  const [a, b] = shared(first, second);
  const [low, high] = [keysOf(a, tokens), keysOf(b, tokens)];
  // "128 to 134 pounds" may be of money or of weight.
  const wholes = low.says.slice(0, high.says.length).map((key, index) => `pair:${key}|${high.says[index]}`);
  const [firsts, lasts] = [wholes.map((key) => `first:${key}`), wholes.map((key) => `last:${key}`)];
  const season = link.isDash && first.numeral.isYear ? seasonOf(first.value, second.numeral) : null;
  if (link.isSlash) {
    const slash = season ?? `slash:${tokens[first.first]?.text}/${tokens[link.next]?.text}`;
    return [{ measures: [first, second], says: [slash], holds: [slash] }];
  }
  const limits = [...low.says.map((key) => `min:${key}`), ...high.says.map((key) => `max:${key}`)];
  if (link.isDash || isRange(tokens, a, b, link)) {
    const says = season ? [season, ...wholes] : wholes;
    return [{ measures: [first, second], says, holds: [...says, ...limits, ...firsts, ...lasts] }];
  }
  const lone = keysOf(first, tokens);
  return [
    {
      measures: [first, first],
      says: [...low.says, ...firsts],
      holds: [...low.holds, ...lone.holds, ...wholes, ...limits],
    },
    { measures: [second, second], says: [...high.says, ...lasts], holds: high.holds },
  ];
}

/** "Between 10 and 12", "from 10 to 12", "10 to 12"; not "rose from 10 to 12", "7 votes to 4", "10 or 12", "from 2017 to 2020". */
function isRange(
  tokens: readonly Token[],
  low: Measure,
  high: Measure,
  link: { isCounted?: boolean },
): boolean {
  const word = tokens[low.next]?.plain;
  if (link.isCounted || word === 'or' || low.numeral.isYear || low.value >= high.value) return false;
  const before = tokens.slice(Math.max(0, low.first - CHANGE_REACH), low.first);
  return !before.some(({ plain }) => CHANGE.test(plain));
}

/** How many words before a range may tell that it is a change. */
const CHANGE_REACH = 10;
const CHANGE =
  /^(ris(e|es|en|ing)$|rose|rais|gr[eo]w|increas|climb|jump|soar|surg|up$|fall|fell|drop|declin|decreas|cut|lower|reduc|slump|down$|chang|mov(e|es|ed|ing)$|went|go(es|ing|ne)?$|improv|extend|expand|widen|shr[aiu]nk|shorten|slow|upgrad|downgrad|revis|passe(e|es|r|s)?$|augment|baiss|montee?s?$|tomb|subi|baj|aument|cay|pase$|monte$|desann|ongez|pungu|panda|shuk)/;

function linkAfter(tokens: readonly Token[], { next, numeral, first }: Measure) {
  const token = tokens[next];
  const after = tokens[next + 1];
  if (!token || !after) return null;
  const isBare = after.kind === 'numeral' || /^[$€£¥₹−-]$/.test(after.text);
  if (/^[-–/:]$/.test(token.text) && isBare) {
    const isTight = token.isGlued === after.isGlued;
    const isSlash = token.text === '/';
    if (!isTight || (isSlash && !token.isGlued) || (token.text === ':' && !token.isGlued)) return null;
    return { next: next + 1, isDash: true, isSlash };
  }
  if (/^(to|a|hadi|rive|hasta|or)$/.test(token.plain))
    return { next: next + 1, isDash: false, isSlash: false };
  const before = tokens[first - (tokens[first - 1]?.plain === 'ya' ? 2 : 1)]?.plain ?? '';
  const isBetween = /^(between|entre|ant|kati)$/.test(before) && /^(and|et|y|ak|na)$/.test(token.plain);
  if (isBetween) return { next: next + 1, isDash: false, isSlash: false };
  // 7 votes to 4.
  const isCounted =
    token.kind === 'word' && after.plain === 'to' && !numeral.isYear && tokens[next + 2]?.kind === 'numeral';
  return isCounted ? { next: next + 2, isDash: false, isSlash: false, isCounted } : null;
}

/** The first of two with what only the second says, and the other way round for a currency that stands before. */
function shared(first: Measure, second: Measure): [Measure, Measure] {
  if (first.numeral.isYear !== second.numeral.isYear) return [first, second];
  const scale = second.value / second.numeral.value;
  const isPlain = first.units.length === 0 && !first.letter;
  const isScaled = first.value >= 1000 || first.next - first.first > 2;
  let a = first;
  // Between 180m and 200m euros.
  if (first.letter?.means === null && first.letter.text.endsWith('m') && !second.letter && scale > 1)
    return [{ ...a, letter: undefined, value: a.value * scale, units: second.units }, second];
  if (isPlain && second.units.length > 0) a = { ...a, units: second.units };
  if (isPlain && second.letter)
    a = { ...a, letter: { ...second.letter, text: `${first.numeral.value}${second.letter.text.at(-1)}` } };
  if (!isScaled && scale > 1) a = { ...a, value: a.value * scale };
  const b =
    second.units.length === 0 && !second.letter && first.units.length > 0
      ? { ...second, units: first.units }
      : second;
  return [a, b];
}

/** 2024/25, 2024-25, 2024–2025. */
function seasonOf(year: number, { value }: { value: number }): string | null {
  return value === year + 1 || value === (year + 1) % 100 ? `season:${year}` : null;
}

/** Letters that are part of the number and no unit: 5G, 4x4. */
function codeAfter(tokens: readonly Token[], measure: Measure): { key: string; next: number } | null {
  const after = tokens[measure.next];
  const number = tokens[measure.next - 1];
  if (
    number?.kind !== 'numeral' ||
    after?.kind !== 'word' ||
    !after.isGlued ||
    unitAt(tokens, measure.next, 'en')
  )
    return null;
  return { key: `code:${number.text}${after.text.toUpperCase()}`, next: measure.next + 1 };
}
