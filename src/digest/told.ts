import type { Fact, FactBase } from '../facts/schema.ts';

/** A fact, and what other facts on file say otherwise: it is never shown without. */
export interface Told {
  fact: Fact;
  otherwise: Fact[];
}

export function tell(fact: Fact, base: FactBase): Told {
  const others = fact.disagrees_with.map((id) => base.facts.get(id));
  return {
    fact,
    otherwise: others.filter(
      (other): other is Fact => other !== undefined && !other.withheld && other.superseded_by === null,
    ),
  };
}

export function idsIn({ fact, otherwise }: Told): string[] {
  return [fact.id, ...otherwise.map(({ id }) => id)];
}
