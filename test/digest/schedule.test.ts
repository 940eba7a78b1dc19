import { describe, expect, it } from 'vitest';
import { addDays, localTime, weekdayOf } from '../../src/digest/local-time.ts';
import { CATCH_UP, countsFrom, dueDate, isPaused, nextDue } from '../../src/digest/schedule.ts';
import type { DigestSetting } from '../../src/state/state.ts';
import { SETTING } from '../setting.ts';
import { type Clocks, clocksOf, duePosts, type Post, posts, ticks } from './due-posts.ts';

const at = (iso: string) => new Date(iso);
const inZone = (zone: string, time: string) => ({ zone, at: time });
const due = (iso: string, over: Partial<DigestSetting> = {}) => dueDate({ ...SETTING, ...over }, at(iso));
const next = (iso: string, over: Partial<DigestSetting> = {}) => {
  const found = nextDue({ ...SETTING, ...over }, at(iso));
  return found && `${found.date} ${found.at.toISOString()}`;
};

describe('a digest', () => {
  it.each<[string, string, Partial<DigestSetting>, string]>([
    ['its minute in winter', '2026-01-15T08:30:00Z', {}, '2026-01-15'],
    ['its minute in summer', '2026-07-15T07:30:00Z', {}, '2026-07-15'],
    ['its minute far away', '2026-01-14T19:45:00Z', inZone('Pacific/Chatham', '09:30'), '2026-01-15'],
    ['the end of a skipped hour', '2026-03-08T07:00:00Z', inZone('America/New_York', '02:30'), '2026-03-08'],
    // In Nuuk the last hour of the day is the one that is missing.
    ['the end of a skipped last hour', '2026-03-29T01:00:00Z', inZone('America/Nuuk', '23:30'), '2026-03-28'],
    ['the first of equal times', '2026-11-01T05:30:00Z', inZone('America/New_York', '01:30'), '2026-11-01'],
  ])('is due from %s on, by the channel’s local time', (_what, iso, over, date) => {
    expect(due(new Date(at(iso).getTime() - 1000).toISOString(), over)).toBeNull();
    expect(due(iso, over)).toBe(date);
  });

  it('is caught up within six hours, and never later', () => {
    expect(due('2026-01-15T14:29:59Z')).toBe('2026-01-15');
    expect(due('2026-01-15T14:30:00Z')).toBeNull();
  });

  it('is caught up across midnight, under the date it was for', () => {
    expect(due('2026-01-16T03:00:00Z', { at: '22:00' })).toBe('2026-01-15');
    expect(due('2026-01-17T03:00:00Z', { at: '22:00', days: 'weekdays' })).toBe('2026-01-16');
  });

  it('skips the weekend by the date in its own zone', () => {
    const nairobi: Partial<DigestSetting> = { zone: 'Africa/Nairobi', at: '01:00', days: 'weekdays' };
    // Sunday evening in London is Monday in Nairobi, and Friday evening is Saturday there.
    expect(due('2026-01-18T22:00:00Z', nairobi)).toBe('2026-01-19');
    expect(due('2026-01-16T22:00:00Z', nairobi)).toBeNull();
  });

  it('is not due for the time before it was turned on', () => {
    const since = at('2026-01-15T09:00:00Z').getTime();
    expect(due('2026-01-15T09:30:00Z', { since })).toBeNull();
    expect(due('2026-01-16T08:30:00Z', { since })).toBe('2026-01-16');
  });

  it('is not due while it is paused, nor for that time afterwards', () => {
    const pausedUntil = '2026-01-16';
    expect(due('2026-01-15T08:30:00Z', { pausedUntil })).toBeNull();
    expect(due('2026-01-16T02:00:00Z', { pausedUntil, at: '23:00' })).toBeNull();
    expect(due('2026-01-16T08:30:00Z', { pausedUntil })).toBe('2026-01-16');
  });

  it.each([
    // 12 January 2026 is a Monday.
    ['mon,thu', ['2026-01-12', '2026-01-15']],
    ['sat,sun', ['2026-01-17', '2026-01-18']],
    ['weekdays', ['2026-01-12', '2026-01-13', '2026-01-14', '2026-01-15', '2026-01-16']],
  ])('on %s is due on these dates of a week: %j', (days, dates) => {
    const week = Array.from({ length: 7 }, (_, day) => due(`2026-01-${12 + day}T08:30:00Z`, { days }));
    expect(week.filter((date) => date !== null)).toEqual(dates);
  });

  it('is never due while it is off', () => {
    expect(due('2026-01-15T08:30:00Z', { isOn: false })).toBeNull();
  });

  it('is not due for a date the zone skipped', () => {
    // Samoa went from the 29th straight to the 31st.
    const setting = { ...SETTING, zone: 'Pacific/Apia' };
    const found = new Set(
      Array.from({ length: 4 * 48 }, (_, half) =>
        dueDate(setting, new Date(Date.UTC(2011, 11, 28) + half * 30 * 60_000)),
      ),
    );
    expect([...found]).toEqual(['2011-12-27', null, '2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01']);
  });
});

