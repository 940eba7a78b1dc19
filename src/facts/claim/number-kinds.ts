import type { Language } from './language.ts';
import { unitAt } from './measures.ts';
import { NUMBER_WORDS } from './number-words.ts';
import { readNumeral } from './numerals.ts';
import { exactly, type Reading } from './statement.ts';
import { type Token, withoutAccents } from './tokens.ts';

/** A part of a whole: half, two-thirds of, a quarter of. */
export function readShare(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const opening = tokens[at];
  if (!opening || !(opening.kind === 'numeral' || HALVES.has(opening.plain) || OVERS.has(opening.plain)))
    return null;
  const words = tokens.slice(at, at + 5).map(({ plain }) => plain);
  const share = (value: number, next: number): Reading =>
    exactly(`n:${Number(value.toPrecision(12))}:share`, next);
  const [first = '', second = '', third = '', fourth = ''] = words;
  if (HALVES.has(first)) {
    const before = tokens[at - 1]?.plain ?? '';
    const isPart =
      /^(first|second|other|latter|1st|2nd|this|that)$/.test(before) ||
      (second === '-' && /^(time|brother|sister|back|hour|term|year)$/.test(third));
    if (isPart) return exactly(`word:half`, at + 1);
    if (isPartOfScale(tokens, at, language)) return null;
    return share(0.5, at + 1);
  }
  if (
    tokens[at]?.kind === 'numeral' &&
    second === '/' &&
    tokens[at + 1]?.isGlued &&
    /^(of|des|de|du|del|d)$/.test(fourth)
  ) {
    const value = Number(first) / Number(third);
    if (value < 1) return share(value, at + 3);
  }
  const over = OVERS.get(first);
  if (over === undefined) return null;
  const hyphen = second === '-' ? 1 : 0;
  const under = UNDERS.get(hyphen ? third : second);
  if (under === undefined) return null;
  // "A third ferry" is an ordinal; "a third of the ferries" and "two thirds" are shares.
  const isOf = /^(of|des|de|du|del|d)$/.test(hyphen ? fourth : third);
  if (isPartOfScale(tokens, at, language)) return null;
  return isOf || over > 1 ? share(over / under, at + 2 + hyphen) : null;
}

/** "3 in 4", "nine out of ten": one value, which holds neither of its numbers. */
export function readRatio(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const part = readNumeral(tokens, at, language);
  const link = tokens.slice(part?.next ?? at, (part?.next ?? at) + 2).map(({ plain }) => plain);
  const isOutOf = link.join(' ') === 'out of';
  if (!part || !(isOutOf || link[0] === (language === 'fr' ? 'sur' : 'in'))) return null;
  const whole = readNumeral(tokens, part.next + (isOutOf ? 2 : 1), language);
  if (!whole || whole.value <= part.value || whole.isYear) return null;
  // "3 in 10 days", "3 in 257 districts".
  const isRound = whole.value <= 10 || /^[125]0+$/.test(String(whole.value));
  if (!isOutOf && (!isRound || unitAt(tokens, whole.next, language))) return null;
  return exactly(`ratio:${part.value}/${whole.value}`, whole.next);
}

/** 3rd, third, troisième, 3e. A day, a fraction or a second of time is none. */
export function readOrdinal(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const token = tokens[at];
  if (!token) return null;
  const after = tokens[at + 1];
  if (
    token.kind === 'numeral' &&
    after?.isGlued &&
    /^(st|nd|rd|th|er|re|e|eme|ere|yem|o|a|º|ª)$/.test(after.plain)
  )
    return dayOrOrdinal(Number(token.text), tokens, at + 2);
  if (
    token.kind !== 'word' ||
    (/^\p{Lu}/u.test(token.text) && at > 0 && language === 'en' && !isAfterStop(tokens, at))
  )
    return ordinalInName(token, language, at);
  const { ordinals, small } = NUMBER_WORDS[language];
  const ten = small.get(token.plain);
  const unit = after?.text === '-' ? ordinals.get(tokens[at + 2]?.plain ?? '') : undefined;
  if (ten !== undefined && ten >= 20 && unit !== undefined && unit < 10)
    return exactly(`ord:${ten + unit}`, at + 3);
  const value = ordinals.get(token.plain);
  if (value === undefined) {
    const stands = FIRST.test(token.plain) ? 1 : OTHER.test(token.plain) ? 2 : undefined;
    return stands === undefined
      ? null
      : { statement: { kind: 'number', says: [], holds: [`ord:${stands}`] }, next: at + 1 };
  }
  // "Per second", "a split second": a unit of time, which readMeasure reads after a number.
  if (
    token.plain === 'second' &&
    /^(per|split|a|each)$/.test(tokens[at - 1]?.plain ?? '') &&
    /^(after|later|before|per|)$/.test(after?.plain ?? '')
  )
    return null;
  return exactly(`ord:${value}`, at + 1);
}

