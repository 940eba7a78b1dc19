import type { DigestSetting } from '../state/state.ts';
import { fallsOn } from './days.ts';
import { addDays, instantOf, localTime } from './local-time.ts';

/** How late a missed digest is still posted, in milliseconds: a morning's digest by early afternoon, not at night. */
export const CATCH_UP = 6 * 60 * 60 * 1000;

/**
 * The local date whose digest is due now, posted or not; the caller remembers which dates it has posted. A digest stays
 * due for CATCH_UP, so that a late timer or a restart skips no day.
 */
export function dueDate(setting: DigestSetting, now: Date): string | null {
  return dueNow(setting, now)?.date ?? null;
}

/** The digest that is due now, posted or not, and the instant since when. */
export function dueNow(setting: DigestSetting, now: Date): { date: string; since: number } | null {
  const instant = now.getTime();
  // Latest first: of two missed digests only the later is made up for.
  for (const date of new Set([instant, instant - CATCH_UP].map((at) => localTime(setting.zone, at).date))) {
    const due = dueInstant(setting, date);
    if (due !== null && due <= instant && instant - due < CATCH_UP) return { date, since: due };
  }
  return null;
}

/** The next digest to fall due; null when there will be none. */
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
 * The instant from which a setting made now counts. Changing only topics does not skip a post due this minute; a new
 * time owes nothing for earlier today; and with a new time zone, where the date may differ, the next post keeps its
 * distance from the last one.
 * @param before the channel's setting so far; null for the first
 * @param lastPost instant of the last digest posted in the channel
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

/** Whether a digest is paused until a later date. */
export function isPaused({ zone, pausedUntil }: DigestSetting, now: number): boolean {
  return pausedUntil !== null && localTime(zone, now).date < pausedUntil;
}

// --- internal ---

/** Between the last post and the first after a change of zone, in milliseconds: half a day, so that only a duplicate is dropped. */
const APART = 12 * 60 * 60 * 1000;

/** In days: a digest of one day a week whose next date the zone skips, and a margin. */
const LONGEST_WAIT = 16;

/** When the digest of a local date falls due; null when that date has no digest. */
function dueInstant(setting: DigestSetting, date: string): number | null {
  if (!setting.isOn) return null;
  if (!fallsOn(setting.days, date)) return null;
  if (setting.pausedUntil !== null && date < setting.pausedUntil) return null;
  const due = instantOf(setting.zone, date, setting.at);
  return due !== null && due >= setting.since ? due : null;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
