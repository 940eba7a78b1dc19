import { describe, expect, it } from 'vitest';
import { dateInWords, daysOld } from '../../src/facts/calendar.ts';
import { sourceInWords } from '../../src/facts/source-text.ts';
import { LIGHTHOUSE, UNDATED } from '../base.ts';

describe('a date in words', () => {
  it.each([
    ['2026-05-01', '1 May 2026'],
    ['2026-05', 'May 2026'],
    ['2026', '2026'],
  ])('tells %s as far as it is known', (date, words) => {
    expect(dateInWords(date)).toBe(words);
  });
});

describe('a source in words', () => {
  it('is who published it, what it is called, who wrote it and when', () => {
    expect(sourceInWords(LIGHTHOUSE)).toBe(
      'Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026',
    );
    expect(sourceInWords(UNDATED)).toBe('An undated letter');
    expect(sourceInWords({ ...UNDATED, attribution: 'a letter' })).toBe('A letter, undated');
  });

  it('is never made older than it is known to be', () => {
    expect(daysOld({ published: '2026-05-01' }, '2026-12-01')).toBe(214);
    expect(daysOld({ published: '2026-05' }, '2026-12-01')).toBe(184);
    expect(daysOld({ published: '2026' }, '2026-12-01')).toBe(-30);
    expect(daysOld({ published: null }, '2026-12-01')).toBeNull();
  });
});
