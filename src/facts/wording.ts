import type { Source } from './schema.ts';

/**
 * What dates and sources are called, in words: every door says these same words.
 * Dates are YYYY[-MM[-DD]]; `today` is a full one, and always an argument.
 */

/** "24 August 2025", "August 2025" or "2025", as far as the date is known. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-');
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** What a source is called by: enough of it to name it. */
export type NamedSource = Pick<Source, 'title' | 'publisher' | 'author' | 'published' | 'attribution'>;

/** Who published it, what it is called, who wrote it and when; "undated" when no date is known. */
export function sourceInWords(source: NamedSource): string {
  const named = [
    source.publisher,
    source.title && `“${source.title}”`,
    source.author && `by ${source.author}`,
  ].filter(Boolean);
  const who = named.length > 0 ? named.join(', ') : capitalised(source.attribution);
  if (source.published) return `${who}, ${dateInWords(source.published)}`;
  return /undated/i.test(who) ? who : `${who}, undated`;
}

/** Whole days since a source was published, never overstated; null when it is undated. */
export function daysOld(source: Pick<Source, 'published'>, today: string): number | null {
  if (source.published === null) return null;
  return Math.round(
    (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${lastDayOf(source.published)}T00:00:00Z`)) / DAY,
  );
}

/** With a capital at its beginning. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// --- internal ---

const DAY = 24 * 60 * 60 * 1000;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The last day a date known in part may be, so that an age is never overstated. */
function lastDayOf(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number?, number?];
  if (day) return date;
  return new Date(Date.UTC(year, month ?? 12, 0)).toISOString().slice(0, 10);
}
