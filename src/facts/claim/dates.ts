import { LANGUAGE_NAMES, type Language } from './language.ts';
import { readMeasure, unitAt } from './measures.ts';
import { NAME_LIST, placesOf } from './name-list.ts';
import { readOrdinal } from './number-kinds.ts';
import type { Reading } from './statement.ts';
import type { Token } from './tokens.ts';

/** The date, month, weekday, decade or time of day that begins at a token. */
export function readDate(tokens: readonly Token[], at: number, language: Language): Reading | null {
  return (
    readWholeDate(tokens, at, language) ??
    readCentury(tokens, at, language) ??
    readDecade(tokens, at) ??
    readTime(tokens, at, language) ??
    readWeekday(tokens, at, language)
  );
}

// --- internal ---

interface Parts {
  day?: number | undefined;
  month?: number | undefined;
  year?: number | undefined;
}

function dateOf({ day, month, year }: Parts, next: number): Reading {
  const key = (parts: Parts) => `date:${parts.year ?? ''}-${parts.month ?? ''}-${parts.day ?? ''}`;
  const holds = [
    { day, month, year },
    { month, year },
    { day, month },
    { month },
    ...(year === undefined ? [] : [{ year }]),
  ].map(key);
  const years = year === undefined ? [] : [`year:${year}`];
  const days = day === undefined ? [] : [`day:${day}`];
  return {
    statement: { kind: 'date', says: [key({ day, month, year })], holds: [...holds, ...years, ...days] },
    next,
  };
}

const placesIn = (section: 'months' | 'weekdays') => {
  const languages = Object.keys(LANGUAGE_NAMES) as Language[];
  return new Map(languages.map((language) => [language, placesOf(NAME_LIST[section], language)]));
};
const MONTHS = placesIn('months');
const WEEKDAYS = placesIn('weekdays');

/** From 1. */
const monthOf = (token: Token | undefined, language: Language): number | undefined => {
  if (token?.kind !== 'word') return undefined;
  const month = MONTHS.get(language)?.get(token.plain);
  // "may" and "march" are months with a capital only.
  return month === undefined || /^(may|march)$/.test(token.text) ? undefined : month + 1;
};

const dayOf = (token: Token | undefined): number | undefined => {
  const day = token?.kind === 'numeral' && /^\d{1,2}$/.test(token.text) ? Number(token.text) : undefined;
  return day !== undefined && day >= 1 && day <= 31 ? day : undefined;
};

const yearOf = (token: Token | undefined): number | undefined =>
  token?.kind === 'numeral' && /^[12]\d{3}$/.test(token.text) ? Number(token.text) : undefined;

/** 24 August 2025; August 24th, 2025; 24 de agosto de 2025; 2025-08-24; 24/08/2025; August 2025; August. */
function readWholeDate(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const numeric = readNumericDate(tokens, at, language);
  if (numeric) return numeric;
  let next = at;
  let day = dayOf(tokens[next]);
  if (day !== undefined) {
    next++;
    if (/^(st|nd|rd|th|er|o|º|e)$/.test(tokens[next]?.plain ?? '') && tokens[next]?.isGlued) next++;
    if (/^(of|de)$/.test(tokens[next]?.plain ?? '')) next++;
  }
  const word = tokens[next];
  const month = monthOf(word, language);
  if (month === undefined) return null;
  next++;
  const isShort = (word?.plain.length ?? 0) <= 4 && !FULL_SHORT.has(word?.plain ?? '');
  if (isShort && tokens[next]?.text === '.') next++;
  if (day === undefined) {
    const after = dayOf(tokens[next]);
    // "May 24 people" is no date; nobody writes so.
    if (after !== undefined) {
      day = after;
      next++;
      if (/^(st|nd|rd|th)$/.test(tokens[next]?.plain ?? '') && tokens[next]?.isGlued) next++;
    }
  }
  let to = next;
  if (tokens[to]?.text === ',' && day !== undefined) to++;
  if (/^(de|del|of)$/.test(tokens[to]?.plain ?? '')) to++;
  const year = yearOf(tokens[to]);
  if (year !== undefined) next = to + 1;
  // "Mar", "Sun" and "Dec" alone may be anything.
  if (isShort && day === undefined && year === undefined) return null;
  const date = dateOf({ day, month, year }, next);
  const isBare = day === undefined && year === undefined;
  if (word?.plain !== 'may' || !isBare || isMonthAt(tokens, at, language)) return date;
  // "May lent $5m" is of a person, and is backed where May stands so.
  const { statement } = date;
  return { next, statement: { ...statement, says: ['name:May'], holds: [...statement.holds, 'name:May'] } };
}

