import { describe, expect, it } from 'vitest';
import { isOrder, readOrder } from '../../src/digest/order.ts';
import { readZone } from '../../src/digest/zone.ts';

/** A Monday. */
const TODAY = '2026-06-01';
const CONTEXT = {
  topics: ['boats', 'lamp', 'harbour-master'],
  zone: 'Europe/Oslo',
  today: TODAY,
  command: '/harbour',
};
const read = (text: string) => readOrder(text, CONTEXT);
const refusal = (text: string) => {
  const order = read(text);
  return order && 'refused' in order ? order.refused : order;
};

describe('digest on', () => {
  const ON = { do: 'on', at: '08:30', days: 'weekdays', zone: 'Europe/Oslo', topics: [], isQuiet: false };

  it('needs a time, and takes weekdays, the zone so far and all topics when nothing else is said', () => {
    expect(read('digest on 08:30')).toEqual(ON);
  });

  it.each([
    ['digest on 08:30 daily Africa/Nairobi boats lamp quiet'],
    ['digest on 08:30 quiet lamp boats africa/nairobi daily'],
    ['digest on daily boats, lamp, quiet Nairobi 08:30'],
    ['Digest ON at 8:30 every day in Nairobi for boats and lamp, quiet.'],
  ])('takes the rest in any order: %s', (text) => {
    expect(read(text)).toEqual({
      ...ON,
      ...{ days: 'daily', zone: 'Africa/Nairobi', topics: ['boats', 'lamp'], isQuiet: true },
    });
  });

  it.each([
    ['8:30', '08:30'],
    ['08.30', '08:30'],
    ['0830', '08:30'],
    ['8h30', '08:30'],
    ['8h', '08:00'],
    ['8:30am', '08:30'],
    ['8.30 AM', '08:30'],
    ['8:30 p.m.', '20:30'],
    ['8am', '08:00'],
    ['8 pm', '20:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
  ])('reads the time %s', (time, at) => {
    expect(read(`digest on ${time} boats`)).toEqual({ ...ON, at, topics: ['boats'] });
  });

  it('knows a topic of several words with or without its hyphens', () => {
    expect(read('digest on 08:30 harbour master')).toEqual({ ...ON, topics: ['harbour-master'] });
    expect(read('digest on 08:30 Harbour-Master')).toEqual({ ...ON, topics: ['harbour-master'] });
  });

  it('takes a word that is a topic and a city for the topic', () => {
    expect(readOrder('digest on 08:30 nairobi', { ...CONTEXT, topics: ['nairobi'] })).toEqual({
      ...ON,
      topics: ['nairobi'],
    });
  });

  it.each([
    [
      'digest on',
      '“digest on” lacks a time; expected one like 08:30, for example: /harbour digest on 08:30 weekdays',
    ],
    [
      'digest on boats quiet',
      '“digest on” lacks a time; expected one like 08:30, for example: /harbour digest on 08:30 boats quiet',
    ],
    [
      'digest on 8 boats',
      '“8” could be morning or evening; expected a time from 00:00 to 23:59, for example: /harbour digest on 08:00',
    ],
    [
      'digest on 24:00',
      '“24:00” is no time of the day; expected a time from 00:00 to 23:59, for example: /harbour digest on 08:30',
    ],
    [
      'digest on 08:60',
      '“08:60” is no time of the day; expected a time from 00:00 to 23:59, for example: /harbour digest on 08:30',
    ],
    [
      'digest on 13 pm',
      '“13pm” is no time of the day; expected a time from 00:00 to 23:59, for example: /harbour digest on 08:30',
    ],
    [
      'digest on 8:5',
      '“8:5” is no time; expected a time from 00:00 to 23:59, for example: /harbour digest on 08:30',
    ],
    [
      'digest on 08:30 17:00',
      '08:30 and 17:00 are two times; expected one, for example: /harbour digest on 08:30',
    ],
    [
      'digest on 08:30 daily weekdays',
      'daily and weekdays are two choices of days; expected one, for example: /harbour digest on 08:30 weekdays',
    ],
    [
      'digest on 08:30 UTC Nairobi',
      'UTC and Africa/Nairobi are two time zones; expected one, for example: /harbour digest on 08:30 Africa/Nairobi',
    ],
    [
      'digest on 08:30 boots',
      '“boots” is not understood here; expected a time, then any of weekdays or daily, a time zone, topics (boats, lamp, harbour-master) and quiet, for example: /harbour digest on 08:30 weekdays Europe/Oslo boats',
    ],
    [
      'digest on 08:30 Boots EST +03:00 mondays',
      '“Boots”, “EST”, “+03:00” are not understood here; expected a time, then any of weekdays or daily, a time zone, topics (boats, lamp, harbour-master) and quiet, for example: /harbour digest on 08:30 weekdays Europe/Oslo boats',
    ],
  ])('refuses "%s" in one line: what was found, what was expected, an example', (text, line) => {
    expect(refusal(text)).toBe(line);
  });

  it('says back no more of a word than tells it apart', () => {
    const line = refusal(`digest on 08:30 ${'x'.repeat(400)}`);
    expect(line).toContain(`“${'x'.repeat(39)}…” is not understood`);
    expect(line).not.toContain('x'.repeat(40));
  });

  it('gives examples that work', () => {
    for (const text of [
      'digest on',
      'digest on boats',
      'digest on 8',
      'digest on 25:00',
      'digest on 08:30 no',
    ]) {
      const example = /example: \/harbour (.*)$/.exec(String(refusal(text)))?.[1] ?? '';
      expect(read(example), example).toMatchObject({ do: 'on' });
    }
    const pause = /example: \/harbour (.*)$/.exec(String(refusal('digest pause')))?.[1] ?? '';
    expect(read(pause)).toMatchObject({ do: 'pause' });
  });
});

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
  ])('is known as %s', (typed, zone) => {
    expect(readZone(typed)).toBe(zone);
  });

  it.each(['EST', 'CET', '+03:00', 'GMT+3', 'west', 'Atlantis', 'America/Port-o-Prince', '', 'a', '../etc'])(
    'is not %j: no zone, or one without daylight saving',
    (typed) => {
      expect(readZone(typed)).toBeNull();
    },
  );

  it('is found by its city alone, wherever there is one', () => {
    const sameClock = (zone: string | null) =>
      zone && Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    const cities = Intl.supportedValuesOf('timeZone').filter((zone) => zone.split('/').length === 2);
    expect(cities.length).toBeGreaterThan(300);
    const missed = cities.filter((zone) => sameClock(readZone(zone.split('/')[1] ?? '')) !== sameClock(zone));
    expect(missed.filter((zone) => !/^Etc\//.test(zone))).toEqual([]);
  });
});

