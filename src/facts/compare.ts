import { z } from 'zod';
import type { Fact, FactBase, Source } from './schema.ts';
import { livingFacts } from './views.ts';

/**
 * Compares two versions of a base as readers see them. Changes of phrasings, lexicon, `checked`, topic or the paragraph of
 * a quote are invisible to readers and are not reported.
 */

const FactAsToldSchema = z.strictObject({
  id: z.string(),
  /** Kept so that a fact that is gone still belongs to a topic. */
  topic: z.string(),
  claim: z.string(),
  says: z.string().nullable(),
  as_of: z.string().nullable(),
  happened: z.strictObject({ date: z.string().nullable(), words: z.string() }).nullable(),
  quotes: z.array(z.strictObject({ source: z.string(), quote: z.string() })),
  /** Only those that were shown at the time. */
  disagrees_with: z.array(z.string()),
});

const SourceAsToldSchema = z.strictObject({
  id: z.string(),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  author: z.string().nullable(),
  published: z.string().nullable(),
  attribution: z.string(),
});

const SnapshotSchema = z.strictObject({
  /** Incremented when the shape changes; other formats are not read. */
  format: z.literal(1),
  version: z.string(),
  facts: z.array(FactAsToldSchema),
  sources: z.array(SourceAsToldSchema),
});

export type FactAsTold = z.infer<typeof FactAsToldSchema>;
export type SourceAsTold = z.infer<typeof SourceAsToldSchema>;
/** A base as its readers saw it, stored as JSON. Withheld and superseded facts were not shown and are left out. */
export type Snapshot = z.infer<typeof SnapshotSchema>;

/** What of a fact has changed. */
export type Facet = 'claim' | 'speaker' | 'dates' | 'quotes' | 'disagreement';

/** What a reader of the older version needs to know. Every list is in the order of the files. */
export interface Changes {
  /** On file now and not before; a successor is reported under `superseded` instead. */
  added: Fact[];
  changed: { fact: Fact; before: FactAsTold; facets: Facet[] }[];
  superseded: { before: FactAsTold; successor: Fact }[];
  /** Withheld, or gone from the files. */
  withdrawn: FactAsTold[];
  sourcesAdded: Source[];
  /** Sources whose date, title, publisher, author or attribution changed. */
  sourcesChanged: { source: Source; before: SourceAsTold }[];
}

export function snapshotOf(base: FactBase): Snapshot {
  return {
    format: 1,
    version: base.version,
    facts: livingFacts(base).map((fact) => factAsTold(fact, base)),
    sources: [...base.sources.values()].map(sourceAsTold),
  };
}

/** Parses a stored snapshot; null when it is damaged or of another format. */
export function readSnapshot(kept: unknown): Snapshot | null {
  const read = SnapshotSchema.safeParse(kept);
  return read.success ? read.data : null;
}

export function changesSince(snapshot: Snapshot, base: FactBase): Changes {
  const told = new Map(snapshot.facts.map((fact) => [fact.id, fact]));
  const toldSources = new Map(snapshot.sources.map((source) => [source.id, source]));

  const superseded: Changes['superseded'] = [];
  const withdrawn: FactAsTold[] = [];
  for (const before of snapshot.facts) {
    const now = base.facts.get(before.id);
    if (now && isLiving(now)) continue;
    const successor = now && !now.withheld ? successorOf(now, base) : null;
    if (successor) superseded.push({ before, successor });
    else withdrawn.push(before);
  }

  const successors = new Set(superseded.map(({ successor }) => successor.id));
  const added: Fact[] = [];
  const changed: Changes['changed'] = [];
  for (const fact of livingFacts(base)) {
    const before = told.get(fact.id);
    if (before) {
      const facets = facetsChanged(before, factAsTold(fact, base), base);
      if (facets.length > 0) changed.push({ fact, before, facets });
    } else if (!successors.has(fact.id)) added.push(fact);
  }

  const sources = [...base.sources.values()];
  return {
    added,
    changed,
    superseded,
    withdrawn,
    sourcesAdded: sources.filter(({ id }) => !toldSources.has(id)),
    sourcesChanged: sources.flatMap((source) => {
      const before = toldSources.get(source.id);
      return before && !same(before, sourceAsTold(source)) ? [{ source, before }] : [];
    }),
  };
}

// --- internal ---

function isLiving(fact: Fact): boolean {
  return !fact.withheld && fact.superseded_by === null;
}

/** The living fact at the end of the chain. Loading proves that it exists and that there is no cycle. */
function successorOf(fact: Fact, base: FactBase): Fact | null {
  const seen = new Set<Fact>();
  let at: Fact | undefined = fact;
  while (at && !seen.has(at)) {
    if (isLiving(at)) return at;
    seen.add(at);
    at = base.facts.get(at.superseded_by ?? '');
  }
  return null;
}

function factAsTold(fact: Fact, base: FactBase): FactAsTold {
  const { id, topic, claim, says, as_of, happened } = fact;
  return {
    ...{ id, topic, claim, says, as_of },
    happened: happened && { date: happened.date, words: happened.words },
    quotes: fact.evidence.map(({ source, quote }) => ({ source, quote })),
    disagrees_with: fact.disagrees_with.filter((other) => {
      const side = base.facts.get(other);
      return side !== undefined && isLiving(side);
    }),
  };
}

function sourceAsTold({ id, title, publisher, author, published, attribution }: Source): SourceAsTold {
  return { id, title, publisher, author, published, attribution };
}

function facetsChanged(before: FactAsTold, now: FactAsTold, base: FactBase): Facet[] {
  // A side that was superseded is replaced by its successor: the dispute is the same.
  const sidesNow = (ids: string[]) =>
    ids.map((id) => {
      const side = base.facts.get(id);
      return (side && !side.withheld && successorOf(side, base)?.id) ?? id;
    });
  const facets: [Facet, unknown, unknown][] = [
    ['claim', before.claim, now.claim],
    ['speaker', before.says, now.says],
    ['dates', [before.as_of, before.happened], [now.as_of, now.happened]],
    ['quotes', inAnyOrder(before.quotes), inAnyOrder(now.quotes)],
    ['disagreement', inAnyOrder(sidesNow(before.disagrees_with)), inAnyOrder(now.disagrees_with)],
  ];
  return facets.filter(([, was, is]) => !same(was, is)).map(([facet]) => facet);
}

/** The members as JSON, deduplicated and sorted. */
function inAnyOrder(list: readonly unknown[]): string[] {
  return [...new Set(list.map((item) => JSON.stringify(item)))].sort();
}

/** Compares as JSON. Both sides come from the same builders or a strict schema, so their keys are in the same order. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
