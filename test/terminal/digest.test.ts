import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../src/digest/digest.ts';
import { PLAIN } from '../../src/terminal/answer-lines.ts';
import { digestJson, digestLines } from '../../src/terminal/digest.ts';
import { baseOf, THREE_SIDES } from '../base.ts';

describe('a digest in a terminal', () => {
  const base = baseOf(THREE_SIDES);
  const digest = composeDigest({
    ...{ base, date: '2026-12-01', staleAfterDays: 180, seed: '' },
    ...{ last: null, topics: [], featured: [], misses: [] },
  });

  it('is laid out in the same sentences as in Slack, with every side of a dispute', () => {
    const context = { sources: base.sources, today: digest.date, staleAfterDays: 180, version: base.version };
    expect(digestLines(digest, context, PLAIN).join('\n')).toMatchInlineSnapshot(`
      "Harbour Desk, Tuesday 1 December 2026
      The first digest here: 3 facts are on file, from 2 sources.

      Worth knowing
      The sources differ. Each side, as it stands:
      No boat was lost that night.
        “No boat was lost that night.”
        An undated letter, paragraph 1 (old-letter). Undated: nothing here says how old this is.
      boats-safe · base abcd1234
      Two boats were lost that night, the harbour master said.
        “Two boats were lost that night, the harbour master said.”
        Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 2 (harbour-log). 214 days old on 1 December 2026: check for newer reporting.
      boats-lost · base abcd1234
      One boat was lost that night.
        “No boat was lost that night.”
        An undated letter, paragraph 1 (old-letter). Undated: nothing here says how old this is.
      boats-found · base abcd1234

      Of 2 sources: 1 undated, 1 over 180 days old (/harbour sources)"
    `);
  });

  it('has every side in JSON, each naming the others', () => {
    const { featured } = digestJson(digest, base) as {
      featured: { fact: string; disagrees_with: string[] }[];
    };
    for (const { fact, disagrees_with } of featured)
      expect([fact, ...disagrees_with].sort()).toEqual(['boats-found', 'boats-lost', 'boats-safe']);
  });
});
