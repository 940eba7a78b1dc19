import { daysOld } from '../facts/calendar.ts';
import {
  type Changes,
  changesSince,
  type FactAsTold,
  type Snapshot,
  type SourceAsTold,
} from '../facts/compare.ts';
import type { DeskSettings, FactBase, Source } from '../facts/schema.ts';
import { livingFacts } from '../facts/views.ts';
import { type FactWithDisputes, idsIn, withDisputes } from './disputes.ts';
import { removedTopics } from './removed-topics.ts';
import { nextToFeature } from './rotation.ts';

/** What one day's post in one channel says, without layout. */
export interface Digest {
  /** In the channel's time zone, YYYY-MM-DD. */
  date: string;
  desk: DeskSettings;
  /** Of the fact base. */
  version: string;
  /** The topics it is limited to; empty: all. */
  topics: readonly string[];
  /** Of those, the ones no longer on file. */
  removedTopics: string[];
  onFile: { facts: number; topics: number; sources: number };
  /** Date of the last digest posted here; null for the first. */
  since: string | null;
  /** What has changed since then; null for the first, and when the base of that day is no longer known. */
  news: News | null;
  /** One fact worth knowing. */
  featured: FactWithDisputes | null;
  ageing: Ageing;
  /** Questions the base could not answer, most asked first. */
  unanswered: Listed<Unanswered>;
  /** Nothing is new: a quiet digest is not posted. */
  isSilent: boolean;
  /** Ids of all facts it shows, so that a correction can find the post. */
  facts: string[];
}

/** What fits, and the rest. */
interface Listed<T> {
  /** Of all; a fact shown as the other side of another counts, but is not shown twice. */
  count: number;
  shown: T[];
  more: T[];
}

export type ChangedFact = FactWithDisputes & Omit<Changes['changed'][number], 'fact'>;

interface News {
  added: Listed<FactWithDisputes>;
  changed: Listed<ChangedFact>;
  /** The fact is the successor. */
  superseded: Listed<FactWithDisputes & { before: FactAsTold }>;
  withdrawn: Listed<FactAsTold>;
  sourcesAdded: Listed<Source>;
  sourcesChanged: Listed<{ source: Source; before: SourceAsTold }>;
}

/** What an editor should know about the sources' dates. */
interface Ageing {
  /** The limit, in days. */
  limit: number;
  undated: Source[];
  /** Past the limit. */
  past: Aged[];
  /** Those to name today: past the limit since the last digest, or all of them in the first. */
  toName: Aged[];
}

interface Aged {
  source: Source;
  days: number;
}

export interface Unanswered {
  question: string;
  count: number;
}

export interface DigestInput {
  base: FactBase;
  date: string;
  /** The last digest posted in this channel; the snapshot is null when its base is no longer known. */
  last: { date: string; snapshot: Snapshot | null } | null;
  /** Empty: all. */
  topics: readonly string[];
  /** Ids of the facts featured in this channel before, newest first. */
  featured: readonly string[];
  /** Most asked first. */
  misses: readonly Unanswered[];
  staleAfterDays: number;
  /** Differs between channels, so that they feature different facts on the same day. */
  seed: string;
}

/** Composes a day's post. It always fits one screen, and is short when nothing is new. */
export function composeDigest(input: DigestInput): Digest {
  const { base, date, last, topics, misses } = input;
  const isOurs = ({ topic }: { topic: string }) => topics.length === 0 || topics.includes(topic);
  const facts = livingFacts(base).filter(isOurs);
  const cited = new Set(facts.flatMap((fact) => fact.evidence.map((span) => span.source)));
  const sources = [...base.sources.values()].filter(({ id }) => topics.length === 0 || cited.has(id));

  const changes = last?.snapshot ? changesSince(last.snapshot, base) : null;
  const news = changes && newsOf(changes, base, isOurs, (source) => sources.includes(source));
  const ageing = ageingOf(sources, input);
  const shownAbove = news ? shownIn(news) : [];
  const featured = nextToFeature(
    facts.map((fact) => withDisputes(fact, base)),
    { ...input, shownAbove: new Set(shownAbove) },
  );
  const removed = removedTopics(topics, base);
  // That a topic was removed is news once, even for a quiet digest.
  const isNewlyRemoved = removed.some((name) => last?.snapshot?.facts.some(({ topic }) => topic === name));
  const isNothingNew = news !== null && Object.values(news).every(({ count }) => count === 0);
  return {
    ...{ date, desk: base.desk, version: base.version, topics, news, featured, ageing },
    removedTopics: removed,
    onFile: {
      facts: facts.length,
      topics: new Set(facts.map(({ topic }) => topic)).size,
      sources: sources.length,
    },
    since: last?.date ?? null,
    unanswered: listed(misses, UNANSWERED_AT_MOST),
    isSilent: isNothingNew && ageing.toName.length === 0 && !isNewlyRemoved,
    facts: [...new Set([...shownAbove, ...(featured ? idsIn(featured) : [])])],
  };
}

