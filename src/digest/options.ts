import type { DigestSetting } from '../state/state.ts';
import { daysOf, readDays } from './days.ts';
import { type InvalidCommand, type Refuse, shown } from './invalid-command.ts';
import { plainWords } from './plain-words.ts';
import { readTime } from './time-of-day.ts';
import { readZone } from './zone.ts';
import { zoneOfAbbreviation } from './zone-names.ts';

/** When a channel gets its digest, and what about. */
export type DigestOptions = Pick<DigestSetting, 'at' | 'days' | 'zone' | 'topics' | 'isQuiet'>;

export interface OptionsContext {
  /** Topics on file, with the names that readers see. */
  topics: ReadonlyMap<string, string>;
  /** For a channel without a time zone: that of the person asking, or the desk's. */
  zone: string;
  /** The channel's options so far, kept where the command says nothing. Null: none yet. */
  before: DigestOptions | null;
}

/** Words that mean how often even without "digest on" before them. */
export function isPlainOption(word: string): boolean {
  return DAYS.has(word) || MODES.has(word);
}

/** Reads a time, days, a time zone, topics and quiet or always, in any order. */
export function readOptions(
  words: readonly string[],
  context: OptionsContext,
  refuse: Refuse,
): DigestOptions | InvalidCommand {
  const found = findOptions(words, context, refuse);
  if ('refused' in found) return found;
  const { before } = context;
  const [time = before?.at] = found.times;
  if (time === undefined)
    return refuse('“digest on” needs a time', 'one like 08:30', `on 08:30 ${words.join(' ') || 'weekdays'}`);
  const oneOf = (what: string, all: readonly string[], example: string) =>
    refuse(`${all.join(' and ')} are ${what}`, 'one', `on ${time}${example && ` ${example}`}`);
  if (found.times.length > 1) return oneOf('two times', found.times, '');
  const [days, ...otherDays] = found.days;
  if (otherDays.length > 0) return oneOf('two choices of days', [...found.days], 'weekdays');
  const [zone, ...otherZones] = found.zones;
  if (otherZones.length > 0) return oneOf('two time zones', [...found.zones], otherZones.at(-1) ?? '');
  const [isQuiet, ...otherModes] = found.modes;
  if (otherModes.length > 0) return oneOf('opposites', ['quiet', 'always'], 'quiet');
  // In the base's order, so that the same choice is the same setting.
  const topics = [...context.topics.keys()].filter((topic) => found.topics.has(topic));
  const names = topics.map((topic) => context.topics.get(topic));
  if (found.isAll && topics.length > 0)
    return oneOf('two choices of topics', ['all', names.join(', ')], names.join(' '));
  return {
    at: time,
    // Working days, so that nobody finds two unread posts on Monday.
    days: days ?? before?.days ?? 'weekdays',
    zone: zone ?? before?.zone ?? context.zone,
    topics: found.isAll || topics.length > 0 ? topics : (before?.topics ?? []),
    isQuiet: isQuiet ?? before?.isQuiet ?? false,
  };
}

// --- internal ---

/** Words without a meaning of their own here. */
const FILLERS = new Set(
  'at on in for about and & - from the every each all topic topics only just time please'.split(' '),
);

const DAYS = new Map<string, DigestOptions['days']>([
  ['weekdays', 'weekdays'],
  ['weekday', 'weekdays'],
  ['daily', 'daily'],
  ['everyday', 'daily'],
]);

/** The same, and what may follow `every` and `all`. */
const EACH = new Map<string, DigestOptions['days']>([...DAYS, ['day', 'daily'], ['days', 'daily']]);

/** Whether to skip the post when nothing is new. */
const MODES = new Map([
  ['quiet', true],
  ['always', false],
  ['loud', false],
]);

interface Found {
  times: string[];
  days: Set<DigestOptions['days']>;
  zones: Set<string>;
  topics: Set<string>;
  modes: Set<boolean>;
  isAll: boolean;
  /** Days by name, 0 for Sunday. */
  weekdays: Set<number>;
}

