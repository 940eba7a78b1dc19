import { dateInWords } from '../facts/calendar.ts';
import type { Facet, FactAsTold } from '../facts/compare.ts';
import { topicNames } from '../facts/names.ts';
import type { DeskSettings } from '../facts/schema.ts';
import { capitalised, counted, type NamedSource, sourceInWords } from '../facts/source-text.ts';
import type { DigestSetting } from '../state/state.ts';
import type { ChangedFact, Digest, Unanswered } from './digest.ts';
import { weekdayOf } from './local-time.ts';
import { removedTopicsInWords } from './removed-topics.ts';

/** A digest's sentences, without layout: every door lays out the same ones. */

/** "Harbour Desk, Monday 1 June 2026" */
export function titleOf(digest: Digest): string {
  return `${digest.desk.name}, ${dayInWords(digest.date)}`;
}

/** What matters today, in a sentence or two: "Two facts are new on file, one has changed." */
export function headlineOf(digest: Digest): string {
  const removed = removedTopicsInWords(digest.removedTopics, digest.desk);
  return [newsInWords(digest), removed].filter(Boolean).join(' ');
}

export const HEADINGS = {
  // New on file is not new in the world: each line shows the age of its source.
  added: 'New on file',
  changed: 'Changed on file',
  superseded: 'Replaced on file',
  withdrawn: 'Withdrawn: check anything written from it',
  sources: 'Sources',
  featured: 'Worth knowing',
  unanswered: 'Asked, and not on file',
} as const;

/** A fact's former claim, or what else about it has changed. */
export function changeInWords({ before, facets, disputedBy }: ChangedFact): string {
  if (facets.includes('claim')) return `Before: ${before.claim}`;
  const [facet, ...others] = facets;
  if (facet === 'disagreement' && others.length === 0) {
    if (disputedBy.length === 0) return 'No longer contradicted by anything on file.';
    if (before.disagrees_with.length === 0) return 'The claim stands, and is now contradicted.';
  }
  return `The claim stands; changed: ${facets.map((one) => FACETS[one]).join(', ')}.`;
}

/** What a successor replaced. */
export function replacedInWords(before: FactAsTold): string {
  return `Before: ${before.claim} (${before.id})`;
}

/** A fact no longer on file, with its sources. */
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

/** "and 3 more: /harbour topic boats", with the commands that list them; null when there are none. */
export function moreFacts(rest: readonly { fact: { topic: string } }[], { desk }: Digest): string | null {
  const topics = [...new Set(rest.map(({ fact }) => fact.topic))];
  const commands =
    topics.length <= 2 ? topics.map((topic) => `${desk.command} topic ${topic}`) : [`${desk.command} topics`];
  return more(rest.length, commands.join(', '));
}

/** Withdrawn facts are listed nowhere else, so this gives their ids. */
export function moreWithdrawn(rest: readonly FactAsTold[]): string | null {
  return more(rest.length, rest.map(({ id }) => id).join(', '));
}

export function moreSources(rest: readonly unknown[], { desk }: Digest): string | null {
  return more(rest.length, `${desk.command} sources`);
}

/** The day's sentences about sources: new ones, new descriptions, and those just past the age limit. */
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
        `New description: ${sourceInWords(source)} (${source.id}). Before: ${sourceInWords(before)}`,
    ),
    ...aged,
    ...undatedToName(digest)
      .slice(0, SOURCES_NAMED)
      .map((source) => `Undated: ${sourceInWords(source)} (${source.id})`),
  ];
}

/** The sources that those sentences leave out. */
export function sourcesLeftOut(digest: Digest): unknown[] {
  const { news, ageing } = digest;
  return [
    ...(news?.sourcesAdded.more ?? []),
    ...(news?.sourcesChanged.more ?? []),
    ...ageing.toName.slice(SOURCES_NAMED),
    ...undatedToName(digest).slice(SOURCES_NAMED),
  ];
}

/** How many sources are undated or past the age limit; null when none are. The same every day, so shown small. */
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

/** To whoever set a digest up, when Slack refuses to post it. */
export function stoppedNotice(
  { channel, at }: DigestSetting,
  why: string,
  { command }: DeskSettings,
): string {
  return `The daily digest could not be posted in ${channel}: Slack said ${why}. It is now off there. Once that is fixed, turn it on again with ${command} digest on ${at}.`;
}

/** To whoever set a digest up, when Slack refused one until it was too late for its day. */
export function missedNotice(
  { channel }: DigestSetting,
  { date, why }: { date: string; why: string },
): string {
  return `The digest of ${dateInWords(date)} was not posted in ${channel}: Slack said ${why} until it was too late for that day. It stays on, and the next one comes as usual.`;
}

/** To whoever set a digest up, when topics it is limited to are no longer on file. */
export function removedTopicsNotice(
  { channel, topics }: DigestSetting,
  removed: readonly string[],
  desk: DeskSettings,
): string {
  return `The daily digest in ${channel} is about ${topicNames(desk, topics)}. ${removedTopicsInWords(removed, desk)}`;
}

/** Why an instance posts no digest, to whoever asks for one. */
export function heldBackNotice(version: string, speaker: string): string {
  return `Not posted: digests speak for another version of the fact base (${speaker}), and this desk has ${version}, which was seen before it. If that is right, an operator can choose this one: ${cureFor(version)}`;
}

export function cureFor(version: string): string {
  return `npm run -s digest -- --speak-for ${version}`;
}

// --- internal ---

function newsInWords(digest: Digest): string {
  const { news, onFile, topics, since } = digest;
  if (news === null) {
    const place = topics.length > 0 ? ` on ${topicNames(digest.desk, topics)}` : '';
    const file = `${counted(onFile.facts, 'fact')}${place} ${onFile.facts === 1 ? 'is' : 'are'} on file, from ${counted(onFile.sources, 'source')}`;
    return since === null
      ? `The first digest here: ${file}.`
      : `Changes since ${sinceInWords(digest)} cannot be listed this time. ${capitalised(file)}.`;
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
      [news.sourcesChanged.count, 'source', 'has a new description', 'have new descriptions'],
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

/** New on file is often not news; this says so when none of it rests on a recent source. */
function oldInWords({ news, ageing }: Digest): string {
  const old = new Set([...ageing.undated.map(({ id }) => id), ...ageing.past.map(({ source }) => source.id)]);
  const facts = [news?.added, news?.changed, news?.superseded].flatMap((part) => [
    ...(part?.shown ?? []),
    ...(part?.more ?? []),
  ]);
  if (facts.length === 0) return '';
  const isOld = facts.every(({ fact }) => fact.evidence.every(({ source }) => old.has(source)));
  return isOld
    ? `No new reporting: all of it rests on sources that are undated or over ${ageing.limit} days old.`
    : '';
}

const SOURCES_NAMED = 3;

/** Named only once, in a channel's first digest. */
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

/** With the year only when it is a different one. */
function sinceInWords({ since, date }: Digest): string {
  if (since === date) return 'today’s digest';
  const year = date.slice(0, 4);
  return dayInWords(since ?? date).replace(new RegExp(` ${year}$`), '');
}

function more(count: number, where: string, what = ''): string | null {
  return count === 0 ? null : `and ${count} more${what}${where && `: ${where}`}`;
}

/** "Two facts are new, one has changed."; empty when all counts are zero. */
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

/** Spelled out up to twelve. */
const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
