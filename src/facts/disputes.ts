import type { Fault } from './fault.ts';
import type { Written } from './folder.ts';
import type { Dispute, DisputeEntry, FactEntry } from './schema.ts';

/**
 * The disputes of a base: those of `disputes.yml`, then those written as `disagrees_with` on a fact, each pair once.
 * A pair of facts can be in several disputes of `disputes.yml`, whose kind then takes precedence over `disagrees_with`.
 */
export function collectDisputes(
  written: readonly DisputeEntry[],
  facts: ReadonlyMap<string, FactEntry>,
): Dispute[] {
  const disputes: Dispute[] = [...written];
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

/**
 * Faults in the sides of `disputes.yml`: each must be a fact that is shown, on one side only.
 * @param doubtful superseded facts whose successor is at fault: they are judged by that alone
 */
export function disputeFaults(
  written: readonly Written<DisputeEntry>[],
  { entries, isUnknown }: { entries: ReadonlyMap<string, FactEntry>; isUnknown(id: string): boolean },
  doubtful: ReadonlySet<string>,
): Fault[] {
  const wrong = (id: string) => {
    if (isUnknown(id)) return `there is no fact "${id}"; name one that exists`;
    const fact = entries.get(id);
    if (fact?.withheld)
      return `its side "${id}" is withheld; name a fact that is shown, or take the dispute out`;
    return fact && fact.superseded_by !== null && !doubtful.has(id)
      ? `its side "${id}" is superseded by "${fact.superseded_by}"; name that fact, or take the dispute out`
      : null;
  };
  return written.flatMap(({ entry, file, lineOf }) => {
    const seen = new Set<string>();
    return entry.sides.flatMap((side, index) =>
      side.flatMap((id): Fault[] => {
        const message = seen.has(id) ? `"${id}" is in it twice; name each fact once` : wrong(id);
        seen.add(id);
        if (message === null) return [];
        return [{ file, line: lineOf('sides', index), message: `${entry.id}: ${message}` }];
      }),
    );
  });
}

// --- internal ---

function add(opponents: Map<string, Set<string>>, fact: string, other: string): void {
  opponents.set(fact, (opponents.get(fact) ?? new Set()).add(other));
}