describe('the next digest', () => {
  it('is today’s until its minute, then the following one', () => {
    expect(next('2026-01-15T08:00:00Z')).toBe('2026-01-15 2026-01-15T08:30:00.000Z');
    expect(next('2026-01-15T08:30:00Z')).toBe('2026-01-16 2026-01-16T08:30:00.000Z');
  });

  it('skips a weekend, a pause, and what was due before it was turned on', () => {
    expect(next('2026-01-16T09:00:00Z', { days: 'weekdays' })).toBe('2026-01-19 2026-01-19T08:30:00.000Z');
    expect(next('2026-01-16T09:00:00Z', { pausedUntil: '2026-08-01', days: 'weekdays' })).toBe(
      '2026-08-03 2026-08-03T07:30:00.000Z',
    );
    expect(next('2026-01-15T09:00:00Z', { days: 'thu' })).toBe('2026-01-22 2026-01-22T08:30:00.000Z');
    expect(next('2026-01-16T08:00:00Z', { since: at('2026-01-16T08:31:00Z').getTime() })).toBe(
      '2026-01-17 2026-01-17T08:30:00.000Z',
    );
  });

  it('has the date to which a skipped hour belongs', () => {
    const found = next('2026-03-29T00:00:00Z', inZone('America/Nuuk', '23:30'));
    expect(found).toBe('2026-03-28 2026-03-29T01:00:00.000Z');
  });

  it('is not on a date the zone skipped', () => {
    expect(next('2011-12-30T09:00:00Z', { zone: 'Pacific/Apia' })).toBe(
      '2011-12-31 2011-12-30T18:30:00.000Z',
    );
  });

  it('comes a week later when the zone skipped its only day', () => {
    // The Friday that Samoa never had.
    expect(next('2011-12-24T09:00:00Z', { zone: 'Pacific/Apia', days: 'fri' })).toBe(
      '2012-01-06 2012-01-05T18:30:00.000Z',
    );
  });

  it('does not exist while the digest is off', () => {
    expect(next('2026-01-15T08:00:00Z', { isOn: false })).toBeNull();
  });
});

const HOUR = 60 * 60_000;

describe('a changed setting', () => {
  const NOW = at('2026-01-15T08:30:10Z').getTime();
  const running: DigestSetting = { ...SETTING, since: at('2026-01-01T00:00:00Z').getTime() };
  const from = (over: Partial<DigestSetting>, before: DigestSetting | null = running, lastPost?: string) =>
    new Date(countsFrom({ ...running, ...over }, before, lastPost ? at(lastPost).getTime() : null, NOW));

  it('counts from now when it is the first', () => {
    expect(from({}, null)).toEqual(new Date(NOW));
  });

  it('with other topics does not skip a post due this very minute', () => {
    expect(from({ topics: ['boats'], isQuiet: true })).toEqual(new Date(running.since));
  });

  it.each([
    ['at another time', { at: '07:00' }, running],
    ['on other days', { days: 'weekdays' as const }, running],
    ['after it was off', {}, { ...running, isOn: false }],
    ['before the end of a pause', {}, { ...running, pausedUntil: '2026-02-01' }],
  ])('%s counts from now', (_what, over, before) => {
    expect(from(over, before)).toEqual(new Date(NOW));
  });

  it('with another zone posts nothing within half a day of the last post', () => {
    const tokyo = { ...running, zone: 'Asia/Tokyo' };
    const lastPost = '2026-01-15T08:00:00Z';
    expect(from({ zone: 'America/New_York' }, tokyo, lastPost)).toEqual(at('2026-01-15T20:00:00Z'));
    expect(from({ zone: 'America/New_York' }, tokyo, '2026-01-14T08:00:00Z')).toEqual(new Date(NOW));
    expect(from({ zone: 'America/New_York' }, tokyo)).toEqual(new Date(NOW));
  });

  it('keeps that distance when it is changed again soon after', () => {
    const since = at('2026-01-15T20:00:00Z').getTime();
    expect(from({ at: '07:00' }, { ...running, since })).toEqual(new Date(since));
  });

  /** From one end of the world to the other. */
  const WIDE = [
    ...['Pacific/Kiritimati', 'Asia/Tokyo', 'Africa/Nairobi'],
    ...['Europe/London', 'America/New_York', 'Pacific/Pago_Pago'],
  ];
  const PAIRS = WIDE.flatMap((zone) => WIDE.filter((other) => other !== zone).map((other) => [zone, other]));

  it.each(PAIRS)('from %s to %s at any hour keeps posts at least half a day apart', (zone, other) => {
    for (let hour = 0; hour < 24; hour++) {
      const time = `${String((hour * 5) % 24).padStart(2, '0')}:30`;
      const gaps = gapsAround({ zone, at: '08:30' }, { zone: other, at: time }, hour * HOUR);
      expect(Math.min(...gaps), `to ${time}, hour ${hour}`).toBeGreaterThanOrEqual(12 * HOUR);
      // No channel is forgotten either; but a date posted under the old zone is not posted again.
      expect(Math.max(...gaps), `to ${time}, hour ${hour}`).toBeLessThan(72 * HOUR);
    }
  });

  it('is paused until its date, and no longer', () => {
    const paused = { ...running, pausedUntil: '2026-01-16' };
    expect(isPaused(paused, NOW)).toBe(true);
    expect(isPaused(paused, at('2026-01-16T00:00:00Z').getTime())).toBe(false);
    expect(isPaused(running, NOW)).toBe(false);
  });
});

