import { describe, expect, it } from 'vitest';
import { composeDigest, type DigestInput } from '../../../src/digest/digest.ts';
import { snapshotOf } from '../../../src/facts/compare.ts';
import { loadFactBase } from '../../../src/facts/load.ts';
import type { Fact, FactBase, Source } from '../../../src/facts/schema.ts';
import { digestBlocks } from '../../../src/slack/render/digest.ts';
import { blockProblems } from '../../../src/workspace/platform/rules/layout.ts';
import { baseOf, HARBOUR, LAMP, LIGHTHOUSE, LOST, SAFE, UNDATED } from '../../base.ts';
import { DATA } from '../../facts/folder.ts';
import { pageOf } from '../page-of.ts';
import { expectLiteral, HOSTILE } from './expect-literal.ts';

/** What is posted in a channel with this history. */
function post(base: FactBase, date: string, over: Partial<DigestInput> = {}) {
  const input = { base, date, staleAfterDays: 180, seed: 'C1' };
  const digest = composeDigest({ ...input, last: null, topics: [], featured: [], misses: [], ...over });
  const { sources, version } = base;
  return { digest, ...digestBlocks(digest, { sources, today: date, staleAfterDays: 180, version }) };
}

describe('three mornings over a base that changes', () => {
  const monday = post(HARBOUR, '2026-06-01', { misses: [{ question: 'who built the light', count: 1 }] });
  const monFeatured = [monday.digest.featured?.fact.id ?? ''];

  it('begin by saying what is on file, with one fact and what the desk could not answer', () => {
    expect(pageOf(monday.blocks)).toMatchInlineSnapshot(`
      "# Harbour Desk, Monday 1 June 2026
      The first digest here: 3 facts are on file, from 2 sources.
      *Sources*
      • Undated: An undated letter (old-letter)
      *Worth knowing*
      Two boats were lost that night, the harbour master said.
      > Two boats were lost that night, the harbour master said.
      ~ Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 2 (harbour-log)
      ~ boats-lost · base abcd1234
      *The other side, also on file:*
      • No boat was lost that night. — An undated letter, paragraph 1 (old-letter) · boats-safe
      ~ The desk takes no side: print every side, or none.
      [Copy line]
      *Asked, and not on file*
      • who built the light
      ~ Of 2 sources: 1 undated (/harbour sources)
      ~ /harbour help · /harbour digest status · base abcd1234"
    `);
    expect(monday.text).toMatchInlineSnapshot(
      `"Harbour Desk, Monday 1 June 2026. The first digest here: 3 facts are on file, from 2 sources. Worth knowing: The sources differ. Each side, as it stands: — Two boats were lost that night, the harbour master said. “Two boats were lost that night, the harbour master said.” (Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 2 (harbour-log)) — No boat was lost that night. “No boat was lost that night.” (An undated letter, paragraph 1 (old-letter))"`,
    );
  });

  const KEEPER: Fact = {
    ...LAMP,
    ...{ id: 'keeper-fined', topic: 'keeper', claim: 'The keeper was fined for lighting the lamp late.' },
    evidence: [{ source: 'court-book', quote: 'fined two crowns', paragraph: 4, start: 0, end: 16 }],
  };
  const COURT: Source = {
    ...LIGHTHOUSE,
    ...{ id: 'court-book', title: 'Court book', publisher: null, author: null, published: '2025-03-09' },
  };
  const sources = new Map([LIGHTHOUSE, UNDATED, COURT].map((source) => [source.id, source]));
  const LATER: Fact = {
    ...LAMP,
    id: 'lamp-late',
    claim: 'The keeper lit the lamp an hour after dusk on 3 March.',
  };
  const changed = baseOf(
    [
      { ...LOST, claim: 'Two boats were lost off Skerry Point that night, the harbour master said.' },
      SAFE,
      { ...LAMP, superseded_by: 'lamp-late' },
      LATER,
      KEEPER,
    ],
    { sources, version: 'beef0002' },
  );
  const tuesday = post(changed, '2026-06-02', {
    last: { date: '2026-06-01', snapshot: snapshotOf(HARBOUR) },
    featured: monFeatured,
    misses: [
      { question: 'who built the light', count: 4 },
      { question: 'how deep is the harbour', count: 2 },
      { question: 'what was the cargo', count: 1 },
      { question: 'is the keeper married', count: 1 },
      { question: 'who owns the boats', count: 1 },
      { question: 'where is the inquest', count: 1 },
      { question: 'when does the ferry leave', count: 1 },
    ],
  });

  it('go on with what is new, changed and replaced since, each with its place', () => {
    expect(pageOf(tuesday.blocks)).toMatchInlineSnapshot(`
      "# Harbour Desk, Tuesday 2 June 2026
      One fact is new on file, one has changed, one has been replaced. One source is new.
      *New on file*
      • *As of 9 March 2025, 450 days ago: *The keeper was fined for lighting the lamp late. — “Court book”, 9 March 2025, paragraph 4 (court-book) · keeper-fined
      *Changed on file*
      • Two boats were lost off Skerry Point that night, the harbour master said. — Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 2 (harbour-log) · boats-lost
        • Before: Two boats were lost that night, the harbour master said.
        • The other side, also on file: No boat was lost that night. — An undated letter, paragraph 1 (old-letter) · boats-safe
      *Replaced on file*
      • The keeper lit the lamp an hour after dusk on 3 March. — Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 1 (harbour-log) · lamp-late
        • Before: The keeper lit the lamp at dusk on 3 March. (lamp-lit)
      *Sources*
      • New: “Court book”, 9 March 2025 (court-book), 450 days old
      *Worth knowing · As of 9 March 2025, 450 days ago*
      The keeper was fined for lighting the lamp late.
      > fined two crowns
      ~ “Court book”, 9 March 2025, paragraph 4 (court-book)
      ~ 450 days old on 2 June 2026: check for newer reporting.
      ~ keeper-fined · base beef0002
      [Copy line]
      *Asked, and not on file*
      • who built the light (asked 4 times)
      • how deep is the harbour (asked 2 times)
      • what was the cargo
      • is the keeper married
      • who owns the boats
      ~ and 2 more questions
      ~ Of 3 sources: 1 undated, 1 over 180 days old (/harbour sources)
      ~ /harbour help · /harbour digest status · base beef0002"
    `);
    expect(tuesday.text).toMatchInlineSnapshot(
      `"Harbour Desk, Tuesday 2 June 2026. One fact is new on file, one has changed, one has been replaced. One source is new. New on file: As of 9 March 2025, 450 days ago: The keeper was fined for lighting the lamp late. Changed on file: Two boats were lost off Skerry Point that night, the harbour master said. The other side, also on file: No boat was lost that night. Replaced on file: The keeper lit the lamp an hour after dusk on 3 March. Worth knowing: The keeper was fined for lighting the lamp late. “fined two crowns” (“Court book”, 9 March 2025, paragraph 4 (court-book))"`,
    );
  });

  const settled = baseOf(
    [{ ...LOST, withheld: true }, SAFE, { ...LAMP, superseded_by: 'lamp-late' }, LATER, KEEPER],
    { sources, version: 'beef0003' },
  );
  const friday = post(settled, '2026-10-30', {
    last: { date: '2026-06-02', snapshot: snapshotOf(changed) },
    featured: [tuesday.digest.featured?.fact.id ?? '', ...monFeatured],
  });

  it('say what was withdrawn, and which source has grown old', () => {
    expect(pageOf(friday.blocks)).toMatchInlineSnapshot(`
      "# Harbour Desk, Friday 30 October 2026
      One fact has changed, one is withdrawn. No new reporting: all of it rests on sources that are undated or over 180 days old. One source is now over 180 days old.
      *Changed on file*
      • *Undated: *No boat was lost that night. — An undated letter, paragraph 1 (old-letter) · boats-safe
        • No longer contradicted by anything on file.
      *Withdrawn: check anything written from it*
      • Two boats were lost off Skerry Point that night, the harbour master said. — Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026 (harbour-log) · boats-lost
      *Sources*
      • 182 days old, check for newer reporting: Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026 (harbour-log)
      *Worth knowing · As of 1 May 2026, 182 days ago*
      The keeper lit the lamp an hour after dusk on 3 March.
      > The keeper lit the lamp at dusk on 3 March.
      ~ Harbour Gazette, “The light at Skerry Point”, by Ada Lin, 1 May 2026, paragraph 1 (harbour-log)
      ~ 182 days old on 30 October 2026: check for newer reporting.
      ~ lamp-late · base beef0003
      [Copy line]
      ~ Of 3 sources: 1 undated, 2 over 180 days old (/harbour sources)
      ~ /harbour help · /harbour digest status · base beef0003"
    `);
  });

  it('are short when nothing is new', () => {
    const saturday = post(settled, '2026-10-31', {
      last: { date: '2026-10-30', snapshot: snapshotOf(settled) },
      featured: ['lamp-late', 'keeper-fined'],
    });
    expect(pageOf(saturday.blocks)).toMatchInlineSnapshot(`
      "# Harbour Desk, Saturday 31 October 2026
      Nothing new on file since Friday 30 October.
      *Worth knowing · Undated*
      No boat was lost that night.
      > No boat was lost that night.
      ~ An undated letter, paragraph 1 (old-letter)
      ~ Undated: nothing here says how old this is.
      ~ boats-safe · base beef0003
      [Copy line]
      ~ Of 3 sources: 1 undated, 2 over 180 days old (/harbour sources)
      ~ /harbour help · /harbour digest status · base beef0003"
    `);
    expect(saturday.text).toMatchInlineSnapshot(
      `"Harbour Desk, Saturday 31 October 2026. Nothing new on file since Friday 30 October. Worth knowing: No boat was lost that night. “No boat was lost that night.” (An undated letter, paragraph 1 (old-letter))"`,
    );
  });
});

