/**
 * Local times, computed with Intl alone. Instants are milliseconds since 1970, dates YYYY-MM-DD, times HH:MM, zones
 * IANA names.
 */

/** What a clock in the zone shows at an instant. */
export function localTime(zone: string, instant: number): { date: string; time: string } {
  const [date = '', time = ''] = clockIn(zone).format(instant).split(' ');
  return { date, time };
}

/** The date in a zone at an instant, YYYY-MM-DD. */
export function dateIn(zone: string, instant: Date): string {
  return localTime(zone, instant.getTime()).date;
}

/**
 * The first instant at which a clock in the zone shows this date and time. A time skipped by daylight saving gives the
 * instant right after the gap. Null for a date the zone never had.
 */
export function instantOf(zone: string, date: string, time: string): number | null {
  const wanted = asUtc({ date, time });
  const shown = (instant: number) => asUtc(localTime(zone, instant));
  // A zone is never a day away from UTC, so these are its offsets before and after any change near the time.
  const instants = [wanted - DAY, wanted + DAY].map((near) => wanted - (shown(near) - near));
  const early = Math.min(...instants);
  const late = Math.max(...instants);
  if (shown(early) === wanted) return early;
  if (shown(late) === wanted) return late;
  // In a gap: before it the clock shows less than wanted, after it more.
  let [before, after] = [early - MINUTE, late];
  while (after - before > MINUTE) {
    const between = before + Math.floor((after - before) / MINUTE / 2) * MINUTE;
    if (shown(between) < wanted) before = between;
    else after = between;
  }
  // A zone that moves across the date line skips a whole day.
  const isDate = [before, after].some((instant) => localTime(zone, instant).date === date);
  return isDate ? after : null;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

// --- internal ---

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Creating a formatter costs fifty times as much as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  // Swedish writes "2026-11-21 08:30".
  const clock = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  clocks.set(zone, clock);
  return clock;
}

/** Reads a local time as if it were UTC, for arithmetic only. */
function asUtc(local: { date: string; time: string }): number {
  return Date.parse(`${local.date}T${local.time}:00Z`);
}
