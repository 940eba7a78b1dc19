/** `<!date^…>`: an instant written in the reader's time zone (docs.slack.dev, date formatting). */
export function formatSlackDate(seconds: number, format: string, fallback: string, tz: string): string {
  const date = new Date(seconds * 1000);
  if (!Number.isFinite(seconds) || Number.isNaN(date.getTime())) return fallback;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (token, name: string) => {
    const parts = TOKENS[name];
    if (!parts) {
      known = false;
      return token;
    }
    if (name === 'date_num') return isoDay(date, tz);
    return new Intl.DateTimeFormat('en-US', { ...parts, timeZone: tz }).format(date);
  });
  return known ? text : fallback || format;
}

/** The instant a message is named after. */
export function instantOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** `10:42`, and with the day before it when that is not today. */
export function clockTime(ts: string, now: Date, tz: string): string {
  const at = instantOf(ts);
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: tz }).format(
    at,
  );
  if (isoDay(at, tz) === isoDay(now, tz)) return time;
  const day = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: tz }).format(at);
  return `${day}, ${time}`;
}

export function fullTime(ts: string, tz: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'medium', timeZone: tz }).format(
    instantOf(ts),
  );
}

// --- internal ---

const SHORT = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const LONG = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;

const TOKENS: { [token: string]: Intl.DateTimeFormatOptions } = {
  date_num: {},
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: SHORT,
  date_long: LONG,
  date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short_pretty: SHORT,
  date_long_pretty: LONG,
  day_divider_pretty: LONG,
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

function isoDay(date: Date, tz: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: tz,
  }).format(date);
}
