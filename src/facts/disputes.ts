import type { Fault } from './fault.ts';
import type { Written } from './folder.ts';
import type { Dispute, DisputeEntry, FactEntry } from './schema.ts';

/**
 * The disputes of a base: those of `disputes.yml`, then those written as `disagrees_with` on a fact, each pair once.
 * A pair of facts can be in several disputes of `disputes.yml`, whose kind then takes precedence over `disagrees_with`.
 */
export function collectDisputes(
  written: readonly Written<DisputeEntry>[],
  facts: ReadonlyMap<string, FactEntry>,
): Dispute[] {
  const disputes: Dispute[] = written.map(({ entry }) => entry);
  const opponents = opponentsOf(disputes);
  for (const fact of facts.values()) {
    for (const other of fact.disagrees_with) {
      if (!facts.has(other) || opponents.get(fact.id)?.has(other)) continue;
      disputes.push({ id: null, sides: [[fact.id], [other]], kind: 'differ', about: null, asks: [] });
      add(opponents, fact.id, other);
      add(opponents, other, fact.id);
    }
  }
  return disputes;
}

/** For each fact in a dispute the facts on the other sides, those of the first dispute first. */
export function opponentsOf(disputes: readonly Pick<Dispute, 'sides'>[]): Map<string, Set<string>> {
  const opponents = new Map<string, Set<string>>();
  for (const { sides } of disputes) {
    for (const side of sides) {
      const others = sides.filter((other) => other !== side).flat();
      for (const fact of side) for (const other of others) add(opponents, fact, other);
    }
  }
  return opponents;
}

/** Faults in the sides of `disputes.yml`: each must be a fact that is shown, on one side only. */
export function disputeFaults(
  written: readonly Written<DisputeEntry>[],
  facts: ReadonlyMap<string, FactEntry>,
): Fault[] {
  return written.flatMap(({ entry, file, lineOf }) => {
    const seen = new Set<string>();
    return entry.sides.flatMap((side, index) =>
      side.flatMap((id): Fault[] => {
        const fact = facts.get(id);
        const message = seen.has(id)
          ? `"${id}" is in it twice; name each fact once`
          : !fact
            ? `there is no fact "${id}"; name one that exists`
            : fact.withheld
              ? `its side "${id}" is withheld; name a fact that is shown, or take the dispute out`
              : fact.superseded_by !== null
                ? `its side "${id}" is superseded by "${fact.superseded_by}"; name that fact, or take the dispute out`
                : null;
        seen.add(id);
        return message === null
          ? []
          : [{ file, line: lineOf('sides', index), message: `${entry.id}: ${message}` }];
      }),
    );
  });
}

// --- internal ---

function add(opponents: Map<string, Set<string>>, fact: string, other: string): void {
  opponents.set(fact, (opponents.get(fact) ?? new Set()).add(other));
}
