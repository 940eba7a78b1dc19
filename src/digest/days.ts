import { weekdayOf } from './local-time.ts';

/**
 * The days of a digest as they are stored: `daily`, `weekdays` (Monday to Friday), or some days in the order of the
 * week, like `mon,thu`.
 */
export type Days = string;

/** Whether a date is one of these days. */
export function fallsOn(days: Days, date: string): boolean {
  return numbersOf(days).includes(weekdayOf(date));
}

/** "every day", "on weekdays", "on Mondays and Thursdays" */
export function daysInWords(days: Days): string {
  if (days === 'daily') return 'every day';
  if (days === 'weekdays') return 'on weekdays';
  const names = numbersOf(days).map((day) => `${NAMES[day]}s`);
  return `on ${new Intl.ListFormat('en-GB').format(names)}`;
}

/**
 * Reads days at the beginning of these words: "monday", "mondays", "mon", "mon-fri", "monday to friday",
 * "tue through thu", "mon/wed", "weekends".
 * @returns the days, 0 for Sunday, and how many words they take; null when the words begin with something else
 */
export function readDays(words: readonly string[]): { days: number[]; words: number } | null {
  const [first = '', joint = '', last = ''] = words.map((word) => word.toLowerCase());
  if (/^weekends?$/.test(first)) return { days: [6, 0], words: 1 };
  const from = numberOf(first);
  if (from !== null) {
    const to = TO.test(joint) ? numberOf(last) : null;
    return to === null ? { days: [from], words: 1 } : { days: range(from, to), words: 3 };
  }
  const [start, end, ...more] = first.split('-').map(numberOf);
  if (more.length === 0 && start != null && end != null) return { days: range(start, end), words: 1 };
  const several = first.split(/[/+&]/).map(numberOf);
  const known = several.filter((day) => day !== null);
  return known.length > 1 && known.length === several.length ? { days: known, words: 1 } : null;
}

/** How days that were named are stored. */
export function daysOf(numbers: ReadonlySet<number>): Days {
  const inOrder = WEEK.filter((day) => numbers.has(day));
  const names = inOrder.map((day) => shortName(day)).join(',');
  if (inOrder.length === WEEK.length) return 'daily';
  return names === WORKING.map(shortName).join(',') ? 'weekdays' : names;
}

// --- internal ---

/** In JavaScript's order; weeks are written from Monday. */
const NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const WORKING = WEEK.slice(0, 5);

const TO = /^(to|through|thru|till|until|-)$/;

function shortName(day: number): string {
  return (NAMES[day] ?? '').slice(0, 3).toLowerCase();
}

function numbersOf(days: Days): number[] {
  if (days === 'daily') return WEEK;
  if (days === 'weekdays') return WORKING;
  return days.split(',').flatMap((name) => numberOf(name) ?? []);
}

/** "mon", "tues", "weds", "thurs.", "friday", "fridays" */
function numberOf(word: string): number | null {
  const name = word
    .replace(/\.$/, '')
    .replace(/days$/, 'day')
    .replace(/^weds$/, 'wed');
  const at = name.length >= 3 ? NAMES.findIndex((known) => known.toLowerCase().startsWith(name)) : -1;
  return at < 0 ? null : at;
}

/** From one day to another, over the weekend where need be. */
function range(from: number, to: number): number[] {
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, later) => (from + later) % 7);
}