/** "Hundreds", "dozens": how many is left open, and the word must be the same. */
export function readVague(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const value = NUMBER_WORDS[language].vague.get(tokens[at]?.plain ?? '');
  if (value === undefined || tokens[at]?.kind !== 'word') return null;
  return exactly(`vague:${value}`, at + 1);
}

/** Words that count without being numerals: twice, both, one, a year. */
export function readWordAlone(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const token = tokens[at];
  const after = tokens[at + 1];
  // "A$4m" begins with no article.
  if (token?.kind !== 'word' || (after?.text === '$' && after.isGlued)) return null;
  const word = token.plain;
  const times = TIMES.get(word);
  if (times !== undefined) {
    const key = `n:${times}:times`;
    return {
      statement: { kind: 'number', says: /^(twice|thrice)$/.test(word) ? [key] : [], holds: [key] },
      next: at + 1,
    };
  }
  const rate = RATES.get(word);
  if (rate !== undefined)
    return { statement: { kind: 'number', says: [], holds: [`per:${rate}`] }, next: at + 1 };
  if (/^(both|couple|pair|duo|tous les deux|ambos|toulede)$/.test(word))
    return { statement: { kind: 'number', says: [], holds: ['n:2:'] }, next: at + 1 };
  const nouns = [after, tokens[at + 2]]
    .filter((next) => next?.kind === 'word')
    .map((next) => `one:${next?.plain}`);
  if (
    word === 'a' ||
    word === 'an' ||
    ((word === 'un' || word === 'une' || word === 'una' || word === 'yon') && language !== 'en')
  ) {
    if (
      isPartOfScale(tokens, at, language) ||
      NUMBER_WORDS[language].scales.has(after?.plain ?? '') ||
      NUMBER_WORDS[language].hundreds.has(after?.plain ?? '')
    )
      return null;
    const unit = unitAt(tokens, at + 1, language);
    const units = unit ? unit.units.map(({ base, factor }) => `n:${factor}:${base}`) : [];
    return {
      statement: {
        kind: 'number',
        says: [],
        holds: [...nouns, ...units, ...(word.startsWith('a') ? [] : ['n:1:'])],
      },
      next: at + 1,
    };
  }
  if (/^(single|sole|lone|only)$/.test(word))
    return { statement: { kind: 'number', says: [], holds: ['n:1:', ...nouns] }, next: at + 1 };
  if (word !== 'one') return null;
  if (
    NUMBER_WORDS.en.scales.has(after?.plain ?? '') ||
    NUMBER_WORDS.en.hundreds.has(after?.plain ?? '') ||
    (/^(and|-)$/.test(after?.plain ?? '') && /^(a|half)$/.test(tokens[at + 2]?.plain ?? ''))
  )
    return null;
  const before = tokens[at - 1]?.plain ?? '';
  const isPronoun =
    /^(no|any|every|some|the|this|that|which|each|another|not|by|only)$/.test(before) ||
    after?.kind !== 'word' ||
    /^(of|another|that|who|which|can|is|was|has|must|should|day|would|will|could|may|in|to|and)$/.test(
      after.plain,
    );
  const unit = isPronoun ? null : unitAt(tokens, at + 1, 'en');
  if (unit) {
    const keys = unit.units.map(({ base, factor }) => `n:${factor}:${base}`);
    return { statement: { kind: 'number', says: keys, holds: [...keys, 'n:1:'] }, next: unit.next };
  }
  return {
    statement: { kind: 'number', says: isPronoun ? [] : ['n:1:', ...nouns], holds: ['n:1:', ...nouns] },
    next: at + 1,
  };
}