/** Half an hour of daylight saving, three quarters of an hour of offset, leaps at midnight, in Ramadan and before it. */
const ZONES = [
  ...['Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Santiago', 'Africa/Casablanca'],
  ...['America/New_York', 'America/Port-au-Prince', 'Africa/Nairobi', 'Europe/London'],
  ...['America/St_Johns', 'Pacific/Chatham', 'America/Nuuk', 'Africa/Cairo'],
];
const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2027, 0, 1);

describe('a year of ticks', () => {
  const expectedIn = (clocks: Clocks, time: string) =>
    duePosts(clocks, time).filter(({ instant }) => instant >= FROM && instant < TO);
  const runs = ZONES.flatMap((zone) => {
    const clocks = clocksOf(zone, FROM, TO);
    return clocks.trickyTimes.map((time) => ({ zone, time, clocks }));
  });

  it('includes hours that are skipped and hours that come twice', () => {
    expect(runs.length).toBeGreaterThan(ZONES.length + 5);
  });

  it.each(runs)('posts once for every date in $zone at $time, on time', ({ zone, time, clocks }) => {
    const setting = { ...SETTING, zone, at: time, since: FROM };
    const expected = expectedIn(clocks, time);
    expect(expected.length).toBeGreaterThan(363);
    const posted = posts(setting, ticks(clocks, expected, FROM, TO));
    expect(posted.map(({ date }) => date)).toEqual(expected.map(({ date }) => date));
    const late = posted.map((post, at) => post.instant - (expected[at] as Post).instant);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThan(30_000);
  });

  it('skips the weekends of its own zone', () => {
    const zone = 'Pacific/Chatham';
    const clocks = clocksOf(zone, FROM, TO);
    const setting: DigestSetting = { ...SETTING, zone, at: '00:10', days: 'weekdays', since: FROM };
    const expected = expectedIn(clocks, '00:10').filter(({ date }) => new Date(date).getUTCDay() % 6 !== 0);
    expect(expected.length).toBeGreaterThan(255);
    const posted = posts(setting, ticks(clocks, expected, FROM, TO));
    expect(posted.map(({ date }) => date)).toEqual(expected.map(({ date }) => date));
  });

  it('copes with clocks set back by two hours, and with downtime', () => {
    const zone = 'America/New_York';
    const clocks = clocksOf(zone, FROM, TO);
    const expected = expectedIn(clocks, '01:30');
    const straight = ticks(clocks, expected, FROM, TO);
    // Every ninth morning the clock goes back right after the post; every seventh the bot is down for five hours.
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
  it('is what a clock there shows, to the minute', () => {
    const instant = at('2026-01-15T23:59:59Z').getTime();
    expect(localTime('Asia/Kathmandu', instant)).toEqual({ date: '2026-01-16', time: '05:44' });
    expect(localTime('America/New_York', instant)).toEqual({ date: '2026-01-15', time: '18:59' });
    const midnight = at('2026-01-15T00:00:00Z').getTime();
    expect(localTime('UTC', midnight)).toEqual({ date: '2026-01-15', time: '00:00' });
  });

  it('counts days across months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekdayOf('2026-06-01')).toBe(1);
  });
});

// --- internal ---

/** Milliseconds between the posts of six days, when the setting is changed on the third. */
function gapsAround(first: ReturnType<typeof inZone>, second: typeof first, hour: number): number[] {
  const start = Date.UTC(2026, 2, 20);
  const changedAt = start + 48 * HOUR + hour;
  const posted = new Map<string, number>();
  let setting: DigestSetting = { ...SETTING, ...first, since: start };
  for (let now = start; now < start + 6 * 24 * HOUR; now += HOUR / 4) {
    if (now === changedAt) {
      const wanted = { ...setting, ...second };
      const lastPost = [...posted.values()].at(-1) ?? null;
      setting = { ...wanted, since: countsFrom(wanted, setting, lastPost, now) };
    }
    const date = dueDate(setting, new Date(now));
    if (date !== null && !posted.has(date)) posted.set(date, now);
  }
  const times = [...posted.values()];
  return times.slice(1).map((time, index) => time - (times[index] as number));
}