describe('digest pause', () => {
  it.each([
    ['2026-06-15', '2026-06-15'],
    ['tomorrow', '2026-06-02'],
    ['Friday', '2026-06-05'],
    ['fri', '2026-06-05'],
    ['sunday', '2026-06-07'],
    ['monday', '2026-06-08'],
  ])('until %s holds posts back until %s', (day, until) => {
    expect(read(`digest pause until ${day}`)).toEqual({ do: 'pause', until });
    expect(read(`digest pause ${day}`)).toEqual({ do: 'pause', until });
  });

  it.each([
    ['digest pause', '“digest pause” lacks the day of the next post'],
    ['digest pause until 2026-02-30', '“2026-02-30” is no day of the calendar'],
    ['digest pause until 15/06/2026', '“15/06/2026” is no day of the calendar'],
    ['digest pause until 2026-05-31', '“2026-05-31” is past'],
    ['digest pause until today', '“today” is today'],
    ['digest pause until 2026-06-01', '“2026-06-01” is today'],
    ['digest pause until next monday', '“until next monday” is more than one day'],
  ])('refuses "%s"', (text, found) => {
    expect(refusal(text)).toBe(
      `${found}; expected a later day: YYYY-MM-DD, tomorrow or a weekday, for example: /harbour digest pause until 2026-06-08`,
    );
  });

  it('takes a year for a slip, or for off', () => {
    expect(refusal('digest pause until 2062-06-15')).toBe(
      '2062-06-15 is more than a year away; expected an earlier day, or “digest off”, for example: /harbour digest off',
    );
  });
});

describe('an order', () => {
  it.each(['off', 'preview', 'now', 'status'] as const)('is "digest %s", alone and in any case', (verb) => {
    expect(read(`digest ${verb}`)).toEqual({ do: verb });
    expect(read(`DIGEST ${verb.toUpperCase()}!`)).toEqual({ do: verb });
    expect(refusal(`digest ${verb} please`)).toBe(
      `“digest ${verb}” stands alone; expected no more words, for example: /harbour digest ${verb}`,
    );
  });

  it('asks for the status when it is "digest" and nothing else', () => {
    expect(read('digest')).toEqual({ do: 'status' });
  });

  it.each([
    'digest of the week',
    'digest onwards',
    'digest on-the-record remarks',
    'who reads the digest',
    'digests on',
    'digestion now',
    '',
  ])('is not "%s": that is a question', (text) => {
    expect(read(text)).toBeNull();
    expect(isOrder(text)).toBe(false);
  });

  it('is known for one before anything else is known about it', () => {
    expect(isOrder('digest on whatever')).toBe(true);
    expect(isOrder('Digest pause')).toBe(true);
    expect(isOrder('digest?')).toBe(true);
  });
});
