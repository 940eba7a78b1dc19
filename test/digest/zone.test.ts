import { describe, expect, it } from 'vitest';
import { readZone } from '../../src/digest/zone.ts';
import { ABBREVIATIONS, CITIES } from '../../src/digest/zone-names.ts';

describe('a time zone', () => {
  it.each([
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
    ['utc', 'UTC'],
    ['port-au-prince', 'America/Port-au-Prince'],
    ['Port au Prince', 'America/Port-au-Prince'],
    ['nairobi', 'Africa/Nairobi'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['istanbul', 'Europe/Istanbul'],
    ['kyiv', 'Europe/Kyiv'],
    ['asia/kathmandu', 'Asia/Kathmandu'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['Sa\u0303o Paulo', 'America/Sao_Paulo'],
    ['Bogotá', 'America/Bogota'],
    ['Mumbai', 'Asia/Kolkata'],
    ['new delhi', 'Asia/Kolkata'],
    ['Washington', 'America/New_York'],
    ['Washington DC', 'America/New_York'],
    ['San_Francisco', 'America/Los_Angeles'],
    ['Montréal', 'America/Toronto'],
    ['Cape Town', 'Africa/Johannesburg'],
  ])('can be typed as %s', (typed, zone) => {
    expect(readZone(typed)).toBe(zone);
  });

  it.each(['EST', 'CET', '+03:00', 'GMT+3', 'west', 'Atlantis', 'America/Port-o-Prince', '', 'a', '../etc'])(
    'is not %j',
    (typed) => {
      expect(readZone(typed)).toBeNull();
    },
  );

  it('exists, whichever city or abbreviation it is known by', () => {
    const unknown = Object.keys({ ...CITIES, ...ABBREVIATIONS }).filter((zone) => readZone(zone) === null);
    expect(unknown).toEqual([]);
  });

  it('can be typed as just its city', () => {
    const sameClock = (zone: string | null) =>
      zone && Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    const cities = Intl.supportedValuesOf('timeZone').filter((zone) => zone.split('/').length === 2);
    expect(cities.length).toBeGreaterThan(300);
    const missed = cities.filter((zone) => sameClock(readZone(zone.split('/')[1] ?? '')) !== sameClock(zone));
    expect(missed.filter((zone) => !/^Etc\//.test(zone))).toEqual([]);
  });
});
