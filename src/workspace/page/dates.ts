/** `<!date^…>` in the reader's time zone (docs.slack.dev, date formatting). */
export function slackDate(seconds: number, format: string, fallback: string, timeZone: string): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (token, name: string) => {
    const parts = TOKENS[name.replace(/_pretty$/, '')];
    known &&= parts !== undefined;
    if (name === 'date_num') return isoDay(date, timeZone);
    return parts ? date.toLocaleString('en-US', { ...parts, timeZone }) : token;
  });
  return known ? text : fallback || format;
}

/** A message's `ts` is the time it was posted, in seconds. */
export function instantOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** `10:42`, with the day in front unless it is today. */
export function clockTime(ts: string, now: number, timeZone: string): string {
  const at = instantOf(ts);
  const time = at.toLocaleString('en-GB', { ...TIME, hour: '2-digit', timeZone });
  if (isoDay(at, timeZone) === isoDay(new Date(now), timeZone)) return time;
  return `${at.toLocaleString('en-US', { month: 'short', day: 'numeric', timeZone })}, ${time}`;
}

// --- internal ---

const DAY = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;

const TOKENS: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: {},
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: DAY,
  date_short: { ...DAY, month: 'short' },
  date_long: { ...DAY, weekday: 'long' },
  day_divider: { ...DAY, weekday: 'long' },
  time: TIME,
  time_secs: { ...TIME, second: '2-digit' },
};

function isoDay(date: Date, timeZone: string): string {
  return date.toLocaleDateString('en-CA', { timeZone });
}