describe('a digest in Slack', () => {
  const shipped = loadFactBase(DATA);

  it('is taken by Slack, uncut, whichever fact it features', () => {
    const featured: string[] = [];
    for (let day = 0; day < shipped.facts.size; day++) {
      const date = `2026-1${day % 3}-${String((day % 28) + 1).padStart(2, '0')}`;
      const { digest, blocks, text } = post(shipped, date, { featured });
      featured.unshift(digest.featured?.fact.id ?? '');
      expect(blockProblems(blocks, 'message')).toEqual([]);
      expect(pageOf(blocks)).not.toMatch(/\[cut\]|Cut here/);
      expect(pageOf(blocks).split('\n').length).toBeLessThan(24);
      expect(text.length).toBeLessThan(3000);
    }
    expect(new Set(featured).size).toBe(shipped.facts.size);
  });

  it('is taken uncut on the day when everything changes', () => {
    const facts = [...shipped.facts.values()];
    const withFacts = (some: Fact[]): FactBase => {
      return { ...shipped, facts: new Map(some.map((fact) => [fact.id, fact])) };
    };
    const reworded = facts.map((fact, at) =>
      at % 3 === 1 ? { ...fact, claim: `${fact.claim} Or so.` } : fact,
    );
    const before = withFacts(reworded.filter((_, at) => at % 3 !== 0));
    const after = withFacts(facts.filter((_, at) => at % 5 !== 4));
    const { blocks } = post(after, '2026-11-21', {
      last: { date: '2026-11-20', snapshot: snapshotOf(before) },
      misses: Array.from({ length: 40 }, (_, at) => ({
        question: `${'why '.repeat(120)}${at}`,
        count: 40 - at,
      })),
    });
    expect(blockProblems(blocks, 'message')).toEqual([]);
    expect(pageOf(blocks)).not.toContain('Cut here');
    expect(pageOf(blocks).split('\n').length).toBeLessThan(45);
    expect(pageOf(blocks)).toMatch(/~ and \d+ more: \/haiti topics\n/);
  });

  it('copies both sides of what it features, or neither', () => {
    const { blocks } = post(baseOf([LOST, SAFE]), '2026-06-01');
    expect(pageOf(blocks)).toContain('print every side, or none');
    const actions = blocks.find((block) => block.type === 'actions');
    expect(JSON.stringify(actions)).toContain('boats-lost');
    expect(JSON.stringify(actions)).toContain('boats-safe');
  });

  it('is literal, whatever a fact, a source, a desk or a reader says', () => {
    const hostile = (fact: Fact): Fact => ({ ...fact, claim: `${fact.claim} ${HOSTILE}`, topic: HOSTILE });
    const source = { ...LIGHTHOUSE, title: HOSTILE, publisher: HOSTILE, published: '2025-01-01' };
    const base = baseOf([LOST, SAFE, { ...LAMP, superseded_by: 'boats-lost' }].map(hostile), {
      sources: new Map([source, UNDATED].map((one) => [one.id, one])),
      desk: { ...HARBOUR.desk, name: HOSTILE },
    });
    const before = baseOf([
      hostile({ ...LOST, disagrees_with: [] }),
      hostile(LAMP),
      { ...LAMP, id: 'gone', claim: HOSTILE },
    ]);
    const { blocks, text } = post(base, '2026-06-01', {
      last: { date: '2026-05-29', snapshot: snapshotOf(before) },
      misses: [{ question: HOSTILE, count: 2 }],
      topics: [HOSTILE],
    });
    expect(text).not.toMatch(/<[!@h]/);
    expect(text).toContain('&lt;!channel&gt;');
    expectLiteral(blocks);
    expect(pageOf(blocks)).toContain(`• ${HOSTILE} (asked 2 times)`);
  });

  it('says which topics it is limited to', () => {
    const { blocks } = post(HARBOUR, '2026-06-01', { topics: ['lamp'] });
    expect(pageOf(blocks)).toContain('The first digest here: 1 fact on lamp is on file, from 1 source.');
    expect(pageOf(blocks)).toContain('~ Only: lamp');
    expect(pageOf(blocks)).not.toContain('boat');
  });
});
