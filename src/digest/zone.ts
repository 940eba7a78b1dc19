import { isTimeZone } from '../facts/calendar.ts';
import type { DigestSetting } from '../state/state.ts';
import { zoneOfCity } from './zone-names.ts';

/**
 * The time zone of a digest whose command names none: the channel's so far, else the person's, else the desk's. Slack
 * may give a person none, or one that this machine does not know.
 */
export function zoneOf(setting: DigestSetting | null, person: string | null, desk: string): string {
  return setting?.zone ?? (person && isTimeZone(person) ? person : desk);
}

/**
 * The time zone a person means: an IANA name in any case ("america/port-au-prince"), UTC or GMT, or just its city
 * ("nairobi", "new york"), or another large city ("Mumbai", "Washington"). Null for anything else: EST and +03:00 know
 * no daylight saving.
 */
export function readZone(words: string): string | null {
  const typed = words.trim().normalize('NFD').replace(/\p{M}/gu, '');
  if (/^(utc|gmt)$/i.test(typed)) return typed.toUpperCase();
  if (typed.includes('/')) return named(typed);
  if (!/^\p{L}[\p{L}' _-]{2,}$/u.test(typed) || COMPASS.test(typed)) return null;
  const city = zoneOfCity(typed.toLowerCase().replace(/[ _-]+/g, ' '));
  if (city) return named(city);
  const parts = typed.split(/[ _-]+/);
  for (const region of REGIONS) {
    for (const joint of ['_', '-']) {
      const zone = named(`${region}/${parts.join(joint)}`);
      if (zone) return zone;
    }
  }
  return null;
}

// --- internal ---

/** A city is in two of them only as an old name for the same zone, like Asia/Istanbul. */
const REGIONS = [
  'Africa',
  'America',
  'Antarctica',
  'Europe',
  'Asia',
  'Atlantic',
  'Australia',
  'Indian',
  'Pacific',
  'Arctic',
];

/** Old names for parts of Australia, not cities. */
const COMPASS = /^(north|south|west)$/i;

/** A zone by its name, in its usual spelling; null when there is none. */
function named(name: string): string | null {
  try {
    const known = Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    if (known.toLowerCase() === name.toLowerCase()) return known;
    // Intl may know a city by an older name: Europe/Kyiv stays as typed.
    const asked = name.toLowerCase().replace(/(^|[/_-])\p{L}/gu, (start) => start.toUpperCase());
    return REGIONS.includes(asked.split('/')[0] ?? '') ? asked : known;
  } catch {
    return null;
  }
}