/** "£96 a year": what an amount is counted by, right after it. */
export function readRate(tokens: readonly Token[], at: number, language: Language): Reading | null {
  if (!/^(a|an|per|each|every|par|por|pa|kwa|chak)$/.test(tokens[at]?.plain ?? '')) return null;
  const unit = unitAt(tokens, at + 1, language);
  const [time] = unit?.units ?? [];
  return unit && time && TIMES_OF_RATES.has(time.base) ? exactly(`per:${time.base}`, unit.next) : null;
}

// --- internal ---

const TIMES_OF_RATES = new Set('second minute hour day week month year'.split(' '));
const RATES = new Map<string, string>(
  Object.entries({
    annual: 'year',
    annually: 'year',
    yearly: 'year',
    monthly: 'month',
    weekly: 'week',
    daily: 'day',
    hourly: 'hour',
  }),
);

function isAfterStop(tokens: readonly Token[], at: number): boolean {
  return /^[.:!?]$/.test(tokens[at - 1]?.text ?? '');
}

/** "First Lady", "Third World": the name is asked for as a name, and still holds the ordinal. */
function ordinalInName(token: Token, language: Language, at: number): Reading | null {
  const value = NUMBER_WORDS[language].ordinals.get(token.plain);
  return value === undefined
    ? null
    : { statement: { kind: 'number', says: [], holds: [`ord:${value}`] }, next: at + 1 };
}

/** "On the 24th" may be the day of a date; "the 24th round" is none. */
function dayOrOrdinal(value: number, tokens: readonly Token[], next: number): Reading {
  const key = `ord:${value}`;
  const after = tokens[next];
  const isDay = after?.kind !== 'word' || /^(in|at|on|for|after|before|and|when|by|as)$/.test(after.plain);
  return {
    statement: { kind: 'number', says: isDay ? [key, `day:${value}`] : [key], holds: [key] },
    next,
  };
}

/** "Half a million" and "a quarter of a million dollars" are amounts. */
function isPartOfScale(tokens: readonly Token[], at: number, language: Language): boolean {
  const numeral = readNumeral(tokens, at, language);
  return numeral !== null && NUMBER_WORDS[language].scales.has(tokens[numeral.next - 1]?.plain ?? '');
}

const HALVES = new Set(['half', 'moitie', 'mitad', 'mwatye', 'nusu']);
const OVERS = new Map<string, number>(
  Object.entries({
    a: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    dos: 2,
    tres: 3,
    cuatro: 4,
    yon: 1,
    de: 2,
    twa: 3,
  }),
);
const UNDERS = new Map<string, number>(
  [
    'third tercio tyè tiers',
    'quarter quart cuarto ka',
    'fifth cinquième quinto',
    'sixth sixième sexto',
    'seventh septième',
    'eighth huitième',
    'ninth',
    'tenth dixième décimo',
  ].flatMap((words, index) =>
    words.split(' ').flatMap((word): [string, number][] => [
      [withoutAccents(word), index + 3],
      [`${withoutAccents(word)}s`, index + 3],
    ]),
  ),
);
const TIMES = new Map<string, number>(
  Object.entries({
    twice: 2,
    double: 2,
    doubled: 2,
    doubles: 2,
    doubling: 2,
    twofold: 2,
    thrice: 3,
    triple: 3,
    tripled: 3,
    triples: 3,
    threefold: 3,
  }),
);
const FIRST = /^(initial|initially|initiale?s?|earliest|maiden|debut|inaugural|original|originally)$/;
const OTHER = /^(another|autre|otro|otra|lot)$/;
