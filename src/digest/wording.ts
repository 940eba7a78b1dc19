import { dateInWords } from '../facts/calendar.ts';
import type { Facet, FactAsTold } from '../facts/compare.ts';
import { capitalised, type NamedSource, sourceInWords } from '../facts/source-text.ts';
import type { ChangedFact, Digest, Unanswered } from './digest.ts';
import { weekdayOf } from './local-time.ts';
import { goneInWords } from './topics-gone.ts';

/** What a digest says, in words and without layout: every door lays out these same sentences. */

/** "Harbour Desk, Monday 1 June 2026" */
export function titleOf(digest: Digest): string {
  return `${digest.desk.name}, ${dayInWords(digest.date)}`;
}

/** What matters today, in a sentence or two: "Two facts are new, one has changed." */
export function headlineOf(digest: Digest): string {
  const gone = goneInWords(digest.gone, digest.desk.command);
  return [newsInWords(digest), gone].filter(Boolean).join(' ');
}

export const HEADINGS = {
  // New here is not new in the world: each line says how old its source is.
  added: 'New on file',
  changed: 'Changed on file',
  superseded: 'Replaced on file',
  withdrawn: 'Withdrawn: check what was written from it',
  sources: 'Sources',
  featured: 'Worth knowing',
  unanswered: 'Asked, and not on file',
} as const;

/** What a fact was before, or what else about it has changed. */
export function changeInWords({ before, facets, disputedBy }: ChangedFact): string {
  if (facets.includes('claim')) return `Before: ${before.claim}`;
  const [facet, ...others] = facets;
  if (facet === 'disagreement' && others.length === 0) {
    if (disputedBy.length === 0) return 'No longer contradicted by anything on file.';
    if (before.disagrees_with.length === 0) return 'The claim stands, and is now contradicted.';
  }
  return `The claim stands; changed: ${facets.map((one) => FACETS[one]).join(', ')}.`;
}

/** What was on file in place of a successor. */
export function replacedInWords(before: FactAsTold): string {
  return `Before: ${before.claim} (${before.id})`;
}

/** A fact that is no longer on file, with what it rested on. */
export function withdrawnInWords(
  { claim, id, quotes }: FactAsTold,
  sources: ReadonlyMap<string, NamedSource>,
): string {
  const places = [...new Set(quotes.map(({ source }) => source))].map((name) => {
    const source = sources.get(name);
    return source ? `${sourceInWords(source)} (${name})` : name;
  });
  return `${claim} — ${places.join('; ')} · ${id}`;
}

/** "and 3 more: /harbour topic boats", with commands that list them; null when there are none. */
export function moreFacts(rest: readonly { fact: { topic: string } }[], { desk }: Digest): string | null {
  const topics = [...new Set(rest.map(({ fact }) => fact.topic))];
  const commands =
    topics.length <= 2 ? topics.map((topic) => `${desk.command} topic ${topic}`) : [`${desk.command} topics`];
  return more(rest.length, commands.join(', '));
}

/** What is withdrawn is listed nowhere else, so the ids stand here. */
export function moreWithdrawn(rest: readonly FactAsTold[]): string | null {
  return more(rest.length, rest.map(({ id }) => id).join(', '));
}

export function moreSources(rest: readonly unknown[], { desk }: Digest): string | null {
  return more(rest.length, `${desk.command} sources`);
}

/** The day's sentences about sources: new ones, those described anew, and those that have just grown old. */
export function sourceSentences(digest: Digest): string[] {
  const { news, ageing } = digest;
  const aged = ageing.toName.slice(0, SOURCES_NAMED).map(({ source, days }) => {
    return `${days} days old, check for newer reporting: ${sourceInWords(source)} (${source.id})`;
  });
  return [
    ...(news?.sourcesAdded.shown ?? []).map((source) => {
      const aged = ageing.past.find((one) => one.source === source);
      return `New: ${sourceInWords(source)} (${source.id})${aged ? `, ${aged.days} days old` : ''}`;
    }),
    ...(news?.sourcesChanged.shown ?? []).map(
      ({ source, before }) =>
        `Described anew: ${sourceInWords(source)} (${source.id}). Before: ${sourceInWords(before)}`,
    ),
    ...aged,
    ...undatedToName(digest)
      .slice(0, SOURCES_NAMED)
      .map((source) => `Undated: ${sourceInWords(source)} (${source.id})`),
  ];
}

/** How many sources that sentence leaves out. */
export function sourcesLeftOut(digest: Digest): unknown[] {
  const { news, ageing } = digest;
  return [
    ...(news?.sourcesAdded.more ?? []),
    ...(news?.sourcesChanged.more ?? []),
    ...ageing.toName.slice(SOURCES_NAMED),
    ...undatedToName(digest).slice(SOURCES_NAMED),
  ];
}

