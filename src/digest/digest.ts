import { daysOld } from '../facts/calendar.ts';
import {
  type Changes,
  changesSince,
  type FactAsTold,
  type Snapshot,
  type SourceAsTold,
} from '../facts/compare.ts';
import type { Desk, FactBase, Source } from '../facts/schema.ts';
import { livingFacts } from '../facts/views.ts';
import { type FactWithDisputes, idsIn, withDisputes } from './disputes.ts';
import { nextToFeature } from './rotation.ts';
import { topicsGone } from './topics-gone.ts';

/** The post of one day in one channel: what it says, and nothing of how it looks. */
export interface Digest {
  /** The channel's local date, YYYY-MM-DD. */
  date: string;
  desk: Desk;
  /** Version of the base it was written from. */
  version: string;
  /** Topics it is limited to; empty: all. */
  topics: readonly string[];
  /** Of those, the ones that are not on file any more. */
  gone: string[];
  onFile: { facts: number; topics: number; sources: number };
  /** The date of the last one really posted here; null for the first. */
  since: string | null;
  /** What has changed since then; null for the first, and when what was on file then is not known any more. */
  news: News | null;
  /** One fact worth knowing. */
  featured: FactWithDisputes | null;
  ageing: Ageing;
  /** What the desk was asked and the base could not answer, most asked first. */
  unanswered: Listed<Unanswered>;
  /** There is nothing new: where the digest is quiet, nothing is posted. */
  isSilent: boolean;
  /** Ids of every fact it shows, so that a correction can find the post. */
  facts: string[];
}

/** What fits, and what does not. */
interface Listed<T> {
  /** Of all there are; a fact that stands as the other side of one shown is counted, and not shown twice. */
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

/** What an editor must mind about the sources' dates. */
interface Ageing {
  /** The limit, in days. */
  limit: number;
  undated: Source[];
  /** Past the limit. */
  past: Aged[];
  /** Of those, the ones to name today: past the limit only since the last digest, or all of them in the first. */
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
  /** The last digest really posted in this channel; its snapshot is null when it cannot be read any more. */
  last: { date: string; snapshot: Snapshot | null } | null;
  /** Empty: all. */
  topics: readonly string[];
  /** Ids of the facts featured in this channel before, newest first. */
  featured: readonly string[];
  /** Most asked first. */
  misses: readonly Unanswered[];
  staleAfterDays: number;
  /** Tells channels apart, so that they do not feature the same fact on the same day. */
  seed: string;
}

/** What a day's post says. With nothing new it is short, and it always fits one screen. */
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
  const gone = topicsGone(topics, base);
  // That a topic went is news once, also where the digest is quiet; after that its posts may stay out.
  const isNewlyGone = gone.some((name) => last?.snapshot?.facts.some(({ topic }) => topic === name));
  const isNothingNew = news !== null && Object.values(news).every(({ count }) => count === 0);
  return {
    ...{ date, desk: base.desk, version: base.version, topics, gone, news, featured, ageing },
    onFile: {
      facts: facts.length,
      topics: new Set(facts.map(({ topic }) => topic)).size,
      sources: sources.length,
    },
    since: last?.date ?? null,
    unanswered: listed(misses, UNANSWERED_AT_MOST),
    isSilent: isNothingNew && ageing.toName.length === 0 && !isNewlyGone,
    facts: [...new Set([...shownAbove, ...(featured ? idsIn(featured) : [])])],
  };
}

// --- internal ---

/** A screen of Slack shows some thirty lines, and a fact with its place and what it was before takes three. */
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
    // A new fact brings along what it contradicts: that is told once.
    .filter(({ fact, facets }) => facets.some((facet) => facet !== 'disagreement') || !contradicted.has(fact))
    .map((change) => ({ ...change, ...withDisputes(change.fact, base) }));
  const superseded = changes.superseded
    .filter(({ before, successor }) => isOurs(before) || isOurs(successor))
    .map(({ before, successor }) => ({ before, ...withDisputes(successor, base) }));
  const withdrawn = changes.withdrawn.filter(isOurs);

  const apart = added.filter((told, at) => !isShownBy(added.slice(0, at), told));
  const rooms = shares(
    [apart, changed, superseded, withdrawn].map(({ length }) => length),
    FACTS_AT_MOST,
  );
  return {
    added: { ...listed(apart, rooms[0]), count: added.length },
    changed: listed(changed, rooms[1]),
    superseded: listed(superseded, rooms[2]),
    withdrawn: listed(withdrawn, rooms[3]),
    sourcesAdded: listed(changes.sourcesAdded.filter(isOurSource), SOURCES_AT_MOST),
    sourcesChanged: listed(
      changes.sourcesChanged.filter(({ source }) => isOurSource(source)),
      SOURCES_AT_MOST,
    ),
  };
}

/** Whether a fact and all its other sides stand among others already. */
function isShownBy(others: readonly FactWithDisputes[], told: FactWithDisputes): boolean {
  const shown = new Set(others.flatMap(idsIn));
  return idsIn(told).every((id) => shown.has(id));
}

/** Room for each of several lists: a place in turn, until all is shown or the room is used up. */
function shares(lengths: readonly number[], room: number): number[] {
  const given = lengths.map(() => 0);
  const wants = (at: number) => (given[at] ?? 0) < (lengths[at] ?? 0);
  for (let left = room; left > 0 && lengths.some((_, at) => wants(at)); ) {
    for (const at of lengths.keys()) {
      if (left === 0 || !wants(at)) continue;
      given[at] = (given[at] ?? 0) + 1;
      left -= 1;
    }
  }
  return given;
}

function listed<T>(all: readonly T[], room = 0): Listed<T> {
  return { count: all.length, shown: all.slice(0, room), more: all.slice(room) };
}

function ageingOf(sources: readonly Source[], { date, last, staleAfterDays: limit }: DigestInput): Ageing {
  const past = sources.flatMap((source): Aged[] => {
    const days = daysOld(source, date);
    return days !== null && days > limit ? [{ source, days }] : [];
  });
  // What was past the limit the last time is no news, and a digest that says so every day is not read.
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
