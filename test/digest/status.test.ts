import { describe, expect, it } from 'vitest';
import { changesInWords, statusInWords } from '../../src/digest/status.ts';
import type { DigestSetting } from '../../src/state/state.ts';
import { HARBOUR } from '../base.ts';
import { SETTING } from '../setting.ts';

const OSLO: DigestSetting = { ...SETTING, days: 'weekdays', zone: 'Europe/Oslo' };
/** A Monday, before the post. */
const NOW = new Date('2026-06-01T05:00:00Z');
const LAST = { date: '2026-05-29', ts: '1.2', at: 0, base: 'v1', fact: null, facts: [] };

const status = (over: Partial<DigestSetting> = {}, last: typeof LAST | null = LAST) =>
  statusInWords({ ...OSLO, ...over }, last, HARBOUR, NOW);

describe('the status of a digest', () => {
  it.each([
    [{}, 'is on: 08:30 on weekdays, Europe/Oslo, about all topics. Next on 1 June 2026.'],
    [
      { days: 'daily', topics: ['lamp'], isQuiet: true },
      'is on: 08:30 every day, Europe/Oslo, about lamp, skipped when nothing is new. Next on 1 June 2026.',
    ],
    [{ days: 'mon,wed,fri' }, 'is on: 08:30 on Mondays, Wednesdays and Fridays, Europe/Oslo'],
    [{ days: 'sat' }, 'is on: 08:30 on Saturdays, Europe/Oslo'],
    [{ isOn: false }, 'is off: 08:30 on weekdays, Europe/Oslo, about all topics. Last posted'],
    [{ isOn: false, fault: 'is_archived' }, 'is off because Slack refused it (is_archived): 08:30'],
    [
      { pausedUntil: '2026-06-10' },
      'is paused until 10 June 2026: 08:30 on weekdays, Europe/Oslo, about all topics. Next on 10 June 2026.',
    ],
    // A pause that has ended does not count.
    [{ pausedUntil: '2026-05-20' }, 'is on: 08:30'],
  ] as [Partial<DigestSetting>, string][])('of %j %s', (over, words) => {
    expect(status(over)).toContain(`The digest in this channel ${words}`);
  });

  it('names the last post, and never announces the same date again', () => {
    expect(status()).toContain('Last posted for 29 May 2026.');
    expect(status({}, null)).toContain('None posted yet.');
    expect(status({}, { ...LAST, date: '2026-06-01' })).toContain(
      'Next on 2 June 2026. Last posted for 1 June 2026.',
    );
  });

  it('names the topics that are no longer on file', () => {
    expect(status({ topics: ['lamp', 'wrecks'] })).toContain(
      'about lamp, wrecks. No longer on file as a topic: wrecks. Choose others, or all: /harbour digest on all. Next',
    );
    expect(status({ topics: ['keepers', 'wrecks'] })).toContain(
      'No longer on file as topics: keepers, wrecks.',
    );
    expect(status({ topics: ['lamp'] })).not.toContain('No longer');
  });
});

describe('what a command changed, as logged', () => {
  it.each([
    [{}, ''],
    [{ at: '09:00', topics: ['boats', 'lamp'] }, 'at=09:00 topics=boats,lamp'],
    [{ pausedUntil: '2026-06-10' }, 'until=2026-06-10'],
    [{ isOn: false, isQuiet: true }, 'on=false quiet=true'],
    // Not who changed it, nor from when it counts.
    [{ setBy: 'U2', since: 5 }, ''],
  ] as [Partial<DigestSetting>, string][])('%j is "%s"', (over, words) => {
    expect(changesInWords(OSLO, { ...OSLO, ...over })).toBe(words);
  });

  it('is every option of a new setting', () => {
    expect(changesInWords(null, OSLO)).toBe(
      'on=true at=08:30 days=weekdays zone=Europe/Oslo topics=all quiet=false',
    );
  });

  it('includes the end of a pause', () => {
    expect(changesInWords({ ...OSLO, pausedUntil: '2026-06-10' }, OSLO)).toBe('until=none');
  });
});
