import { dueDate } from '../../src/digest/schedule.ts';
import type { DigestSetting } from '../../src/state/state.ts';

/**
 * When digests are due, computed independently of the bot: from a table of the zone's offsets, sampled every hour, and
 * plain arithmetic on it.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A period with one offset from UTC; all in milliseconds. */
interface Stretch {
  from: number;
  to: number;
  offset: number;
}

export interface Clocks {
  stretches: Stretch[];
  /** Times worth testing: amid a gap or an hour that comes twice, or else an ordinary morning. */
  trickyTimes: string[];
}

export interface Post {
  date: string;
  instant: number;
}

export function clocksOf(zone: string, from: number, to: number): Clocks {
  const offsetAt = offsetsOf(zone);
  const stretches: Stretch[] = [];
  for (let at = from - 2 * DAY; at < to + 2 * DAY; at += HOUR) {
    const last = stretches.at(-1);
    const offset = offsetAt(at);
    if (last?.offset === offset) {
      last.to = at + HOUR;
      continue;
    }
    // It changed within the hour before this.
    let change = at;
    while (last && offsetAt(change - MINUTE) === offset) change -= MINUTE;
    if (last) last.to = change;
    stretches.push({ from: change, to: at + HOUR, offset });
  }
  const trickyTimes = stretches.slice(1).map(({ from: change, offset }, index) => {
    const before = stretches[index]?.offset ?? 0;
    return new Date(change + (before + offset) / 2).toISOString().slice(11, 16);
  });
  return { stretches, trickyTimes: trickyTimes.length > 0 ? [...new Set(trickyTimes)] : ['08:30'] };
}

/** Every date of the zone and when its post is due: at the first such time, or at the end of the gap. */
export function duePosts({ stretches }: Clocks, time: string): Post[] {
  const [first, last] = [stretches[0] as Stretch, stretches.at(-1) as Stretch];
  const found: Post[] = [];
  for (
    let day = Math.ceil((first.from + first.offset) / DAY) * DAY;
    day < last.to + last.offset - DAY;
    day += DAY
  ) {
    const wanted = day + Date.parse(`1970-01-01T${time}:00Z`);
    const plain = stretches.find(({ from, to, offset }) => from <= wanted - offset && wanted - offset < to);
    const leap = stretches.find(({ from, offset }, at) => {
      const before = stretches[at - 1]?.offset ?? offset;
      return from + before <= wanted && wanted < from + offset;
    });
    const instant = plain ? wanted - plain.offset : leap?.from;
    if (instant !== undefined) found.push({ date: new Date(day).toISOString().slice(0, 10), instant });
  }
  return found;
}

/**
 * When the desk checks what is due: every 30 seconds around posts and clock changes, hourly otherwise. A digest stays
 * due for hours, so one that is due too early is seen at the first check after that, before its minute.
 */
export function ticks({ stretches }: Clocks, expected: readonly Post[], from: number, to: number): number[] {
  const all = new Set<number>();
  for (let at = from; at < to; at += HOUR) all.add(at);
  const dense = (middle: number, around: number) => {
    // Off the full minute, as timers are.
    for (let at = middle - around; at <= middle + around; at += MINUTE / 2) all.add(at + 7_000);
  };
  for (const { instant } of expected) dense(instant, 3 * MINUTE);
  for (const { from: change } of stretches.slice(1)) dense(change, 90 * MINUTE);
  return [...all].filter((at) => at >= from && at < to).sort((one, other) => one - other);
}

/** What is posted by a desk that checks at these instants and keeps one row per date. */
export function posts(setting: DigestSetting, looks: readonly number[]): Post[] {
  const rows = new Map<string, number>();
  for (const instant of looks) {
    const date = dueDate(setting, new Date(instant));
    if (date !== null && !rows.has(date)) rows.set(date, instant);
  }
  return [...rows].map(([date, instant]) => ({ date, instant }));
}

// --- internal ---

/** Offsets as Intl names them: "GMT+05:45", or "GMT" alone. */
function offsetsOf(zone: string): (instant: number) => number {
  const names = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (instant) => {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(names.format(instant)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE;
  };
}