/** "In May", "last May", "April and May", "May to June". */
function isMonthAt(tokens: readonly Token[], at: number, language: Language): boolean {
  const before = tokens[at - 1]?.plain ?? '';
  const isListed = (link: Token | undefined, other: Token | undefined) =>
    /^(and|or|to|,|-|–)$/.test(link?.plain ?? '') && monthOf(other, language) !== undefined;
  return (
    MONTH_CUES.has(before) ||
    isListed(tokens[at - 1], tokens[at - 2]) ||
    isListed(tokens[at + 1], tokens[at + 2])
  );
}

const MONTH_CUES = new Set(
  'in of since until till by last this next early late mid - on during from before after through between the a each every its their his her s'.split(
    ' ',
  ),
);

const FULL_SHORT = new Set([
  'may',
  'june',
  'july',
  'mai',
  'juin',
  'aout',
  'mayo',
  'me',
  'jen',
  'jiye',
  'out',
  'mas',
  'mei',
  'juni',
]);

function readNumericDate(tokens: readonly Token[], at: number, language: Language): Reading | null {
  if (tokens[at]?.kind !== 'numeral') return null;
  const five = tokens.slice(at, at + 5);
  const pointed = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(tokens[at]?.text ?? '');
  if (pointed)
    return dateOf({ day: Number(pointed[1]), month: Number(pointed[2]), year: Number(pointed[3]) }, at + 1);
  const [a, sign, b, again, c] = five.map(({ text }) => text);
  if (five.length < 5 || five.slice(1).some(({ isGlued }) => !isGlued) || sign !== again) return null;
  if (!/^\d+$/.test(`${a}${b}${c}`)) return null;
  if (sign === '-' && a?.length === 4)
    return dateOf({ year: Number(a), month: Number(b), day: Number(c) }, at + 5);
  if ((sign !== '/' && sign !== '-') || c?.length !== 4) return null;
  const [first, second, year] = [Number(a), Number(b), Number(c)];
  const isDayFirst =
    first > 12 || language === 'fr' || language === 'es' || language === 'ht' || first === second;
  if (isDayFirst || second > 12)
    return dateOf(
      isDayFirst ? { day: first, month: second, year } : { month: first, day: second, year },
      at + 5,
    );
  const written = `written:${a}/${b}/${c}`;
  return {
    statement: { kind: 'date', says: [written], holds: [written, `year:${year}`, `date:${year}--`] },
    next: at + 5,
  };
}

/** "The 19th century", "19th-century". */
function readCentury(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const ordinal = readOrdinal(tokens, at, language);
  const key = ordinal?.statement.says.find((one) => one.startsWith('ord:'));
  if (!ordinal || key === undefined) return null;
  const next = tokens[ordinal.next]?.text === '-' ? ordinal.next + 1 : ordinal.next;
  const unit = unitAt(tokens, next, language);
  if (!unit?.units.some(({ base }) => base === 'century')) return null;
  const century = key.replace('ord', 'century');
  return { statement: { kind: 'date', says: [century], holds: [century, key] }, next: unit.next };
}

const NINETIES = [
  'twenties',
  'thirties',
  'forties',
  'fifties',
  'sixties',
  'seventies',
  'eighties',
  'nineties',
];

/** 1990s, '90s, the nineties, les années 1990, la década de 1990. */
function readDecade(tokens: readonly Token[], at: number): Reading | null {
  const token = tokens[at];
  const decade = (year: number, next: number): Reading => {
    const key = `decade:${year < 100 ? 1900 + year : year}`;
    // "The 1800s" are the century as well.
    const keys = year > 100 && year < 2000 && year % 100 === 0 ? [key, `century:${year / 100 + 1}`] : [key];
    return { statement: { kind: 'date', says: keys, holds: keys }, next };
  };
  const after = tokens[at + 1];
  if (token?.kind === 'numeral' && /^(\d{3}0|[2-9]0)$/.test(token.text)) {
    if (after?.plain === 's' && after.isGlued) return decade(Number(token.text), at + 2);
    if (after?.text === "'" && tokens[at + 2]?.plain === 's') return decade(Number(token.text), at + 3);
  }
  if (/^(annees|anos|ane)$/.test(token?.plain ?? '') && /^(\d{3}0|[2-9]0)$/.test(after?.text ?? ''))
    return decade(Number(after?.text), at + 2);
  if (token?.plain === 'decada' && after?.plain === 'de' && /^\d{3}0$/.test(tokens[at + 2]?.text ?? ''))
    return decade(Number(tokens[at + 2]?.text), at + 3);
  const spelt = NINETIES.indexOf(token?.plain ?? '');
  return spelt < 0 ? null : decade(1920 + spelt * 10, at + 1);
}

