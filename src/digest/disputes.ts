import type { Fact, FactBase } from '../facts/schema.ts';

/** A fact and the facts on file that dispute it: it is never shown without them. */
export interface FactWithDisputes {
  fact: Fact;
  disputedBy: Fact[];
}

export function withDisputes(fact: Fact, base: FactBase): FactWithDisputes {
  const others = fact.disagrees_with.map((id) => base.facts.get(id));
  return {
    fact,
    disputedBy: others.filter(
      (other): other is Fact => other !== undefined && !other.withheld && other.superseded_by === null,
    ),
  };
}

/** The ids of a fact and of those that dispute it. */
export function idsIn({ fact, disputedBy }: FactWithDisputes): string[] {
  return [fact.id, ...disputedBy.map(({ id }) => id)];
}
