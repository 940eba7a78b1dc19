/** Dates as the base writes them: YYYY, YYYY-MM or YYYY-MM-DD, as far as they are known. */

/** "24 August 2025", "August 2025" or "2025", as far as the date is known. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-');
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
}

/**
 * Whole days since a source was published, never overstated; null when it is undated.
 * @param today YYYY-MM-DD
 */
export function daysOld(source: { published: string | null }, today: string): number | null {
  if (source.published === null) return null;
  return Math.round(
    (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${lastDayOf(source.published)}T00:00:00Z`)) / DAY,
  );
}

/** Dates known to different depths are compared as far as both are known. */
export function isLater(date: string, than: string): boolean {
  const depth = Math.min(date.length, than.length);
  return date.slice(0, depth) > than.slice(0, depth);
}

/** Whether a full date names a day that exists; a year or a month always does. */
export function isRealDay(date: string): boolean {
  if (date.length < 10) return true;
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

export function isTimeZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

// --- internal ---

const DAY = 24 * 60 * 60 * 1000;

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** The last day that a partly known date could be, so that an age is never overstated. */
function lastDayOf(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number?, number?];
  if (day) return date;
  return new Date(Date.UTC(year, month ?? 12, 0)).toISOString().slice(0, 10);
}
