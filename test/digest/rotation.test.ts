import { describe, expect, it } from 'vitest';
import { idsIn, withDisputes } from '../../src/digest/disputes.ts';
import { nextToFeature } from '../../src/digest/rotation.ts';
import { loadFactBase } from '../../src/facts/load.ts';
import type { Fact, FactBase } from '../../src/facts/schema.ts';
import { livingFacts } from '../../src/facts/views.ts';
import { baseOf, LAMP, LOST, SAFE } from '../base.ts';
import { DATA } from '../facts/folder.ts';

/** What a channel features on so many days, first day first. */
function days(
  count: number,
  baseOn: (day: number) => FactBase,
  over: { seed?: string; above?: string[] } = {},
) {
  const featured: string[] = [];
  const shown: string[][] = [];
  for (let day = 0; day < count; day++) {
    const base = baseOn(day);
    const next = nextToFeature(
      livingFacts(base).map((fact) => withDisputes(fact, base)),
      {
        date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
        seed: over.seed ?? '',
        featured,
        shownAbove: new Set(over.above),
      },
    );
    if (!next) continue;
    featured.unshift(next.fact.id);
    shown.push(idsIn(next));
  }
  return { featured: featured.toReversed(), shown };
}

const fact = (id: string, over: Partial<Fact> = {}): Fact => ({ ...LAMP, id, ...over });

describe('the fact of the day', () => {
  const shipped = loadFactBase(DATA);
  const all = livingFacts(shipped).length;

  it('returns only after every other one, for years', () => {
    const { featured } = days(3 * all + 7, () => shipped);
    for (let day = all; day < featured.length; day++) {
      expect(new Set(featured.slice(day - all, day)).size).toBe(all);
      expect(featured[day]).toBe(featured[day - all]);
    }
  });

  it('is a new fact first, and never one that was removed', () => {
    const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((id) => fact(id)) as [Fact, Fact, Fact, Fact];
    const { featured } = days(9, (day) => baseOf(day < 3 ? [A, B, C] : day < 6 ? [A, B, C, D] : [A, C, D]));
    expect(featured[3]).toBe('d');
    expect(featured.slice(6)).not.toContain('b');
    expect(new Set(featured.slice(6)).size).toBe(3);
  });

  it('is not a fact shown beside another until the rest have been shown', () => {
    const base = baseOf([LOST, SAFE, fact('lamp-a'), fact('lamp-b'), fact('lamp-c')]);
    const { featured, shown } = days(5, () => base);
    expect(new Set(featured).size).toBe(5);
    const pair = shown.flatMap((ids, day) => (ids.includes('boats-lost') ? [day] : []));
    expect(pair).toHaveLength(2);
    // Whichever side came first, the other is the last of the round.
    expect(pair[1]).toBe(4);
  });

  it('alternates between topics', () => {
    const topics = days(all, () => shipped).featured.map((id) => shipped.facts.get(id)?.topic);
    const inARow = topics.filter((topic, day) => topic === topics[day - 1]).length;
    expect(inARow).toBeLessThan(all / 8);
  });

  it('is not one the same post already shows, as long as there are others', () => {
    const base = baseOf([fact('a'), fact('b'), fact('c')]);
    expect(days(1, () => base, { above: ['a', 'b'] }).featured).toEqual(['c']);
    expect(days(3, () => base, { above: ['a', 'b'] }).featured.toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('differs between channels', () => {
    const first = (seed: string) => days(1, () => shipped, { seed }).featured[0];
    expect(new Set(['C1', 'C2', 'C3', 'C4'].map(first)).size).toBeGreaterThan(2);
  });

  it('is null when there are no facts', () => {
    expect(days(1, () => baseOf([fact('a', { withheld: true })])).featured).toEqual([]);
  });
});
