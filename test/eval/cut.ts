import { ownPhrasingsOf } from '../../src/facts/phrasings.ts';
import type { Dispute, Fact, FactBase, Gap } from '../../src/facts/schema.ts';
import { createChance } from './bench/chance.ts';

/** How many phrasings are left of each; all, where none is given. */
export interface Cut {
  /** Of a fact, and of a dispute. */
  facts?: number | undefined;
  gaps?: number | undefined;
}

/**
 * The same base with fewer ways to ask, drawn from typical and further ones alike, in the order of its files. Draws of one
 * seed are nested: what is left of five is also left of twenty. What each part keeps does not depend on the other parts.
 * The version stays that of the whole.
 */
export function cutPhrasings(base: FactBase, { facts, gaps }: Cut, seed: number): FactBase {
  const phrasings = new Map(base.phrasings);
  const cut = <Part extends Fact | Dispute | Gap>(part: Part, count: number | undefined): Part => {
    const name = part.id ?? ('about' in part ? part.about : null);
    if (count === undefined || name === null) return part;
    const all = ownPhrasingsOf(base, part);
    const kept = new Set(createChance(seed, 'phrasings', name).sample([...all.keys()], count));
    if (part.id !== undefined && part.id !== null) phrasings.delete(part.id);
    return { ...part, asks: all.filter((_, place) => kept.has(place)) };
  };
  return {
    ...base,
    facts: new Map([...base.facts].map(([id, fact]) => [id, cut(fact, facts)])),
    disputes: base.disputes.map((dispute) => cut(dispute, facts)),
    gaps: base.gaps.map((gap) => cut(gap, gaps)),
    phrasings,
  };
}