// --- internal ---

/** Slack shows about thirty lines on a screen; a fact with its citation and its former claim takes three. */
const FACTS_AT_MOST = 6;
const SOURCES_AT_MOST = 3;
const UNANSWERED_AT_MOST = 5;

function newsOf(
  changes: Changes,
  base: FactBase,
  isOurs: (fact: { topic: string }) => boolean,
  isOurSource: (source: Source) => boolean,
): News {
  const added = changes.added.filter(isOurs).map((fact) => withDisputes(fact, base));
  const contradicted = new Set(added.flatMap(({ disputedBy }) => disputedBy));
  const changed = changes.changed
    .filter(({ fact }) => isOurs(fact))
    // A new fact is shown with what it contradicts, so the change in those is not shown again.
    .filter(({ fact, facets }) => facets.some((facet) => facet !== 'disagreement') || !contradicted.has(fact))
    .map((change) => ({ ...change, ...withDisputes(change.fact, base) }));
  const superseded = changes.superseded
    .filter(({ before, successor }) => isOurs(before) || isOurs(successor))
    .map(({ before, successor }) => ({ before, ...withDisputes(successor, base) }));
  const withdrawn = changes.withdrawn.filter(isOurs);

  const apart = added.filter((fact, at) => !isShownBy(added.slice(0, at), fact));
  const limits = shares(
    [apart, changed, superseded, withdrawn].map(({ length }) => length),
    FACTS_AT_MOST,
  );
  return {
    added: { ...listed(apart, limits[0]), count: added.length },
    changed: listed(changed, limits[1]),
    superseded: listed(superseded, limits[2]),
    withdrawn: listed(withdrawn, limits[3]),
    sourcesAdded: listed(changes.sourcesAdded.filter(isOurSource), SOURCES_AT_MOST),
    sourcesChanged: listed(
      changes.sourcesChanged.filter(({ source }) => isOurSource(source)),
      SOURCES_AT_MOST,
    ),
  };
}

/** Whether a fact and everything that disputes it are among others already. */
function isShownBy(others: readonly FactWithDisputes[], fact: FactWithDisputes): boolean {
  const shown = new Set(others.flatMap(idsIn));
  return idsIn(fact).every((id) => shown.has(id));
}

/** Shares a number of places between lists, one to each in turn, until all is shown or none are left. */
function shares(lengths: readonly number[], places: number): number[] {
  const given = lengths.map(() => 0);
  const wants = (at: number) => (given[at] ?? 0) < (lengths[at] ?? 0);
  for (let left = places; left > 0 && lengths.some((_, at) => wants(at)); ) {
    for (const at of lengths.keys()) {
      if (left === 0 || !wants(at)) continue;
      given[at] = (given[at] ?? 0) + 1;
      left -= 1;
    }
  }
  return given;
}

function listed<T>(all: readonly T[], limit = 0): Listed<T> {
  return { count: all.length, shown: all.slice(0, limit), more: all.slice(limit) };
}

function ageingOf(sources: readonly Source[], { date, last, staleAfterDays: limit }: DigestInput): Ageing {
  const past = sources.flatMap((source): Aged[] => {
    const days = daysOld(source, date);
    return days !== null && days > limit ? [{ source, days }] : [];
  });
  // A source past the limit last time is not news: nobody reads a digest that repeats it every day.
  const wasPast = (source: Source) => last !== null && (daysOld(source, last.date) ?? 0) > limit;
  return {
    limit,
    undated: sources.filter(({ published }) => published === null),
    past,
    toName: past.filter(({ source }) => !wasPast(source)),
  };
}

function shownIn({ added, changed, superseded }: News): string[] {
  return [added, changed, superseded].flatMap(({ shown }) => shown.flatMap(idsIn));
}
