import { describe, expect, it } from 'vitest';
import { addDays, localTime, weekdayOf } from '../../src/digest/local-time.ts';
import { CATCH_UP, dueDate, nextDue } from '../../src/digest/schedule.ts';
import type { DigestSetting } from '../../src/state/state.ts';
import { clocksOf, type Post, posts, reckon, ticks } from './due-posts.ts';

const SETTING: DigestSetting = {
  ...{ team: 'T1', channel: 'C1', isOn: true, at: '08:30', days: 'daily', zone: 'Europe/London' },
  ...{ topics: [], isQuiet: false, pausedUntil: null, setBy: 'U1', since: 0, fault: null },
};
const at = (iso: string) => new Date(iso);
const due = (iso: string, over: Partial<DigestSetting> = {}) => dueDate({ ...SETTING, ...over }, at(iso));
const next = (iso: string, over: Partial<DigestSetting> = {}) => {
  const found = nextDue({ ...SETTING, ...over }, at(iso));
  return found && `${found.date} ${found.at.toISOString()}`;
};

describe('a digest', () => {
  it('is due from its minute on, by the clock on the wall of its channel', () => {
    expect(due('2026-01-15T08:29:59Z')).toBeNull();
    expect(due('2026-01-15T08:30:00Z')).toBe('2026-01-15');
    expect(due('2026-07-15T07:29:59Z')).toBeNull();
    expect(due('2026-07-15T07:30:00Z')).toBe('2026-07-15');
    expect(due('2026-01-14T19:45:00Z', { zone: 'Pacific/Chatham', at: '09:30' })).toBe('2026-01-15');
  });

  it('is caught up with within six hours, and never later', () => {
    expect(due('2026-01-15T14:29:59Z')).toBe('2026-01-15');
    expect(due('2026-01-15T14:30:00Z')).toBeNull();
  });

  it('is caught up with across midnight, under the date it was for', () => {
    expect(due('2026-01-16T03:00:00Z', { at: '22:00' })).toBe('2026-01-15');
    expect(due('2026-01-17T03:00:00Z', { at: '22:00', days: 'weekdays' })).toBe('2026-01-16');
  });

  it('keeps its weekend by the date of its own zone', () => {
    const nairobi: Partial<DigestSetting> = { zone: 'Africa/Nairobi', at: '01:00', days: 'weekdays' };
    // Sunday evening in London is Monday in Nairobi, and Friday evening is Saturday there.
    expect(due('2026-01-18T22:00:00Z', nairobi)).toBe('2026-01-19');
    expect(due('2026-01-16T22:00:00Z', nairobi)).toBeNull();
  });

  it('owes nothing for the time before it was switched on', () => {
    const since = at('2026-01-15T09:00:00Z').getTime();
    expect(due('2026-01-15T09:30:00Z', { since })).toBeNull();
    expect(due('2026-01-16T08:30:00Z', { since })).toBe('2026-01-16');
  });

  it('is silent while it is paused, and owes nothing for it', () => {
    const pausedUntil = '2026-01-16';
    expect(due('2026-01-15T08:30:00Z', { pausedUntil })).toBeNull();
    expect(due('2026-01-16T02:00:00Z', { pausedUntil, at: '23:00' })).toBeNull();
    expect(due('2026-01-16T08:30:00Z', { pausedUntil })).toBe('2026-01-16');
  });

  it('is never due while it is off', () => {
    expect(due('2026-01-15T08:30:00Z', { isOn: false })).toBeNull();
  });

  it('waits for the end of an hour that daylight saving leaps over', () => {
    const newYork: Partial<DigestSetting> = { zone: 'America/New_York', at: '02:30' };
    expect(due('2026-03-08T06:59:59Z', newYork)).toBeNull();
    expect(due('2026-03-08T07:00:00Z', newYork)).toBe('2026-03-08');
    // In Nuuk the last hour of the day is the one that is missing.
    const nuuk: Partial<DigestSetting> = { zone: 'America/Nuuk', at: '23:30' };
    expect(due('2026-03-29T00:59:59Z', nuuk)).toBeNull();
    expect(due('2026-03-29T01:00:00Z', nuuk)).toBe('2026-03-28');
  });

  it('comes at the first of two like times', () => {
    const newYork: Partial<DigestSetting> = { zone: 'America/New_York', at: '01:30' };
    expect(due('2026-11-01T05:29:59Z', newYork)).toBeNull();
    expect(due('2026-11-01T05:30:00Z', newYork)).toBe('2026-11-01');
  });

  it('has none for a date that never was', () => {
    // Samoa went from the 29th straight to the 31st.
    const apia: Partial<DigestSetting> = { zone: 'Pacific/Apia', at: '08:30' };
    const found = new Set(
      Array.from({ length: 4 * 48 }, (_, half) =>
        dueDate({ ...SETTING, ...apia }, new Date(Date.UTC(2011, 11, 28) + half * 30 * 60_000)),
      ),
    );
    expect([...found]).toEqual(['2011-12-27', null, '2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  });
});

describe('the next digest', () => {
  it('is today’s until its minute, then the one after', () => {
    expect(next('2026-01-15T08:00:00Z')).toBe('2026-01-15 2026-01-15T08:30:00.000Z');
    expect(next('2026-01-15T08:30:00Z')).toBe('2026-01-16 2026-01-16T08:30:00.000Z');
  });

  it('skips a weekend, a pause, and what was due before it was switched on', () => {
    expect(next('2026-01-16T09:00:00Z', { days: 'weekdays' })).toBe('2026-01-19 2026-01-19T08:30:00.000Z');
    expect(next('2026-01-16T09:00:00Z', { pausedUntil: '2026-08-01', days: 'weekdays' })).toBe(
      '2026-08-03 2026-08-03T07:30:00.000Z',
    );
    expect(next('2026-01-16T08:00:00Z', { since: at('2026-01-16T08:31:00Z').getTime() })).toBe(
      '2026-01-17 2026-01-17T08:30:00.000Z',
    );
  });

  it('names the date that an hour leapt over belongs to', () => {
    const nuuk: Partial<DigestSetting> = { zone: 'America/Nuuk', at: '23:30' };
    expect(next('2026-03-29T00:00:00Z', nuuk)).toBe('2026-03-28 2026-03-29T01:00:00.000Z');
  });

  it('is not for a date that never was', () => {
    expect(next('2011-12-30T09:00:00Z', { zone: 'Pacific/Apia' })).toBe(
      '2011-12-31 2011-12-30T18:30:00.000Z',
    );
  });

  it('is none while the digest is off', () => {
    expect(next('2026-01-15T08:00:00Z', { isOn: false })).toBeNull();
  });
});

/** Half an hour of daylight saving, three quarters of an hour of offset, leaps at midnight, in Ramadan and before it. */
const ZONES = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Casablanca',
  'America/New_York',
  'America/Port-au-Prince',
  'Africa/Nairobi',
  'Europe/London',
  'America/St_Johns',
  'Pacific/Chatham',
  'America/Nuuk',
  'Africa/Cairo',
];
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2027, 0, 1);

describe('a year of ticks', () => {
  const runs = ZONES.flatMap((zone) => {
    const clocks = clocksOf(zone, FROM, TO);
    return clocks.telling.map((time) => ({ zone, time, clocks }));
  });

  it('meets hours leapt over and hours that come twice', () => {
    expect(runs.length).toBeGreaterThan(ZONES.length + 5);
  });

  it.each(runs)('posts once for every date in $zone at $time, on time', ({ zone, time, clocks }) => {
    const setting = { ...SETTING, zone, at: time, since: FROM };
    const expected = reckon(clocks, time).filter((post) => post.instant >= FROM && post.instant < TO);
    expect(expected.length).toBeGreaterThan(363);
    const posted = posts(setting, ticks(clocks, expected, FROM, TO));
    expect(posted.map(({ date }) => date)).toEqual(expected.map(({ date }) => date));
    const late = posted.map((post, at) => post.instant - (expected[at] as Post).instant);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThan(30_000);
  });

  it('leaves out the weekends of its own zone', () => {
    const zone = 'Pacific/Chatham';
    const clocks = clocksOf(zone, FROM, TO);
    const setting: DigestSetting = { ...SETTING, zone, at: '00:10', days: 'weekdays', since: FROM };
    const expected = reckon(clocks, '00:10').filter(
      ({ date, instant }) => instant >= FROM && instant < TO && new Date(date).getUTCDay() % 6 !== 0,
    );
    expect(expected.length).toBeGreaterThan(255);
    expect(posts(setting, ticks(clocks, expected, FROM, TO)).map(({ date }) => date)).toEqual(
      expected.map(({ date }) => date),
    );
  });

  it('outlives clocks that are set back by two hours, and downtime', () => {
    const zone = 'America/New_York';
    const clocks = clocksOf(zone, FROM, TO);
    const expected = reckon(clocks, '01:30').filter(({ instant }) => instant >= FROM && instant < TO);
    const straight = ticks(clocks, expected, FROM, TO);
    const HOUR = 60 * 60_000;
    // Every ninth morning the clock goes back right after the post; every seventh the desk sleeps through it, for five hours.
    const shaken = expected.flatMap(({ instant }, day) => {
      const until = expected[day + 1]?.instant ?? TO;
      const here = straight.filter((tick) => tick >= instant && tick < until);
      if (day % 9 === 0)
        return [...here.slice(0, 4), ...here.slice(0, 4).map((tick) => tick - 2 * HOUR), ...here];
      return day % 7 === 0 ? here.filter((tick) => tick >= instant + 5 * HOUR) : here;
    });
    const posted = posts({ ...SETTING, zone, at: '01:30', since: FROM }, shaken);
    expect(posted.map(({ date }) => date)).toEqual(expected.map(({ date }) => date));
    expect(posted.every(({ instant }, at) => instant - (expected[at] as Post).instant < CATCH_UP)).toBe(true);
  });
});

describe('local time', () => {
  it('is what the wall shows, to the minute', () => {
    const instant = at('2026-01-15T23:59:59Z').getTime();
    expect(localTime('Asia/Kathmandu', instant)).toEqual({ date: '2026-01-16', time: '05:44' });
    expect(localTime('America/New_York', instant)).toEqual({ date: '2026-01-15', time: '18:59' });
    expect(localTime('UTC', at('2026-01-15T00:00:00Z').getTime())).toEqual({
      date: '2026-01-15',
      time: '00:00',
    });
  });

  it('counts days over months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekdayOf('2026-06-01')).toBe(1);
  });
});