/** 5pm, 5 p.m., 5.30pm, 17:00, 17h30, noon: minutes after midnight. */
function readTime(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const time = (minutes: number, next: number): Reading => {
    const key = `time:${minutes}`;
    return { statement: { kind: 'date', says: [key], holds: [key] }, next };
  };
  const token = tokens[at];
  if (/^(noon|midday|midi)$/.test(token?.text ?? '')) return time(12 * 60, at + 1);
  if (/^(midnight|minuit|medianoche|minwi)$/.test(token?.text ?? '')) return time(0, at + 1);
  const clock = /^(\d{1,2})(?:[.](\d{2}))?$/.exec(token?.text ?? '');
  if (token?.kind !== 'numeral' || !clock) return null;
  let next = at + 1;
  let minutes = Number(clock[2] ?? 0);
  let isClock = false;
  if (
    tokens[next]?.text === ':' &&
    tokens[next]?.isGlued &&
    /^\d{2}$/.test(tokens[next + 1]?.text ?? '') &&
    tokens[next + 1]?.isGlued
  ) {
    // 2:01:09 is no time of day.
    if (tokens[next + 2]?.text === ':' && tokens[next + 2]?.isGlued) return null;
    minutes = Number(tokens[next + 1]?.text);
    next += 2;
    isClock = true;
  } else if (
    /^h(\d{2})?$/.test(tokens[next]?.text ?? '') &&
    (tokens[next]?.isGlued || /^\d{2}$/.test(tokens[next + 1]?.text ?? ''))
  ) {
    const inWord = /^h(\d{2})$/.exec(tokens[next]?.text ?? '')?.[1];
    const isAfter = inWord === undefined && /^\d{2}$/.test(tokens[next + 1]?.text ?? '');
    minutes = Number(inWord ?? (isAfter ? tokens[next + 1]?.text : 0));
    next += isAfter ? 2 : 1;
    isClock = true;
  }
  const hour = Number(clock[1]);
  const half = /^(am|pm)$/.exec(tokens[next]?.plain ?? '')?.[1];
  if (half === undefined && !isClock) return readPointedTime(tokens, at, language, clock);
  if (hour > 24 || minutes > 59) return null;
  if (half !== undefined) return time((hour % 12) * 60 + minutes + (half === 'pm' ? 12 * 60 : 0), next + 1);
  return time((hour % 24) * 60 + minutes, next);
}

/** "At 17.00", which may be a price. "From 15.00 to 18.00" is a range of numbers. */
function readPointedTime(
  tokens: readonly Token[],
  at: number,
  language: Language,
  [, hour, minutes]: RegExpExecArray,
): Reading | null {
  const before = tokens[at - 1]?.plain ?? '';
  const isAfterCue = /^(at|by|until|till|las)$/.test(before) || (before === 'a' && language !== 'en');
  const measure = isAfterCue && minutes !== undefined ? readMeasure(tokens, at, language) : null;
  if (!measure || measure.next > at + 1 || Number(hour) > 23 || Number(minutes) > 59) return null;
  const keys = [`time:${Number(hour) * 60 + Number(minutes)}`, `n:${measure.value}:`];
  return { statement: { kind: 'date', says: keys, holds: keys }, next: at + 1 };
}

function readWeekday(tokens: readonly Token[], at: number, language: Language): Reading | null {
  const token = tokens[at];
  const day = token?.kind === 'word' ? WEEKDAYS.get(language)?.get(token.plain) : undefined;
  if (day === undefined) return null;
  const key = `weekday:${day}`;
  return { statement: { kind: 'date', says: [key], holds: [key] }, next: at + 1 };
}
