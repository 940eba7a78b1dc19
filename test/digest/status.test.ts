import { describe, expect, it } from 'vitest';
import { changesInWords, statusInWords } from '../../src/digest/status.ts';
import type { DigestSetting } from '../../src/state/state.ts';
import { HARBOUR } from '../base.ts';

const SETTING: DigestSetting = {
  ...{ team: 'T1', channel: 'C1', isOn: true, at: '08:30', days: 'weekdays', zone: 'Europe/Oslo' },
  ...{ topics: [], isQuiet: false, pausedUntil: null, setBy: 'U1', since: 0, fault: null },
};
/** A Monday, before the post. */
const NOW = new Date('2026-06-01T05:00:00Z');
const LAST = { date: '2026-05-29', ts: '1.2', at: 0, base: 'v1', fact: null };

const standing = (over: Partial<DigestSetting> = {}, last: typeof LAST | null = LAST) =>
  statusInWords({ ...SETTING, ...over }, last, HARBOUR, NOW);

describe('how a digest stands', () => {
  it.each([
    [{}, 'is on: 08:30 on weekdays, Europe/Oslo, about all topics. Next on 1 June 2026.'],
    [
      { days: 'daily', topics: ['lamp'], isQuiet: true },
      'is on: 08:30 every day, Europe/Oslo, about lamp, skipped when nothing is new. Next on 1 June 2026.',
    ],
    [{ isOn: false }, 'is off: 08:30 on weekdays, Europe/Oslo, about all topics. Last posted'],
    [{ isOn: false, fault: 'is_archived' }, 'is off because Slack refused it (is_archived): 08:30'],
    [
      { pausedUntil: '2026-06-10' },
      'is paused until 10 June 2026: 08:30 on weekdays, Europe/Oslo, about all topics. Next on 10 June 2026.',
    ],
    // A pause that is over is no pause.
    [{ pausedUntil: '2026-05-20' }, 'is on: 08:30'],
  ] as [Partial<DigestSetting>, string][])('with %j: %s', (over, words) => {
    expect(standing(over)).toContain(`The digest in this channel ${words}`);
  });

  it('says what was posted last, and does not promise the same date again', () => {
    expect(standing()).toContain('Last posted for 29 May 2026.');
    expect(standing({}, null)).toContain('None posted yet.');
    expect(standing({}, { ...LAST, date: '2026-06-01' })).toContain(
      'Next on 2 June 2026. Last posted for 1 June 2026.',
    );
  });

  it('names the topics that are no longer on file', () => {
    expect(standing({ topics: ['lamp', 'wrecks'] })).toContain(
      'about lamp, wrecks. No longer on file as a topic: wrecks. Choose others, or all: /harbour digest on all. Next',
    );
    expect(standing({ topics: ['keepers', 'wrecks'] })).toContain(
      'No longer on file as topics: keepers, wrecks.',
    );
    expect(standing({ topics: ['lamp'] })).not.toContain('No longer');
  });
});

describe('what an order has changed, in a line of the log', () => {
  it.each([
    [{}, ''],
    [{ at: '09:00', topics: ['boats', 'lamp'] }, 'at=09:00 topics=boats,lamp'],
    [{ pausedUntil: '2026-06-10' }, 'until=2026-06-10'],
    [{ isOn: false, isQuiet: true }, 'on=false quiet=true'],
    // Who, and from when it counts, are not among it.
    [{ setBy: 'U2', since: 5 }, ''],
  ] as [Partial<DigestSetting>, string][])('is %j: "%s"', (over, words) => {
    expect(changesInWords(SETTING, { ...SETTING, ...over })).toBe(words);
  });

  it('is all of it for the first', () => {
    expect(changesInWords(null, SETTING)).toBe(
      'on=true at=08:30 days=weekdays zone=Europe/Oslo topics=all quiet=false',
    );
  });

  it('names a pause that was ended', () => {
    expect(changesInWords({ ...SETTING, pausedUntil: '2026-06-10' }, SETTING)).toBe('until=none');
  });
});
