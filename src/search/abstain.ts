import type { Engine, Reading } from './analysis.ts';
import { type Kind, LACK } from './answer-type.ts';
import type { Scored } from './rank.ts';
import { isCountry, PLAIN_WORD, SMALL_WORD } from './stopwords.ts';

/** What may be said to a question: which facts, as what. */
export type Decision =
  | { kind: 'found'; sides: [Scored] }
  | { kind: 'disputed'; sides: Scored[] }
  | { kind: 'none'; missing: string[] };

/** Below this a fact is near, but no answer. */
const SURE = 0.48;
/**
 * The same beside an everyday word that nothing on file accounts for, as in "what gift did she send", or one that only gaps do:
 * it is likely what the question is after.
 */
const SURE_BESIDE = 0.57;
/** What is asked for with one right form: without a number, a date or a sum of its own, a fact does not answer it. */
const EXACT: ReadonlySet<Kind> = new Set(['count', 'amount', 'when', 'duration']);
/** A place or a reason can be told in many ways; a fact that has none on record must be that much nearer. */
const DOUBT = 0.08;
/** A gap counts from this nearness on. */
const GAP_NEAR = 0.4;
/** Below this a gap keeps an answer back, but its name would be of something that nobody asked about. */
const FITS = 0.6;
/** From here on a gap is named in the question's own words. */
const WORD_FOR_WORD = 0.96;
/** The other side of a disagreement must meet the question about as well as the first; else the question is one-sided. */
const OTHER_SIDE = 0.77;
/** One telling word is little to go on: it must be most of the question, and of a phrasing; all but all of them when the fact itself does not say it. */
const ALONE = 0.72;
const SAME = 0.84;
/** A few words that meet phrasings but hardly what the fact itself says: chance, unless a phrasing is near enough. */
const FEW = 3;
const THIN = 0.55;
/** The same when the fact says none of them; and when it says one, and leaves next to nothing of the question out. */
const THIN_ALONE = 0.65;
const THIN_WHOLE = 0.48;
const WHOLE = 0.85;
/** A unit credited less than this is not accounted for. */
const ACCOUNTED = 0.3;
/** A country that weighs less is spoken of all over the base: it goes without saying. */
const COUNTRY_TELLS = 3;
/** A word is one of known gaps when this share of what is said with it is, and what a question is after when it is this share of it. */
const OF_GAPS = 0.9;
const ASKED_ABOUT = 0.25;
/** A fact that says all of a question in its own words, and the number or date that it asks for, is nearer than a gap by this. */
const WHOLLY = 0.97;
const AT_LENGTH = 3;
const SAYS_IT = 0.4;
/** A fact that merely holds a number or date, and one that leaves no more of the question out than the gap does, are nearer by these. */
const HOLDS_IT = 0.03;
const NOTHING_LEFT = 0.05;
/** What the share of a question that is accounted for weighs beside the nearest phrasing, when a fact and a gap are held against each other. */
const LEFT_OUT = 0.3;

