import { describe, expect, it } from 'vitest';
import { isDigestCommand, readDigestCommand, usageOf } from '../../src/digest/command.ts';

/** A Monday. */
const TODAY = '2026-06-01';
const CONTEXT = {
  topics: new Map(
    Object.entries({ boats: 'boats', lamp: 'lamp', 'harbour-master': 'Master of the Harbour' }),
  ),
  zone: 'Europe/Oslo',
  before: null,
  today: TODAY,
  command: '/harbour',
};
const read = (text: string) => readDigestCommand(text, CONTEXT);
const refusal = (text: string) => {
  const order = read(text);
  return order && 'refused' in order ? order.refused : order;
};

describe('digest on', () => {
  const ON = { do: 'on', at: '08:30', days: 'weekdays', zone: 'Europe/Oslo', topics: [], isQuiet: false };

  it('needs a time, and defaults to weekdays, the person’s time zone and all topics', () => {
    expect(read('digest on 08:30')).toEqual(ON);
  });

  it.each([
    ['digest on 08:30 daily Africa/Nairobi boats lamp quiet'],
    ['digest on 08:30 quiet lamp boats africa/nairobi daily'],
    ['digest on daily boats, lamp, quiet Nairobi 08:30'],
    ['Digest ON at 8:30 every day in Nairobi for boats and lamp, quiet.'],
  ])('takes options in any order: %s', (text) => {
    expect(read(text)).toEqual({
      ...ON,
      ...{ days: 'daily', zone: 'Africa/Nairobi', topics: ['boats', 'lamp'], isQuiet: true },
    });
  });

  const DAYS = {
    weekdays: [
      'weekdays',
      'weekday',
      'mon-fri',
      'mon–fri',
      'mon\u2011fri',
      'Mon — Fri',
      'monday to friday',
      'monday through friday',
      'weekdays only',
    ],
    daily: ['daily', 'every day', 'everyday', 'mon-sun', 'monday to sunday', 'daily, please'],
    'mon,thu': ['mondays and thursdays', 'mon thu', 'Thursday, Monday', 'mon/thu', 'every monday & thursday'],
    'mon,tue,wed,thu': ['mon-thu', 'Mon. to Thurs.', 'monday-wednesday and thursday'],
    'mon,fri,sat,sun': ['fri-mon', 'weekends, fri and mon'],
    wed: ['wednesdays', 'weds', 'every Wednesday'],
    'sat,sun': ['weekends', 'at the weekend'],
  };
  it.each(variants(DAYS))('reads the days %s as %s', (words, days) => {
    expect(read(`digest on ${words} 08:30 boats`)).toEqual({ ...ON, days, topics: ['boats'] });
    expect(read(`digest on 08:30 boats ${words}`)).toEqual({ ...ON, days, topics: ['boats'] });
  });

  it.each([
    ['digest on 08：30', {}],
    ['digest\u00a0on\u202f08:30', {}],
    ['digest on “08:30” ‘boats’', { topics: ['boats'] }],
    ['digest on 08:30 «harbour master»', { topics: ['harbour-master'] }],
    ['digest on 08:30 harbour\u2010master', { topics: ['harbour-master'] }],
    ['digest on 08:30 America/Port\u2011au\u2011Prince', { zone: 'America/Port-au-Prince' }],
    ['digest on 08:30 São Paulo', { zone: 'America/Sao_Paulo' }],
    ['digest on 08:30 Sa\u0303o Paulo, thank you!', { zone: 'America/Sao_Paulo' }],
    ['digest on 08:30 boats only, thanks', { topics: ['boats'] }],
    ['digest on 08:30 … boats', { topics: ['boats'] }],
  ])('takes the typography of phones, and courtesy: %s', (text, over) => {
    expect(read(text)).toEqual({ ...ON, ...over });
  });

  it.each([
    ['on 08:30 EST', 'EST', 'on 08:30 America/New_York'],
    ['on 08:30 PT boats daily', 'PT', 'on 08:30 America/Los_Angeles boats daily'],
    ['on 08:30 ist', 'ist', 'on 08:30 Asia/Kolkata'],
    ['on EAT boots', 'EAT', 'on 08:30 Africa/Nairobi'],
    // The clocks of Oslo show the same, summer and winter.
    ['on 08:30 CET', 'CET', 'on 08:30 Europe/Oslo'],
    ['on 08:30 CEST', 'CEST', 'on 08:30 Europe/Oslo'],
  ])('refuses an abbreviation and proposes the zone that is meant: digest %s', (words, typed, example) => {
    expect(refusal(`digest ${words}`)).toBe(
      `“${typed}” does not say when clocks change; expected a time zone by its city, for example: /harbour digest ${example}`,
    );
    expect(read(`digest ${example}`)).toMatchObject({ do: 'on' });
  });

  it('proposes a Haitian newsroom’s own zone for EST', () => {
    const context = { ...CONTEXT, zone: 'America/Port-au-Prince' };
    expect(readDigestCommand('digest on 08:30 EST', context)).toMatchObject({
      refused: expect.stringContaining('/harbour digest on 08:30 America/Port-au-Prince'),
    });
  });

  const TIMES = {
    '08:30': ['8:30', '08.30', '0830', '8h30', '8:30am', '8.30 AM'],
    '20:30': ['8:30 p.m.'],
    '08:00': ['8h', '8am'],
    '20:00': ['8 pm'],
    '00:00': ['12am', 'midnight', '0:00'],
    '12:00': ['12pm', 'noon'],
    '23:59': ['23:59'],
  };
  it.each(variants(TIMES))('reads the time %s', (time, at) => {
    expect(read(`digest on ${time} boats`)).toEqual({ ...ON, at, topics: ['boats'] });
  });

  it.each([
    ['digest on 08:30 harbour master', { topics: ['harbour-master'] }],
    ['digest on 08:30 Harbour-Master', { topics: ['harbour-master'] }],
    ['digest on 08:30 master of the harbour', { topics: ['harbour-master'] }],
    ['digest on 08:30 all', { topics: [] }],
    ['digest on 08:30 all topics', { topics: [] }],
    ['digest on 08:30 every topic', { topics: [] }],
    ['digest on 08:30 about everything', { topics: [] }],
    ['digest on 08:30 all days lamp', { days: 'daily', topics: ['lamp'] }],
    ['digest on 08:30 always', { isQuiet: false }],
    ['digest on 08:30 loud', { isQuiet: false }],
  ])('recognizes topics of several words, and words that reset an option: %s', (text, over) => {
    expect(read(text)).toEqual({ ...ON, ...over });
  });

  describe('in a channel that has a digest', () => {
    const BEFORE = {
      ...{ at: '17:15', days: 'daily' as const, zone: 'Africa/Nairobi', topics: ['lamp'], isQuiet: true },
    };
    const change = (text: string) => readDigestCommand(text, { ...CONTEXT, before: BEFORE });

    it.each([
      ['digest on', {}],
      ['digest start', {}],
      ['digest on 08:30', { at: '08:30' }],
      ['digest on weekdays', { days: 'weekdays' }],
      ['digest on oslo', { zone: 'Europe/Oslo' }],
      ['digest on boats', { topics: ['boats'] }],
      ['digest on all', { topics: [] }],
      ['digest on always', { isQuiet: false }],
      ['digest on 08:30 always all', { at: '08:30', topics: [], isQuiet: false }],
    ])('keeps options it does not mention: %s', (text, over) => {
      expect(change(text)).toEqual({ do: 'on', ...BEFORE, ...over });
    });

    it('keeps a topic that is no longer on file rather than widening to all', () => {
      const before = { ...BEFORE, topics: ['wrecks'] };
      expect(readDigestCommand('digest on 08:30', { ...CONTEXT, before })).toMatchObject({
        topics: ['wrecks'],
      });
    });
  });

  it('reads a word that is both a topic and a city as the topic', () => {
    const context = { ...CONTEXT, topics: new Map([['nairobi', 'Nairobi']]) };
    expect(readDigestCommand('digest on 08:30 nairobi', context)).toEqual({ ...ON, topics: ['nairobi'] });
  });

  const OPTIONS =
    'a time, then any of weekdays, daily or days by name, a time zone, topics (boats, lamp, Master of the Harbour) or all, and quiet or always';
  const TIME = 'a time from 00:00 to 23:59';
  it.each([
    ['on', '“digest on” needs a time', 'one like 08:30', '08:30 weekdays'],
    ['on boats quiet', '“digest on” needs a time', 'one like 08:30', '08:30 boats quiet'],
    ['on 8 boats', '“8” could be morning or evening', TIME, '08:00'],
    ['on 24:00', '“24:00” is not a time of day', TIME, '08:30'],
    ['on 08:60', '“08:60” is not a time of day', TIME, '08:30'],
    ['on 13 pm', '“13pm” is not a time of day', TIME, '08:30'],
    ['on 8:5', '“8:5” is not a time', TIME, '08:30'],
    ['on 08:30 17:00', '08:30 and 17:00 are two times', 'one', '08:30'],
    ['on 08:30 daily weekdays', 'daily and weekdays are two choices of days', 'one', '08:30 weekdays'],
    ['on 08:30 daily mon thu', 'daily and mon,thu are two choices of days', 'one', '08:30 weekdays'],
    ['on 08:30 UTC Nairobi', 'UTC and Africa/Nairobi are two time zones', 'one', '08:30 Africa/Nairobi'],
    ['on 08:30 quiet always', 'quiet and always are opposites', 'one', '08:30 quiet'],
    ['on 08:30 all boats lamp', 'all and boats, lamp are two choices of topics', 'one', '08:30 boats lamp'],
    ['on 08:30 boots', '“boots” is not recognized here', OPTIONS, '08:30 weekdays Europe/Oslo boats'],
    [
      'on 08:30 Boots UTC+3 +03:00 fortnightly',
      '“Boots”, “UTC+3”, “+03:00” are not recognized here',
      ...[OPTIONS, '08:30 weekdays Europe/Oslo boats'],
    ],
  ])('refuses "digest %s" in one line: %s', (words, found, expected, example) => {
    expect(refusal(`digest ${words}`)).toBe(
      `${found}; expected ${expected}, for example: /harbour digest on ${example}`,
    );
  });

  it('repeats no more of a word than is needed to recognize it', () => {
    const line = refusal(`digest on 08:30 ${'x'.repeat(400)}`);
    expect(line).toContain(`“${'x'.repeat(39)}…” is not recognized`);
    expect(line).not.toContain('x'.repeat(40));
  });
});

