import { coverageOf } from '../facts/coverage.ts';
import { type Fault, inFileOrder } from '../facts/fault.ts';
import type { LocatedBase } from '../facts/load.ts';
import type { FactBase } from '../facts/schema.ts';
import { livingFacts, topicsOf } from '../facts/views.ts';
import { createSearch } from '../search/search.ts';

/**
 * What loading does not prove: that the base answers its own questions, leaves nothing of its sources aside unsaid, and is not ahead of its time.
 * @param today YYYY-MM-DD
 */
export function checkBase(located: LocatedBase, today: string): Fault[] {
  const { base } = located;
  const faults = [
    ...uncoveredFaults(base),
    ...futureFaults(located, today),
    ...askFaults(located),
    ...gapFaults(located),
  ];
  return inFileOrder(faults);
}

/** A summary in a few lines: what there is, and what share of each source it accounts for. */
export function summaryLines(base: FactBase): string[] {
  const facts = livingFacts(base);
  const asks = facts.reduce((sum, fact) => sum + fact.asks.length, 0);
  const quotes = facts.reduce((sum, fact) => sum + fact.evidence.length, 0);
  const pairs = facts.reduce((sum, fact) => sum + fact.disagrees_with.length, 0) / 2;
  return [
    `${base.desk.name}, base ${base.version}: ${facts.length} facts over ${topicsOf(base).length} topics, ${quotes} quotes from ${base.sources.size} sources, every quote proven`,
    `${asks} phrasings, ${base.lexicon.length > 0 ? `${base.lexicon.length} groups of words` : 'no lexicon.yml'}, ${pairs} disagreements, ${base.gaps.length > 0 ? `${base.gaps.length} known gaps` : 'no gaps.yml'}`,
    ...coverageOf(base).map(
      ({ source, cited, leftOut }) =>
        `${source}: ${percent(cited)} cited, ${percent(leftOut)} left out on purpose, ${percent(1 - cited - leftOut)} neither`,
    ),
  ];
}

// --- internal ---

function uncoveredFaults(base: FactBase): Fault[] {
  return coverageOf(base).flatMap(({ source, open, unknown }) => [
    ...open.map(({ paragraph, line }) => ({
      file: `sources/${source}.md`,
      line,
      message: `paragraph ${paragraph} is neither cited nor left out; quote it in a fact, or add it to left_out with the reason why`,
    })),
    ...unknown.map((paragraph) => ({
      file: `sources/${source}.md`,
      line: 1,
      message: `left_out names paragraph ${paragraph}, which the text does not have; mend the number`,
    })),
  ]);
}

/** Nothing was published, or checked, on a day that is still to come: it would pass for fresh for ever. */
function futureFaults({ base, placeOf }: LocatedBase, today: string): Fault[] {
  const ahead = (what: string, day: string) => `${what} is ${day}, a day still to come; mend the date`;
  return [
    ...[...base.sources.values()].flatMap(({ id, published }) =>
      published !== null && published > today
        ? [{ file: `sources/${id}.md`, line: 1, message: ahead('published', published) }]
        : [],
    ),
    ...[...base.facts.values()].flatMap(({ id, checked }) =>
      checked > today ? [{ ...placeOf(id, 'checked'), message: `${id}: ${ahead('checked', checked)}` }] : [],
    ),
  ];
}

/** Every phrasing is answered first by its own fact, one it disagrees with, or another that bears the same phrasing. */
function askFaults({ base, placeOf }: LocatedBase): Fault[] {
  const search = createSearch(base);
  const bearers = new Map<string, Set<string>>();
  for (const fact of livingFacts(base)) {
    for (const question of fact.asks)
      bearers.set(question, (bearers.get(question) ?? new Set()).add(fact.id));
  }
  return livingFacts(base).flatMap((fact) =>
    fact.asks.flatMap((question, index) => {
      const answer = search.ask(question);
      const first = answer.hits[0]?.fact.id;
      if (first !== undefined && (bearers.get(question)?.has(first) || fact.disagrees_with.includes(first)))
        return [];
      const got =
        first === undefined
          ? `nothing (missing: ${answer.missing.join(', ') || 'none named'})`
          : `"${first}"`;
      return [
        {
          ...placeOf(fact.id, 'asks', index),
          message: `${fact.id}: "${question}" is answered by ${got}, not by this fact; reword it, or move it there`,
        },
      ];
    }),
  );
}

/** No known gap is answered by a fact. */
function gapFaults({ base, gapPlaceOf }: LocatedBase): Fault[] {
  const search = createSearch(base);
  return base.gaps.flatMap((gap, at) =>
    gap.asks.flatMap((question, index) => {
      const answer = search.ask(question);
      if (answer.kind === 'none') return [];
      return [
        {
          ...gapPlaceOf(at, 'asks', index),
          message: `"${question}" is answered by "${answer.hits[0].fact.id}"; take it out of the gaps if that is right, or reword it`,
        },
      ];
    }),
  );
}

function percent(share: number): string {
  return `${(Math.max(0, share) * 100).toFixed(1)}%`;
}
