import { describe, expect, it } from 'vitest';
import { type Changes, changesSince, readSnapshot, snapshotOf } from '../../src/facts/compare.ts';
import { loadFactBase } from '../../src/facts/load.ts';
import type { Fact, FactBase } from '../../src/facts/schema.ts';
import { baseOf, HARBOUR, LAMP, LIGHTHOUSE, LOST, SAFE, UNDATED } from '../base.ts';
import { DATA } from './folder.ts';

const NOTHING: Changes = {
  ...{ added: [], changed: [], superseded: [], withdrawn: [], sourcesAdded: [], sourcesChanged: [] },
};
const KEEPER: Fact = { ...LAMP, id: 'keeper-name', topic: 'keeper', claim: 'The keeper is not named.' };

/** Changes from one base to another, after a snapshot of the first went through JSON. */
function changes(before: FactBase, after: FactBase): Changes {
  const kept = readSnapshot(JSON.parse(JSON.stringify(snapshotOf(before))));
  if (kept === null) throw new Error('a snapshot cannot be read back');
  return changesSince(kept, after);
}
const nowHolding = (...facts: Fact[]) => changes(HARBOUR, baseOf(facts));

describe('between two versions of a base', () => {
  it('nothing is reported when they are the same', () => {
    expect(changes(HARBOUR, HARBOUR)).toEqual(NOTHING);
    const shipped = loadFactBase(DATA);
    expect(changes(shipped, loadFactBase(DATA))).toEqual(NOTHING);
  });

  it.each<[string, Partial<Fact>]>([
    ['its phrasings', { asks: ['who lights it', 'who is the keeper', 'when is dusk'] }],
    ['the day it was checked', { checked: '2026-11-21' }],
    ['the topic it is filed under', { topic: 'beacons' }],
    ['the words that back a name in it', { context: LOST.evidence }],
    ['the paragraph its quote stands in', { evidence: [{ ...LAMP.evidence[0]!, paragraph: 7, start: 9 }] }],
  ])('a fact is the same to its readers when %s changed', (_what, over) => {
    expect(nowHolding(LOST, SAFE, { ...LAMP, ...over })).toEqual(NOTHING);
  });

  it('changes of the lexicon, the known gaps and the order of the files are not reported either', () => {
    const lexicon = [
      { means: ['boat', 'ship'], ...{ narrower: [], misheard: [], fr: [], ht: [], es: [], sw: [] } },
    ];
    const gaps = [{ about: 'the storm', asks: ['how strong was the wind'] }];
    expect(changes(HARBOUR, baseOf([LAMP, SAFE, LOST], { lexicon, gaps, version: 'other' }))).toEqual(
      NOTHING,
    );
  });

  it('a fact is new when it is shown now but was not before', () => {
    expect(nowHolding(LOST, SAFE, LAMP, KEEPER)).toEqual({ ...NOTHING, added: [KEEPER] });
    const withheld = baseOf([LOST, SAFE, { ...LAMP, withheld: true }]);
    expect(changes(withheld, HARBOUR)).toEqual({ ...NOTHING, added: [LAMP] });
  });

  it.each<[string, Partial<Fact>, string]>([
    ['its claim', { claim: 'The keeper lit the lamp late.' }, 'claim'],
    ['who says it', { says: 'the keeper' }, 'speaker'],
    ['the date it holds for', { as_of: '2026-03-03' }, 'dates'],
    ['when it happened', { happened: { date: null, words: 'that night' } }, 'dates'],
    ['its quote', { evidence: [{ ...LAMP.evidence[0]!, quote: 'The keeper lit the lamp' }] }, 'quotes'],
    ['a second quote', { evidence: [...LAMP.evidence, ...LOST.evidence] }, 'quotes'],
  ])('a fact has changed when %s is another', (_what, over, facet) => {
    const fact = { ...LAMP, ...over };
    const before = expect.objectContaining({ id: LAMP.id, claim: LAMP.claim });
    expect(nowHolding(LOST, SAFE, fact)).toEqual({
      ...NOTHING,
      changed: [{ fact, before, facets: [facet] }],
    });
  });

  it('the same quotes in another order are the same quotes', () => {
    const two = { ...LAMP, evidence: [...LAMP.evidence, ...LOST.evidence] };
    const turned = { ...two, evidence: [...two.evidence].reverse() };
    expect(changes(baseOf([LOST, SAFE, two]), baseOf([LOST, SAFE, turned]))).toEqual(NOTHING);
  });

  it('a fact has changed when it is disputed now, or no longer is', () => {
    const alone = { ...LOST, disagrees_with: [] };
    const disputed = changes(baseOf([alone, LAMP]), HARBOUR);
    expect(disputed.added).toEqual([SAFE]);
    const settled = nowHolding(LOST, { ...SAFE, withheld: true }, LAMP);
    for (const { changed } of [disputed, settled])
      expect(changed.map(({ fact, facets }) => [fact.id, facets])).toEqual([
        ['boats-lost', ['disagreement']],
      ]);
  });

  it('a fact is superseded by the living one at the end of the chain, which is then not reported as new', () => {
    const second = { ...KEEPER, id: 'lamp-second', superseded_by: 'lamp-third' };
    const third = { ...KEEPER, id: 'lamp-third' };
    expect(nowHolding(LOST, SAFE, { ...LAMP, superseded_by: 'lamp-second' }, second, third)).toEqual({
      ...NOTHING,
      superseded: [{ before: expect.objectContaining({ claim: LAMP.claim }), successor: third }],
    });
  });

  it('a dispute is unchanged when one side is superseded by a fact that is in it too', () => {
    const safer = { ...SAFE, id: 'boats-safer', claim: 'Every boat came home.' };
    const told = nowHolding(
      { ...LOST, disagrees_with: ['boats-safe', 'boats-safer'] },
      { ...SAFE, superseded_by: 'boats-safer' },
      safer,
      LAMP,
    );
    expect(told).toEqual({ ...NOTHING, superseded: [{ before: expect.anything(), successor: safer }] });
  });

  it.each<[string, Fact[]]>([
    ['withheld', [LOST, SAFE, { ...LAMP, withheld: true }]],
    ['withheld and superseded', [LOST, SAFE, { ...LAMP, withheld: true, superseded_by: LOST.id }]],
    ['gone', [LOST, SAFE]],
  ])('a fact is withdrawn when it is %s', (_what, facts) => {
    const withdrawn = [expect.objectContaining({ id: 'lamp-lit', topic: 'lamp' })];
    expect(nowHolding(...facts)).toEqual({ ...NOTHING, withdrawn });
  });

  it('a withheld fact that is removed, or one added already superseded, is not reported', () => {
    const withheld = { ...KEEPER, withheld: true };
    expect(changes(baseOf([LOST, SAFE, LAMP, withheld]), HARBOUR)).toEqual(NOTHING);
    expect(nowHolding(LOST, SAFE, LAMP, { ...KEEPER, superseded_by: LAMP.id })).toEqual(NOTHING);
  });

  it('a source is new, or has a different date or title', () => {
    const almanac = { ...UNDATED, id: 'almanac' };
    const dated = { ...UNDATED, published: '2026-04' };
    const sources = new Map([LIGHTHOUSE, dated, almanac].map((source) => [source.id, source]));
    expect(changes(HARBOUR, baseOf([LOST, SAFE, LAMP], { sources }))).toEqual({
      ...NOTHING,
      sourcesAdded: [almanac],
      sourcesChanged: [
        { source: dated, before: expect.objectContaining({ id: 'old-letter', published: null }) },
      ],
    });
  });

  it('ids such as "constructor" are ordinary ids', () => {
    const odd = { ...KEEPER, id: 'constructor' };
    expect(nowHolding(LOST, SAFE, LAMP, odd).added).toEqual([odd]);
  });
});

describe('a snapshot', () => {
  it('holds only what was shown', () => {
    const secret = { ...KEEPER, claim: 'The keeper slept.', withheld: true };
    const text = JSON.stringify(snapshotOf(baseOf([LOST, SAFE, LAMP, secret])));
    expect(text).not.toContain('slept');
    expect(text).not.toContain('who lit the lamp');
  });

  const kept = snapshotOf(HARBOUR);
  it.each<[string, unknown]>([
    ['nothing', null],
    ['nothing at all', undefined],
    ['a text', JSON.stringify(kept)],
    ['a list', []],
    ['another format', { ...kept, format: 2 }],
    ['none', (({ format: _, ...rest }) => rest)(kept)],
    ['a part missing', { ...kept, sources: undefined }],
    ['a fact without its claim', { ...kept, facts: [{ ...kept.facts[0], claim: undefined }] }],
    ['more than it should', { ...kept, facts: [{ ...kept.facts[0], note: 'x' }] }],
  ])('is not read, and harms nothing, when it is damaged or of another format: %s', (_what, damaged) => {
    expect(readSnapshot(damaged)).toBeNull();
  });

  it('is read back unchanged', () => {
    expect(readSnapshot(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
});