describe('digest pause', () => {
  const DAYS = {
    '2026-06-15': ['2026-06-15', 'june 15th', 'two weeks', '2 weeks'],
    '2026-06-02': ['tomorrow'],
    '2026-06-05': ['Friday', 'fri'],
    '2026-06-07': ['sunday'],
    '2026-06-08': [
      ...['monday', 'next Monday', '“monday”', '2026\u201106\u201108', 'monday please'],
      ...['a week', 'one week', '7 days', 'next week'],
    ],
    '2026-12-05': ['5 December', 'Dec 5th, 2026'],
    '2027-05-31': ['31 May'],
  };
  it.each(variants(DAYS))('until %s pauses until %s', (day, until) => {
    expect(read(`digest pause until ${day}`)).toEqual({ do: 'pause', until });
    expect(read(`digest pause ${day}`)).toEqual({ do: 'pause', until });
    expect(read(`digest pause for ${day}`)).toEqual({ do: 'pause', until });
  });

  it.each([
    ['digest pause', '“digest pause” needs the date of the next post'],
    ['digest pause until 2026-02-30', '“2026-02-30” is not a date'],
    ['digest pause until 15/06/2026', '“15/06/2026” is not a date'],
    ['digest pause until 2026-05-31', '“2026-05-31” is in the past'],
    ['digest pause until today', '“today” is today'],
    ['digest pause until 2026-06-01', '“2026-06-01” is today'],
    ['digest pause until monday and friday', '“monday and friday” is not a date'],
    ['digest pause until 31 June', '“31 June” is not a date'],
    ['digest pause until 3 May 2026', '“3 May 2026” is in the past'],
  ])('refuses "%s"', (text, found) => {
    expect(refusal(text)).toBe(
      `${found}; expected a later date: YYYY-MM-DD, 5 December, tomorrow, a weekday or “for a week”, for example: /harbour digest pause until 2026-06-08`,
    );
  });

  it('refuses a pause of more than a year', () => {
    expect(refusal('digest pause until 2062-06-15')).toBe(
      '2062-06-15 is more than a year away; expected an earlier date, or “digest off”, for example: /harbour digest off',
    );
  });
});

