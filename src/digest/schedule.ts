import type { DigestSetting } from '../state/state.ts';
import { addDays, instantOf, localTime, weekdayOf } from './local-time.ts';

/** How long a digest that was missed is still worth posting: a morning's digest by early afternoon, not at night. */
export const CATCH_UP = 6 * 60 * 60 * 1000;

/**
 * The local date whose digest is due now, posted or not: whoever posts keeps one row for each date, and asks
 * as often as it likes. It stays due for CATCH_UP, so that a late timer or a restart skips no day.
 */
export function dueDate(setting: DigestSetting, now: Date): string | null {
  const instant = now.getTime();
  // The latest is first: when two were missed, only it is made up for.
  for (const date of new Set([instant, instant - CATCH_UP].map((at) => localTime(setting.zone, at).date))) {
    const due = dueInstant(setting, date);
    if (due !== null && due <= instant && instant - due < CATCH_UP) return date;
  }
  return null;
}

/** The next digest to come due, for people who ask; null when none will. */
export function nextDue(setting: DigestSetting, now: Date): { date: string; at: Date } | null {
  const today = localTime(setting.zone, now.getTime()).date;
  const first = later(today, setting.pausedUntil ?? '');
  for (let days = 0; days < LONGEST_WAIT; days++) {
    const date = addDays(first, days);
    const due = dueInstant(setting, date);
    if (due !== null && due > now.getTime()) return { date, at: new Date(due) };
  }
  return null;
}

/**
 * The instant from which a setting counts that is made now. Other topics cost no post that is due at this minute;
 * another time owes nothing for today; and in another zone, where it may still be yesterday or tomorrow already, no
 * post comes on the heels of the last one.
 * @param before the channel's setting so far; null for the first
 * @param lastPost instant of the last post that stands in the channel
 */
export function countsFrom(
  wanted: Pick<DigestSetting, 'at' | 'days' | 'zone'>,
  before: DigestSetting | null,
  lastPost: number | null,
  now: number,
): number {
  if (before === null) return now;
  const isSameTime = (['at', 'days', 'zone'] as const).every((part) => wanted[part] === before[part]);
  if (isSameTime && before.isOn && !isPaused(before, now)) return before.since;
  const apart = wanted.zone === before.zone ? before.since : (lastPost ?? now - APART) + APART;
  return Math.max(now, apart);
}

/** Whether a digest waits for a later day. */
export function isPaused({ zone, pausedUntil }: DigestSetting, now: number): boolean {
  return pausedUntil !== null && localTime(zone, now).date < pausedUntil;
}

// --- internal ---

/** Between the last post and the first after a change of zone, in milliseconds: half a day, so that none is lost but the doubled one. */
const APART = 12 * 60 * 60 * 1000;

/** Days: today, a weekend, a date that a zone skipped, and room to spare. */
const LONGEST_WAIT = 10;

/** When the digest of a local date falls due; null when that date has none. */
function dueInstant(setting: DigestSetting, date: string): number | null {
  if (!setting.isOn) return null;
  if (setting.days === 'weekdays' && [0, 6].includes(weekdayOf(date))) return null;
  if (setting.pausedUntil !== null && date < setting.pausedUntil) return null;
  const due = instantOf(setting.zone, date, setting.at);
  return due !== null && due >= setting.since ? due : null;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