/** What holds every day, kept small: how many sources are undated or long past. Null when none is. */
export function sourceAgesLine({ ageing, onFile, desk }: Digest): string | null {
  const { undated, past, limit } = ageing;
  const parts = [
    undated.length > 0 ? `${undated.length} undated` : '',
    past.length > 0 ? `${past.length} over ${limit} days old` : '',
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return `Of ${counted(onFile.sources, 'source')}: ${parts.join(', ')} (${desk.command} sources)`;
}

/** "who keeps the light (asked 3 times)" */
export function unansweredInWords({ question, count }: Unanswered): string {
  return count === 1 ? question : `${question} (asked ${count} times)`;
}

export function moreUnanswered(rest: readonly Unanswered[]): string | null {
  return more(rest.length, '', rest.length === 1 ? ' question' : ' questions');
}

// --- internal ---

function newsInWords(digest: Digest): string {
  const { news, onFile, topics, since } = digest;
  if (news === null) {
    const place = topics.length > 0 ? ` on ${topics.join(', ')}` : '';
    const file = `${counted(onFile.facts, 'fact')}${place} ${onFile.facts === 1 ? 'is' : 'are'} on file, from ${counted(onFile.sources, 'source')}`;
    return since === null
      ? `The first digest here: ${file}.`
      : `What has changed since ${sinceInWords(digest)} cannot be told this time. ${capitalised(file)}.`;
  }
  const sentences = [
    sentence([
      [news.added.count, 'fact', 'is new on file', 'are new on file'],
      [news.changed.count, 'fact', 'has changed', 'have changed'],
      [news.superseded.count, 'fact', 'has been replaced', 'have been replaced'],
      [news.withdrawn.count, 'fact', 'is withdrawn', 'are withdrawn'],
    ]),
    sentence([
      [news.sourcesAdded.count, 'source', 'is new', 'are new'],
      [news.sourcesChanged.count, 'source', 'is described anew', 'are described anew'],
    ]),
    sentence([
      [
        digest.ageing.toName.length,
        'source',
        `is now over ${digest.ageing.limit} days old`,
        `are now over ${digest.ageing.limit} days old`,
      ],
    ]),
  ];
  return digest.isSilent
    ? `Nothing new on file since ${sinceInWords(digest)}.`
    : [sentences[0], oldInWords(digest), ...sentences.slice(1)].filter(Boolean).join(' ');
}

/** What is new on file is often no news: said first where nothing of it rests on a source of these days. */
function oldInWords({ news, ageing }: Digest): string {
  const old = new Set([...ageing.undated.map(({ id }) => id), ...ageing.past.map(({ source }) => source.id)]);
  const told = [news?.added, news?.changed, news?.superseded].flatMap((part) => [
    ...(part?.shown ?? []),
    ...(part?.more ?? []),
  ]);
  if (told.length === 0) return '';
  const isOld = told.every(({ fact }) => fact.evidence.every(({ source }) => old.has(source)));
  return isOld
    ? `No new reporting: all of it rests on sources that are undated or over ${ageing.limit} days old.`
    : '';
}

const SOURCES_NAMED = 3;

/** They are named once: in the first digest of a channel. */
function undatedToName({ since, ageing }: Digest): Digest['ageing']['undated'] {
  return since === null ? ageing.undated : [];
}

const FACETS: Record<Facet, string> = {
  claim: 'the claim',
  speaker: 'who says it',
  dates: 'its date',
  quotes: 'the words quoted',
  disagreement: 'what contradicts it',
};

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function dayInWords(date: string): string {
  return `${WEEKDAYS[weekdayOf(date)]} ${dateInWords(date)}`;
}

/** The year is said only when it is another. */
function sinceInWords({ since, date }: Digest): string {
  if (since === date) return 'today’s digest';
  const year = date.slice(0, 4);
  return dayInWords(since ?? date).replace(new RegExp(` ${year}$`), '');
}

function more(count: number, where: string, what = ''): string | null {
  return count === 0 ? null : `and ${count} more${what}${where && `: ${where}`}`;
}

/** "Two facts are new, one has changed."; empty when all counts are nought. */
function sentence(clauses: [count: number, noun: string, one: string, several: string][]): string {
  const said = clauses
    .filter(([count]) => count > 0)
    .map(([count, noun, one, several], at) => {
      const number = NUMBERS[count] ?? String(count);
      const subject = at === 0 ? `${number} ${noun}${count === 1 ? '' : 's'}` : number;
      return `${subject} ${count === 1 ? one : several}`;
    });
  return said.length === 0 ? '' : `${capitalised(said.join(', '))}.`;
}

/** Up to twelve in words, as a desk writes them. */
const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
