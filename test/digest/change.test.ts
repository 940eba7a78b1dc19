import { describe, expect, it } from 'vitest';
import { countsFrom, dueDate, isPaused } from '../../src/digest/schedule.ts';
import type { DigestSetting } from '../../src/state/state.ts';

const SETTING: DigestSetting = {
  ...{ team: 'T1', channel: 'C1', isOn: true, at: '08:30', days: 'daily', zone: 'Europe/London' },
  ...{ topics: [], isQuiet: false, pausedUntil: null, setBy: 'U1', since: 0, fault: null },
};
const at = (iso: string) => new Date(iso);

const HOUR = 60 * 60_000;
/** The whole width of the world. */
const ZONES = [
  ...['Pacific/Kiritimati', 'Asia/Tokyo', 'Africa/Nairobi'],
  ...['Europe/London', 'America/New_York', 'Pacific/Pago_Pago'],
];

describe('a setting that is changed', () => {
  const NOW = at('2026-01-15T08:30:10Z').getTime();
  const running: DigestSetting = { ...SETTING, since: at('2026-01-01T00:00:00Z').getTime() };
  const from = (over: Partial<DigestSetting>, before: DigestSetting | null = running, lastPost?: string) =>
    new Date(countsFrom({ ...running, ...over }, before, lastPost ? at(lastPost).getTime() : null, NOW));

  it('owes nothing for the time before it was first made', () => {
    expect(from({}, null)).toEqual(new Date(NOW));
  });

  it('in other than its time costs no post that is due at this very minute', () => {
    expect(from({ topics: ['boats'], isQuiet: true })).toEqual(new Date(running.since));
  });

  it.each([
    ['at another time', { at: '07:00' }, running],
    ['on other days', { days: 'weekdays' as const }, running],
    ['after it was off', {}, { ...running, isOn: false }],
    ['before the end of a pause', {}, { ...running, pausedUntil: '2026-02-01' }],
  ])('%s owes nothing for today', (_what, over, before) => {
    expect(from(over, before)).toEqual(new Date(NOW));
  });

  it('to another zone posts nothing within half a day of the last post', () => {
    const tokyo = { ...running, zone: 'Asia/Tokyo' };
    const lastPost = '2026-01-15T08:00:00Z';
    expect(from({ zone: 'America/New_York' }, tokyo, lastPost)).toEqual(at('2026-01-15T20:00:00Z'));
    expect(from({ zone: 'America/New_York' }, tokyo, '2026-01-14T08:00:00Z')).toEqual(new Date(NOW));
    expect(from({ zone: 'America/New_York' }, tokyo)).toEqual(new Date(NOW));
  });

  it('once more soon after does not forget that', () => {
    const since = at('2026-01-15T20:00:00Z').getTime();
    expect(from({ at: '07:00' }, { ...running, since })).toEqual(new Date(since));
  });

  const PAIRS = ZONES.flatMap((zone) =>
    ZONES.filter((other) => other !== zone).map((other) => [zone, other]),
  );

  it.each(PAIRS)('from %s to %s at any hour never lets two posts follow within half a day', (zone, other) => {
    for (let hour = 0; hour < 24; hour++) {
      const time = `${String((hour * 5) % 24).padStart(2, '0')}:30`;
      const gaps = gapsAround({ zone, at: '08:30' }, { zone: other, at: time }, hour * HOUR);
      expect(Math.min(...gaps), `to ${time}, hour ${hour}`).toBeGreaterThanOrEqual(12 * HOUR);
      // Nor is a channel forgotten; but a date that was posted for under the old zone is not posted for again.
      expect(Math.max(...gaps), `to ${time}, hour ${hour}`).toBeLessThan(72 * HOUR);
    }
  });

  it('is paused up to its day, and no longer', () => {
    const paused = { ...running, pausedUntil: '2026-01-16' };
    expect(isPaused(paused, NOW)).toBe(true);
    expect(isPaused(paused, at('2026-01-16T00:00:00Z').getTime())).toBe(false);
    expect(isPaused(running, NOW)).toBe(false);
  });
});

// --- internal ---

/** Milliseconds between the posts of six days, when the setting is changed on the third. */
function gapsAround(
  first: Pick<DigestSetting, 'zone' | 'at'>,
  second: Pick<DigestSetting, 'zone' | 'at'>,
  hour: number,
): number[] {
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