describe('a digest command', () => {
  it.each(['on', 'on boats', 'on 8', 'on 25:00', 'on 08:30 no', 'pause'])(
    'that is refused comes with an example that works: digest %s',
    (words) => {
      const [, example = ''] = /example: \/harbour (.*)$/.exec(String(refusal(`digest ${words}`))) ?? [];
      expect(read(example), example).toMatchObject({ do: words.split(' ')[0] });
    },
  );

  it.each(['off', 'resume', 'preview', 'now', 'status', 'help'] as const)(
    'is "digest %s", alone and in any case',
    (verb) => {
      expect(read(`digest ${verb}`)).toEqual({ do: verb });
      expect(read(`DIGEST ${verb.toUpperCase()}!`)).toEqual({ do: verb });
      expect(read(`digest ${verb} please`)).toEqual({ do: verb });
      expect(read(`please digest “${verb}”, thanks!`)).toEqual({ do: verb });
      expect(refusal(`digest ${verb} boats`)).toBe(
        `“digest ${verb}” takes no options; expected nothing after it, for example: /harbour digest ${verb}`,
      );
    },
  );

  it('asks for the status when it is "digest" and nothing else', () => {
    expect(read('digest')).toEqual({ do: 'status' });
  });

  it.each(variants({ off: ['stop', 'disable', 'cancel'], resume: ['unpause'], help: ['usage'] }))(
    'has synonyms: %s for %s',
    (typed, verb) => {
      expect(read(`digest ${typed}`)).toEqual({ do: verb });
    },
  );

  it.each([
    ['digest start 08:30', { at: '08:30' }],
    ['digest enable 8am', { at: '08:00' }],
    ['digest at 08:30', { at: '08:30' }],
    ['digest at 0830 boats', { at: '08:30', topics: ['boats'] }],
    ['digest 08:30', { at: '08:30' }],
    ['Digest 8.30 pm daily', { at: '20:30', days: 'daily' }],
    ['digest noon quiet', { at: '12:00', isQuiet: true }],
    ['digest daily 08:30', { at: '08:30', days: 'daily' }],
    ['digest quiet at 08:30', { at: '08:30', isQuiet: true }],
  ])('to turn it on needs no more than the options: %s', (text, over) => {
    expect(read(text)).toMatchObject({ do: 'on', ...over });
  });

  it('with half a time, or a mistyped verb before one, is refused rather than read as a question', () => {
    expect(refusal('digest 8')).toMatch(/^“8” could be morning or evening; /);
    expect(refusal('digest onn 08:30')).toBe(
      'Unknown digest command “onn”; expected on, off, pause, resume, preview, now or status, for example: /harbour digest on 08:30',
    );
  });

  it('has its usage in one line', () => {
    expect(usageOf('/harbour')).toBe(
      '/harbour digest on 08:30 [weekdays, daily or mon thu] [a time zone] [topics, or all] [quiet or always] · off · pause until DATE · resume · preview · now · status',
    );
  });

  it.each([
    ...['digest of the week', 'digest 2025', 'digest 5 facts on the storm', 'digest at the harbour'],
    ...['digest all', 'digest boats', 'digest onwards', 'digest on-the-record remarks'],
    ...['who reads the digest', 'digests on', 'digestion now', ''],
  ])('is not "%s": that is a question', (text) => {
    expect(read(text)).toBeNull();
    expect(isDigestCommand(text)).toBe(false);
  });

  it('is recognized before it is checked', () => {
    expect(isDigestCommand('digest on whatever')).toBe(true);
    expect(isDigestCommand('Digest pause')).toBe(true);
    expect(isDigestCommand('digest?')).toBe(true);
  });
});

// --- internal ---

/** A row for each way to type something: the way, and what it means. */
function variants(table: Record<string, string[]>): [typed: string, meaning: string][] {
  return Object.entries(table).flatMap(([meaning, ways]) =>
    ways.map((way): [string, string] => [way, meaning]),
  );
}
