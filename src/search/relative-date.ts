/** A range of days that a question names relative to the day it is asked. */
export interface DateRange {
  /** As typed, in lower case. */
  words: string;
  /** First and last day, YYYY-MM-DD. */
  from: string;
  to: string;
}

/**
 * The relative date that a question asks about, if any. Only expressions that restrict the answer count: "last week" does,
 * "this morning" is small talk.
 * @param today YYYY-MM-DD
 */
export function relativeDateIn(question: string, today: string): DateRange | null {
  const text = question.toLowerCase();
  for (const [pattern, days] of PATTERNS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [from, to] = days(today);
    return { words: match[0], from, to };
  }
  return null;
}

// --- internal ---

const PATTERNS: [RegExp, (today: string) => [string, string]][] = [
  [/\byesterday\b|\bhier\b|\bayer\b|\bjana\b(?=.*\?)/, (today) => [shift(today, -1), shift(today, -1)]],
  [/\bovernight\b|\b(?:past|last) (?:24|48) hours\b/, (today) => [shift(today, -2), today]],
  [
    /\blast week\b|\bla semaine derni[eè]re\b|\bla semana pasada\b|\bwiki iliyopita\b|\bsemèn pase\b/,
    (today) => {
      const monday = shift(today, -((weekday(today) + 6) % 7));
      return [shift(monday, -7), shift(monday, -1)];
    },
  ],
  [
    /\b(?:this|past) week\b|\bcette semaine\b|\besta semana\b|\bwiki hii\b/,
    (today) => [shift(today, -7), today],
  ],
  [
    /\blast month\b|\ble mois dernier\b|\bel mes pasado\b|\bmwezi uliopita\b/,
    (today) => {
      const end = shift(`${today.slice(0, 8)}01`, -1);
      return [`${end.slice(0, 8)}01`, end];
    },
  ],
];

function shift(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

/** 0 for Sunday. */
function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
