import { addDays, weekdayOf } from './local-time.ts';

/**
 * The date a person means, YYYY-MM-DD. Reads an ISO date, "5 December", "Dec 5th 2026", "today", "tomorrow", and a
 * weekday, which is the next one after today, "a week", "3 days" or "next week". Without a year it is the next such date, today included. Null when it
 * is not a date.
 * @param text lower case
 * @param today in the reader's time zone
 */
export function readDay(text: string, today: string): string | null {
  if (text === 'today') return today;
  if (text === 'tomorrow') return addDays(today, 1);
  const later = readLater(text, today);
  if (later !== null) return later;
  const weekday = numberOf(text.replace(/^next /, ''), WEEKDAYS);
  if (weekday !== null) return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
  const named =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)|([a-z]+) (\d{1,2})(?:st|nd|rd|th)?)(?: (\d{4}))?$/.exec(text);
  if (!named) return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayOf(text) : null;
  const [, dayFirst, monthLast, monthFirst, dayLast, year] = named;
  const month = numberOf(monthLast ?? monthFirst ?? '', MONTHS);
  if (month === null) return null;
  const date = `-${padded(month + 1)}-${padded(dayFirst ?? dayLast ?? '')}`;
  if (year) return dayOf(year + date);
  const [thisYear, nextYear] = [0, 1].map((later) => dayOf(Number(today.slice(0, 4)) + later + date));
  return thisYear && thisYear >= today ? thisYear : (nextYear ?? null);
}

// --- internal ---

/** "a week", "two weeks", "10 days" from today; "next week" begins on Monday. */
function readLater(text: string, today: string): string | null {
  if (text === 'next week') return addDays(today, (8 - weekdayOf(today)) % 7 || 7);
  const [, count = '', unit] = /^(an?|one|two|three|four|\d{1,3}) (day|week)s?$/.exec(text) ?? [];
  if (unit === undefined) return null;
  const number = COUNTS.indexOf(count) + 1 || Number(count) || 1;
  return addDays(today, unit === 'week' ? number * 7 : number);
}

const COUNTS = ['one', 'two', 'three', 'four'];

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** The index of the name that starts with this text of at least three letters. */
function numberOf(text: string, names: readonly string[]): number | null {
  const at = text.length >= 3 ? names.findIndex((name) => name.startsWith(text)) : -1;
  return at < 0 ? null : at;
}

function padded(number: number | string): string {
  return String(number).padStart(2, '0');
}

/** The date itself, or null when there is no such date, like 30 February. */
function dayOf(date: string): string | null {
  return !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && addDays(date, 0) === date ? date : null;
}