function findOptions(
  words: readonly string[],
  context: OptionsContext,
  refuse: Refuse,
): Found | InvalidCommand {
  const found: Found = {
    ...{ times: [], days: new Set(), zones: new Set(), topics: new Set(), modes: new Set() },
    ...{ isAll: false, weekdays: new Set() },
  };
  const unknown: string[] = [];
  for (let at = 0; at < words.length && unknown.length < NAMED; ) {
    const typed = words[at] as string;
    const word = typed.toLowerCase();
    const next = words[at + 1]?.toLowerCase() ?? '';
    const days = EACH.get(word);
    const isQuiet = MODES.get(word);
    const time = readTime(word, next);
    at += 1;
    if (time !== null) {
      if ('fault' in time) return refuse(time.fault, 'a time from 00:00 to 23:59', `on ${time.like}`);
      found.times.push(time.at);
      at += time.words - 1;
      continue;
    }
    const named = context.topics.has(word) ? null : readDays(words.slice(at - 1));
    const zone = zoneOfAbbreviation(typed, context.before?.zone ?? context.zone);
    if (isQuiet !== undefined) found.modes.add(isQuiet);
    else if (days) found.days.add(days);
    else if (context.topics.has(word)) found.topics.add(word);
    else if (named) {
      for (const day of named.days) found.weekdays.add(day);
      at += named.words - 1;
    } else if (isAllTopics(word, next)) found.isAll = true;
    else if (zone) return abbreviated(words, at - 1, zone, context, refuse);
    else if (!FILLERS.has(word)) {
      // Names may have several words: "port au prince", "un path".
      const names = [4, 3, 2, 1].map((length) => words.slice(at - 1, at - 1 + length));
      const known = names.find((name) => readName(name, context) !== null);
      const name = known && readName(known, context);
      if (name && 'topic' in name) found.topics.add(name.topic);
      else if (name) found.zones.add(name.zone);
      else unknown.push(shown(typed));
      at += (known?.length ?? 1) - 1;
    }
  }
  if (found.weekdays.size > 0) found.days.add(daysOf(found.weekdays));
  return unknown.length === 0 ? found : notUnderstood(unknown, context, refuse);
}

/** "all", "everything", "every topic", but not "all days". */
function isAllTopics(word: string, next: string): boolean {
  if (word === 'every') return /^topics?$/.test(next);
  return word === 'everything' || (word === 'all' && !EACH.has(next));
}

/** EST does not say when clocks change; the example is the same command with the zone that is meant. */
function abbreviated(
  words: readonly string[],
  at: number,
  zone: string,
  context: OptionsContext,
  refuse: Refuse,
): InvalidCommand {
  const meant = words.with(at, zone);
  const isRight = !('refused' in readOptions(meant, context, refuse));
  return refuse(
    `“${words[at]}” does not say when clocks change`,
    'a time zone by its city',
    `on ${isRight ? meant.join(' ') : `08:30 ${zone}`}`,
  );
}

function notUnderstood(unknown: readonly string[], context: OptionsContext, refuse: Refuse): InvalidCommand {
  const names = [...context.topics.values()];
  const listed = names.slice(0, LISTED).join(', ');
  const zone = context.before?.zone ?? context.zone;
  return refuse(
    `${unknown.join(', ')} ${unknown.length > 1 ? 'are' : 'is'} not recognized here`,
    `a time, then any of weekdays, daily or days by name, a time zone, topics (${listed}${names.length > LISTED ? ', …' : ''}) or all, and quiet or always`,
    `on 08:30 weekdays ${zone}${names[0] ? ` ${names[0]}` : ''}`,
  );
}

/** How many unknown words, and how many topics, a refusal names. */
const NAMED = 3;
const LISTED = 20;

function readName(
  words: readonly string[],
  { topics }: OptionsContext,
): { topic: string } | { zone: string } | null {
  const typed = plainWords(words.join('-')).join('-').toLowerCase();
  for (const [topic, name] of topics)
    if (typed === topic || typed === plainWords(name).join('-').toLowerCase()) return { topic };
  const zone = readZone(words.join(' '));
  return zone ? { zone } : null;
}
