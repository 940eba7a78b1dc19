import { describe, expect, it } from 'vitest';
import { ownPhrasingsOf } from '../../src/facts/phrasings.ts';
import type { Dispute, FactBase } from '../../src/facts/schema.ts';
import { baseOf, LAMP, LOST } from '../base.ts';
import { cutPhrasings } from './cut.ts';

const further = (what: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${what} ${String(at).padStart(2, '0')}`);
const NIGHT: Dispute = {
  ...{ id: 'that-night', kind: 'differ', about: 'the night', sides: [[LAMP.id], [LOST.id]] },
  asks: ['what happened that night'],
};
const BASE = baseOf([LAMP, LOST], {
  disputes: [NIGHT, { ...NIGHT, id: null, about: null, asks: [] }],
  gaps: [
    { id: 'weather', about: 'the weather', asks: ['was there a storm', 'how strong was the wind'] },
    { about: 'the crew', asks: ['who was aboard', 'how many sailors', 'names of the crew'] },
  ],
  phrasings: new Map([
    [LAMP.id, further('lamp', 30)],
    [NIGHT.id as string, further('night', 6)],
    ['weather', further('weather', 6)],
  ]),
});
/** How many ways there are to ask for each fact, dispute and gap, in order. */
const counts = (base: FactBase) =>
  [...base.facts.values(), ...base.disputes, ...base.gaps].map((part) => ownPhrasingsOf(base, part).length);
const ofLamp = (base: FactBase) => ownPhrasingsOf(base, base.facts.get(LAMP.id) ?? LAMP);

describe('a base cut to fewer phrasings', () => {
  it.each([
    ['nothing is cut', {}, [33, 3, 7, 0, 8, 3]],
    ['at most five of each fact and dispute', { facts: 5 }, [5, 3, 5, 0, 8, 3]],
    ['at most two of each gap', { gaps: 2 }, [33, 3, 7, 0, 2, 2]],
    ['at most two of each', { facts: 2, gaps: 2 }, [2, 2, 2, 0, 2, 2]],
    ['none of each', { facts: 0, gaps: 0 }, [0, 0, 0, 0, 0, 0]],
  ])('%s', (_what, cut, expected) => {
    expect(counts(cutPhrasings(BASE, cut, 1))).toEqual(expected);
  });

  it('keeps the order of the files, and every phrasing when there are no more than asked for', () => {
    const whole = [...BASE.facts.values()].map((fact) => ownPhrasingsOf(BASE, fact));
    const cut = cutPhrasings(BASE, { facts: 33 }, 1);
    expect([...cut.facts.values()].map((fact) => fact.asks)).toEqual(whole);
  });

  it('draws typical and further phrasings alike', () => {
    const drawn = Array.from({ length: 50 }, (_, seed) =>
      ofLamp(cutPhrasings(BASE, { facts: 3 }, seed)),
    ).flat();
    const typical = drawn.filter((ask) => LAMP.asks.includes(ask)).length;
    // One in eleven is typical: 14 of 150 are expected.
    expect(typical).toBeGreaterThan(5);
    expect(typical).toBeLessThan(25);
  });

  it('keeps of five what it keeps of twenty', () => {
    const [five, twenty] = [5, 20].map((facts) => ofLamp(cutPhrasings(BASE, { facts }, 7)));
    expect(five?.filter((ask) => !twenty?.includes(ask))).toEqual([]);
    expect(twenty).toHaveLength(20);
  });

  it('draws otherwise with another seed, and the same with the same', () => {
    const draw = (seed: number) => ofLamp(cutPhrasings(BASE, { facts: 5 }, seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('draws for each part by itself', () => {
    const both = new Map([LAMP, LOST].map(({ id }) => [id, further(id, 30)]));
    const cut = cutPhrasings({ ...BASE, phrasings: both }, { facts: 10 }, 1);
    const places = [LAMP, LOST].map(({ id, asks }) =>
      cut.facts.get(id)?.asks.map((ask) => [...asks, ...further(id, 30)].indexOf(ask)),
    );
    expect(places[0]).not.toEqual(places[1]);
  });

  it('draws the same for a fact whatever else is in the base', () => {
    const alone = { ...BASE, facts: new Map([[LAMP.id, LAMP]]), disputes: [], gaps: [] };
    expect(ofLamp(cutPhrasings(alone, { facts: 5 }, 1))).toEqual(ofLamp(cutPhrasings(BASE, { facts: 5 }, 1)));
  });
});