/** Asserts only what the base accounts for; says what is missing otherwise. Pure. */
export function decide(reading: Reading, engine: Engine, gapNames: readonly string[]): Decision {
  const [top] = reading.facts;
  const gap = reading.gaps.reduce<Scored | null>(
    (best, one) => (one.phrasing > GAP_NEAR && (!best || nearness(one) > nearness(best)) ? one : best),
    null,
  );
  if (gap && (!top || nearness(gap) > nearness(top) + lead(reading, top, gap))) {
    // A telling word that neither the gap nor the best fact accounts for is missing too, and named first.
    const further = unaccounted(reading, (at) => Math.max(gap.credit[at] as number, top?.credit[at] ?? 0));
    const name = gap.phrasing >= FITS ? [gapNames[gap.doc - engine.facts.length] as string] : [];
    return { kind: 'none', missing: [...further, ...name] };
  }
  if (!top)
    return { kind: 'none', missing: reading.units.filter((unit) => unit.telling).map((unit) => unit.name) };
  const missing = unaccounted(reading, (at) => top.credit[at] as number);
  // Talk that tells of nothing, such as "thank you so much".
  if (top.met === 0 && reading.units.length < 2 && reading.kind === 'open') return { kind: 'none', missing };
  if (top.met <= 1 && Math.min(top.phrasing, top.coverage) < (top.metOwn === 0 ? SAME : ALONE))
    return { kind: 'none', missing };
  if (top.met <= FEW && top.metOwn <= 1 && top.phrasing < thin(top)) return { kind: 'none', missing };
  if (isOfAnotherCountry(reading, top)) return { kind: 'none', missing };
  const lacksKind = !top.answersKind;
  const sure = (top.phrasing + top.coverage) / 2 - (lacksKind ? DOUBT : 0);
  const isBeside = missing.some((name) => PLAIN_WORD.has(name)) || namesGap(reading);
  const sureEnough = isBeside ? SURE_BESIDE : SURE;
  if (sure < sureEnough || (lacksKind && EXACT.has(reading.kind))) {
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
  if (sides.length > 0) return { kind: 'disputed', sides: [top, ...sides] };
  if (asksForGap(reading, top, engine)) return { kind: 'none', missing };
  return { kind: 'found', sides: [top] };
}

// --- internal ---

/** Whether a country is asked about that the fact does not have. */
function isOfAnotherCountry({ units, weights }: Reading, top: Scored): boolean {
  return units.some(
    ({ text }, at) =>
      (top.credit[at] as number) < ACCOUNTED && (weights[at] as number) >= COUNTRY_TELLS && isCountry(text),
  );
}

/**
 * Whether a word that the fact does not account for is likely what the question is after: one that is all but only known gaps'.
 * What is said in another language is said with fewer words, each of them in many places: there it tells nothing.
 */
function asksForGap({ language, units, weights, found }: Reading, top: Scored, { index }: Engine): boolean {
  if (language !== 'en') return false;
  const mass = weights.reduce((sum, weight) => sum + weight, 0);
  return units.some(({ telling }, at) => {
    if (!telling || (top.credit[at] as number) >= ACCOUNTED) return false;
    const terms = found[at] ?? [];
    const isOfGaps = terms.length > 0 && terms.every(({ id }) => index.ofGaps(id) >= OF_GAPS);
    return isOfGaps && (weights[at] as number) >= ASKED_ABOUT * mass;
  });
}

/** Whether a telling word is one that known gaps account for, and no fact does. */
function namesGap({ units, facts, gaps }: Reading): boolean {
  const accounted = (list: readonly Scored[], at: number) =>
    list.some(({ credit }) => (credit[at] as number) >= ACCOUNTED);
  return units.some(({ telling }, at) => telling && accounted(gaps, at) && !accounted(facts, at));
}

/** By how much a gap must be nearer: by a little when the question names nothing that the fact does not account for. */
function lead({ kind, units }: Reading, top: Scored, gap: Scored): number {
  if (gap.phrasing >= WORD_FOR_WORD) return 0;
  const holdsIt = top.answersKind && EXACT.has(kind);
  if (holdsIt && top.own >= WHOLLY && top.metOwn >= AT_LENGTH) return SAYS_IT;
  if (kind !== 'open') return holdsIt ? HOLDS_IT : 0;
  const accountsForMore = units.some(
    (unit, at) => unit.telling && (gap.credit[at] as number) > (top.credit[at] as number) + ACCOUNTED,
  );
  return accountsForMore ? 0 : NOTHING_LEFT;
}

/** How near a phrasing must be for a few words. */
function thin({ metOwn, coverage }: Scored): number {
  if (metOwn === 0) return THIN_ALONE;
  return coverage >= WHOLE ? THIN_WHOLE : THIN;
}

/** How near a fact or a gap is when the two are weighed: what it leaves out of the question counts against it. */
function nearness({ phrasing, coverage }: Scored): number {
  return phrasing + LEFT_OUT * coverage;
}

/**
 * What is missing, by name: telling words that are not accounted for. A word that some fact does account for is not missing
 * from the base, only from the best fact: to name it would say something untrue.
 */
function unaccounted(reading: Reading, credit: (unit: number) => number): string[] {
  const names = reading.units.flatMap((unit, at) => {
    const isOnFile = reading.facts.some((fact) => (fact.credit[at] as number) >= ACCOUNTED);
    return unit.telling && !isOnFile && credit(at) < ACCOUNTED && !SMALL_WORD.has(unit.name)
      ? [unit.name]
      : [];
  });
  return [...new Set(names)];
}
