import { describe, expect, it } from 'vitest';
import { answerFrom } from '../../src/search/answer.ts';
import { ageInWords, ageLabel, answerText, byPlace, copyLine, quoted } from '../../src/search/answer-text.ts';
import { HARBOUR, LAMP, LIGHTHOUSE, LOST, SAFE, UNDATED } from '../base.ts';

const context = { sources: HARBOUR.sources, today: '2026-12-01', staleAfterDays: 180, version: 'abcd1234' };

describe('the sentences of an answer', () => {
  it('never overstate an age', () => {
    expect(ageInWords(LIGHTHOUSE, context)).toContain('214 days old');
    expect(ageInWords({ ...LIGHTHOUSE, published: '2026-05' }, context)).toContain('184 days old');
    expect(ageInWords({ ...LIGHTHOUSE, published: '2026' }, context)).toBeNull();
    expect(ageInWords(UNDATED, context)).toContain('Undated');
  });

  it('put date and age first where an old source could be mistaken for news', () => {
    expect(ageLabel(LIGHTHOUSE, context)).toBe('As of 1 May 2026, 214 days ago');
    expect(ageLabel(LIGHTHOUSE, { ...context, today: '2026-05-02' })).toBe('');
    expect(ageLabel(UNDATED, context)).toBe('Undated');
  });

  it('group the quotes of one paragraph', () => {
    const words = (source: string, paragraph: number, quote: string) => {
      return { source, paragraph, quote, start: 0, end: quote.length, highlights: [] };
    };
    const places = byPlace([
      words('log', 1, 'It went aground'),
      words('log', 1, 'said the keeper'),
      words('log', 2, 'at dusk'),
      words('letter', 2, 'not so'),
    ]);
    expect(places.map((place) => place.map(({ quote }) => quote))).toEqual([
      ['It went aground', 'said the keeper'],
      ['at dusk'],
      ['not so'],
    ]);
  });

  it('nest quotation marks', () => {
    expect(quoted('the “Viv Ansanm” coalition')).toBe('“the ‘Viv Ansanm’ coalition”');
    expect(quoted('"We will," she said')).toBe('“We will,’ she said”');
  });
});

describe('the copy line', () => {
  it('has the claim, the attribution with its date, and the exact words', () => {
    expect(copyLine(LAMP, HARBOUR.sources)).toBe(
      'The keeper lit the lamp at dusk on 3 March, according to the Harbour Gazette, 1 May 2026: “The keeper lit the lamp at dusk on 3 March.”',
    );
  });

  it('attributes each quote to its own source', () => {
    const both = { ...LAMP, evidence: [...LAMP.evidence, ...SAFE.evidence] };
    expect(copyLine(both, HARBOUR.sources)).toMatch(
      /according to the Harbour Gazette, 1 May 2026: “The keeper.*”; and to an undated letter: “No boat was lost that night.”$/,
    );
  });
});

describe('the plain text for notifications and screen readers', () => {
  it('is the answer itself', () => {
    const answer = answerFrom([LOST]);
    expect(answer && answerText(answer, context)).toContain(LOST.claim);
  });

  it('has both sides of a dispute', () => {
    const answer = answerFrom([LOST, SAFE]);
    const text = answer ? answerText(answer, context) : '';
    expect(text).toContain('The sources differ');
    expect(text).toContain(LOST.claim);
    expect(text).toContain(SAFE.claim);
  });
});
