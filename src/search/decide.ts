import type { Engine, Reading } from './engine.ts';
import { type Kind, LACK } from './language.ts';
import { SAME, type Scored } from './rank.ts';

/** What may be said to a question: which facts, as what. */
export type Decision =
  | { kind: 'found'; sides: [Scored] }
  | { kind: 'disputed'; sides: Scored[] }
  | { kind: 'none'; missing: string[] };

/** Below this a fact is near, but no answer. */
const SURE = 0.48;
/** What is asked for with one right form: without a number, a date or a sum of its own, a fact does not answer it. */
const EXACT: ReadonlySet<Kind> = new Set(['count', 'amount', 'when', 'duration']);
/** A place or a reason can be told in many ways; a fact that has none on record must be that much nearer. */
const DOUBT = 0.08;
/** A gap counts from this nearness on. */
const GAP_NEAR = 0.4;
/** The other side of a disagreement must meet the question about as well as the first; else the question is one-sided. */
const OTHER_SIDE = 0.77;
/** One telling word is little to go on: it must be most of the question, and of a phrasing. */
const ALONE = 0.66;
/** A few words that meet phrasings but hardly what the fact itself says: chance, unless a phrasing is this near. */
const FEW = 3;
const THIN = 0.55;
/** A unit credited less than this is not accounted for. */
const ACCOUNTED = 0.3;

/** Asserts only what the base accounts for; says what is missing otherwise. Pure. */
export function decide(reading: Reading, engine: Engine, gapNames: readonly string[]): Decision {
  const [top] = reading.facts;
  const gap = reading.gaps.reduce<Scored | null>(
    (best, one) => (one.phrasing > (best?.phrasing ?? 0) ? one : best),
    null,
  );
  if (gap && gap.phrasing > Math.max(GAP_NEAR, top?.phrasing ?? 0)) {
    // A telling word that neither the gap nor the best fact accounts for is missing too, and named first.
    const further = unaccounted(reading, (at) => Math.max(gap.credit[at] as number, top?.credit[at] ?? 0));
    return { kind: 'none', missing: [...further, gapNames[gap.doc - engine.facts.length] as string] };
  }
  if (!top)
    return { kind: 'none', missing: reading.units.filter((unit) => unit.telling).map((unit) => unit.name) };
  const missing = unaccounted(reading, (at) => top.credit[at] as number);
  if (top.met <= 1 && Math.min(top.phrasing, top.coverage) < (top.metOwn === 0 ? SAME : ALONE))
    return { kind: 'none', missing };
  if (top.met <= FEW && top.metOwn <= 1 && top.phrasing < THIN) return { kind: 'none', missing };
  const lacksKind = !top.answersKind;
  const sure = (top.phrasing + top.coverage) / 2 - (lacksKind ? DOUBT : 0);
  if (sure < SURE || (lacksKind && EXACT.has(reading.kind))) {
    const lack = LACK[reading.kind];
    return { kind: 'none', missing: missing.length === 0 && lack && lacksKind ? [lack] : missing };
  }
  const others = engine.facts[top.doc]?.disagrees_with ?? [];
  const sides = reading.facts.filter(
    (scored) =>
      others.includes(engine.facts[scored.doc]?.id ?? '') &&
      scored.score >= OTHER_SIDE * top.score &&
      scored.phrasing >= OTHER_SIDE * top.phrasing,
  );
  return sides.length > 0 ? { kind: 'disputed', sides: [top, ...sides] } : { kind: 'found', sides: [top] };
}

// --- internal ---

/**
 * What is missing, by name: telling words that are not accounted for. A word that some fact does account for is not missing
 * from the base, only from the best fact: to name it would say something untrue.
 */
function unaccounted(reading: Reading, credit: (unit: number) => number): string[] {
  const names = reading.units.flatMap((unit, at) => {
    const isOnFile = reading.facts.some((fact) => (fact.credit[at] as number) >= ACCOUNTED);
    return unit.telling && !isOnFile && credit(at) < ACCOUNTED ? [unit.name] : [];
  });
  return [...new Set(names)];
}
