import { runApart } from '../apart.ts';
import { createChance } from './chance.ts';
import type { Entry, Query } from './checkthat.ts';
import { type Quality, qualityOf } from './metrics.ts';
import type { RankTask } from './rank-apart.ts';
import type { Ranker } from './rankers/ranker.ts';
import type { Rankers } from './rankers/rankers.ts';
import { mistype } from './slips.ts';
import { type Printed, short, tableOf } from './tables.ts';

/**
 * Rankings that take seconds a query are asked this many, of at most this many characters, and no more once their time is up.
 * For fuse.js a query takes as long as it is.
 */
const FEW = 30;
const FEW_CHARACTERS = 140;
const SLOW_MS = 5 * 60_000;

/** Ranks every query, as it was written and with slips, and says how well; then the same for a few queries, the slow rankings among them. */
export async function qualityTables(
  { quick, slow }: Rankers,
  entries: readonly Entry[],
  queries: readonly Query[],
  seed: number,
): Promise<Printed> {
  const asked = queries.map(
    ({ text, relevant }, number): Asked => ({
      clean: text,
      mistyped: mistype(text, createChance(seed, 'query', number)),
      relevant,
    }),
  );
  const brief = [...asked.keys()].filter((number) => (asked[number] as Asked).clean.length <= FEW_CHARACTERS);
  const drawn = createChance(seed, 'few').sample(brief, FEW);
  const slowLists = rankAside(slow, entries, take(asked, drawn));
  const lists = quick.map(({ name, build }): Lists => {
    const rank = build(entries);
    const ranked = (kind: Kind) => asked.map((one) => rank(one[kind]).map(({ document }) => document));
    return { name, clean: ranked('clean'), mistyped: ranked('mistyped') };
  });
  const late = await slowLists;
  const few = drawn.slice(0, Math.min(...late.flatMap((one) => [one.clean.length, one.mistyped.length])));
  const among = lists.map(
    ({ name, clean, mistyped }): Lists => ({ name, clean: take(clean, few), mistyped: take(mistyped, few) }),
  );
  const text = [
    `all ${asked.length} queries over ${entries.length} claims`,
    qualityTable(lists, asked),
    '',
    `${few.length} of the ${brief.length} queries of at most ${FEW_CHARACTERS} characters, drawn by the seed, since fuse.js takes seconds a query`,
    qualityTable([...among, ...late.map((one) => first(few.length, one))], take(asked, few)),
  ].join('\n');
  const relevant = asked.map((one) => one.relevant);
  const rows = lists.flatMap((list) =>
    (['clean', 'mistyped'] as const).map((kind) => ({
      set: 'checkthat',
      kind,
      ranker: list.name,
      n: asked.length,
      ...qualityOf(list[kind], relevant),
    })),
  );
  return { text, rows };
}

// --- internal ---

type Kind = 'clean' | 'mistyped';

interface Asked {
  clean: string;
  mistyped: string;
  relevant: ReadonlySet<number>;
}

/** What a ranking returned for each query in turn. */
interface Lists {
  name: string;
  clean: (readonly number[])[];
  mistyped: (readonly number[])[];
}

function first(count: number, { name, clean, mistyped }: Lists): Lists {
  return { name, clean: clean.slice(0, count), mistyped: mistyped.slice(0, count) };
}

function take<T>(from: readonly T[], places: readonly number[]): T[] {
  return places.map((place) => from[place] as T);
}

/** Ranks in processes of their own, one for each list of queries, as far as each gets in its time. */
function rankAside(
  rankers: readonly Ranker[],
  entries: readonly Entry[],
  asked: readonly Asked[],
): Promise<Lists[]> {
  const rank = (ranker: string, kind: Kind) => {
    const task = { ranker, entries, texts: asked.map((one) => one[kind]) };
    return runApart<RankTask, readonly number[]>(new URL('rank-apart.ts', import.meta.url), task, SLOW_MS);
  };
  return Promise.all(
    rankers.map(async ({ name }) => {
      const [clean, mistyped] = await Promise.all([rank(name, 'clean'), rank(name, 'mistyped')]);
      return { name, clean, mistyped };
    }),
  );
}

function qualityTable(lists: readonly Lists[], asked: readonly Asked[]): string {
  const relevant = asked.map((one) => one.relevant);
  const figures = (quality: Quality) =>
    [quality.map5, quality.p1, quality.mrr, quality.recall5].map((value) => value.toFixed(3));
  return tableOf(
    ['', 'MAP@5', 'P@1', 'MRR', 'recall@5', '| typos: MAP@5', 'P@1', 'MRR', 'recall@5', 'kept'],
    lists.map(({ name, clean, mistyped }) => {
      const [right, slipped] = [qualityOf(clean, relevant), qualityOf(mistyped, relevant)];
      return [name, ...figures(right), ...figures(slipped), short(slipped.map5 / right.map5)];
    }),
  );
}
