import { addDays, weekdayOf } from './local-time.ts';
import { readZone } from './zone.ts';

/** What a person wants of a channel's digest. */
export type DigestOrder =
  | {
      do: 'on';
      /** Local time, HH:MM. */
      at: string;
      days: 'weekdays' | 'daily';
      /** IANA name. */
      zone: string;
      /** Empty: all. */
      topics: string[];
      isQuiet: boolean;
    }
  | { do: 'off' }
  /** No post before this local date. */
  | { do: 'pause'; until: string }
  | { do: 'preview' }
  | { do: 'now' }
  | { do: 'status' };

export interface OrderContext {
  /** Topics on file. */
  topics: readonly string[];
  /** The channel's zone so far, or the desk's: it holds until another is named. */
  zone: string;
  /** Today in that zone. */
  today: string;
  /** The desk's slash command, for examples that work. */
  command: string;
}

/**
 * Whether a line is an order, well-formed or not: `digest` alone, or before a known verb.
 * Before anything else it begins a question.
 * @param text cleaned as a question is
 */
export function isOrder(text: string): boolean {
  return orderIn(text) !== null;
}

/** Reads an order about the digest; alone, `digest` asks for the status. Null when the line is none. */
export function readOrder(text: string, context: OrderContext): DigestOrder | { refused: string } | null {
  const order = orderIn(text);
  if (order === null) return null;
  const { verb, rest } = order;
  const fault = (found: string, expected: string, example: string) => ({
    refused: `${found}; expected ${expected}, for example: ${context.command} digest ${example}`,
  });
  if (verb === 'on') return readOn(rest, context, fault);
  if (verb === 'pause') return readPause(rest, context, fault);
  if (rest.length > 0) return fault(`“digest ${verb}” stands alone`, 'no more words', verb);
  return { do: verb };
}

// --- internal ---

const VERBS = ['on', 'off', 'pause', 'preview', 'now', 'status'] as const satisfies DigestOrder['do'][];

function orderIn(text: string): { verb: DigestOrder['do']; rest: string[] } | null {
  const words = text
    .replace(/[\s.,;:!?¡¿…]+$/u, '')
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const [first, second = 'status'] = words.map((word) => word.toLowerCase());
  const verb = VERBS.find((known) => known === second);
  return first === 'digest' && verb ? { verb, rest: words.slice(2) } : null;
}

/** What was found, what was expected, an example that works: one line. */
type Fault = (found: string, expected: string, example: string) => { refused: string };

/** Words that people put between the telling ones. */
const FILLERS = new Set(['at', 'on', 'in', 'for', 'about', 'and', 'the', 'every', 'all', 'topic', 'topics']);

const DAYS = new Map<string, 'weekdays' | 'daily'>([
  ['weekdays', 'weekdays'],
  ['weekday', 'weekdays'],
  ['mon-fri', 'weekdays'],
  ['daily', 'daily'],
  ['everyday', 'daily'],
  ['day', 'daily'],
]);

/** A time first or last, days, a zone and topics in any order. Whatever is unsaid has a default but the time. */
function readOn(words: string[], context: OrderContext, fault: Fault): DigestOrder | { refused: string } {
  const found = { times: [] as string[], days: new Set<'weekdays' | 'daily'>(), zones: new Set<string>() };
  const topics = new Set<string>();
  const unknown: string[] = [];
  let isQuiet = false;
  for (let at = 0; at < words.length && unknown.length < NAMED; ) {
    const typed = words[at] as string;
    const word = typed.toLowerCase();
    const days = DAYS.get(word);
    const time = readTime(word, words[at + 1]);
    at += 1;
    if (time !== null) {
      if ('fault' in time) return fault(time.fault, 'a time from 00:00 to 23:59', `on ${time.like}`);
      found.times.push(time.at);
      at += time.words - 1;
    } else if (word === 'quiet') isQuiet = true;
    else if (days) found.days.add(days);
    else if (context.topics.includes(word)) topics.add(word);
    else if (!FILLERS.has(word)) {
      // "port au prince", "un path": names of several words.
      const names = [3, 2, 1].map((length) => words.slice(at - 1, at - 1 + length));
      const known = names.find((name) => readName(name, context) !== null);
      const name = known && readName(known, context);
      if (name && 'topic' in name) topics.add(name.topic);
      else if (name) found.zones.add(name.zone);
      else unknown.push(shown(typed));
      at += (known?.length ?? 1) - 1;
    }
  }

  if (unknown.length > 0) {
    const listed = context.topics.slice(0, LISTED).join(', ');
    return fault(
      `${unknown.join(', ')} ${unknown.length > 1 ? 'are' : 'is'} not understood here`,
      `a time, then any of weekdays or daily, a time zone, topics (${listed}${context.topics.length > LISTED ? ', …' : ''}) and quiet`,
      `on 08:30 weekdays ${context.zone}${context.topics[0] ? ` ${context.topics[0]}` : ''}`,
    );
  }
  const [time] = found.times;
  if (time === undefined) {
    return fault('“digest on” lacks a time', 'one like 08:30', `on 08:30 ${words.join(' ') || 'weekdays'}`);
  }
  const oneOf = (what: string, all: readonly string[], example: string) =>
    fault(`${all.join(' and ')} are two ${what}`, 'one', example);
  if (found.times.length > 1) return oneOf('times', found.times, `on ${time}`);
  if (found.days.size > 1) return oneOf('choices of days', [...found.days], `on ${time} weekdays`);
  if (found.zones.size > 1)
    return oneOf('time zones', [...found.zones], `on ${time} ${[...found.zones].at(-1)}`);
  return {
    do: 'on',
    at: time,
    // A newsroom's working days: whoever is off at the weekend is not to find two posts unread on Monday.
    days: [...found.days][0] ?? 'weekdays',
    zone: [...found.zones][0] ?? context.zone,
    // In the order of the base: the same choice is the same setting.
    topics: context.topics.filter((topic) => topics.has(topic)),
    isQuiet,
  };
}

/** How many words a refusal names, and how many topics. */
const NAMED = 3;
const LISTED = 20;

function readName(
  words: readonly string[],
  { topics }: OrderContext,
): { topic: string } | { zone: string } | null {
  const topic = words.join('-').toLowerCase();
  if (topics.includes(topic)) return { topic };
  const zone = readZone(words.join(' '));
  return zone ? { zone } : null;
}

interface Time {
  at: string;
  /** How many words it took. */
  words: number;
}

/** `8:30`, `08.30`, `8h30`, `0830`, `8am`, `8:30 pm`, `noon`, `midnight`; null for a word that is no time at all. */
function readTime(word: string, next = ''): Time | { fault: string; like: string } | null {
  if (word === 'noon') return { at: '12:00', words: 1 };
  if (word === 'midnight') return { at: '00:00', words: 1 };
  if (!/^\d/.test(word)) return null;
  const isApart = HALF.test(next.toLowerCase());
  const whole = isApart ? `${word}${next.toLowerCase()}` : word;
  const parts = /^(\d{1,2})(?:[:.h]?(\d{2})|(h))?([ap]\.?m)?\.?$/.exec(whole);
  if (!parts) return { fault: `${shown(whole)} is no time`, like: '08:30' };
  const [, hours = '', minutes = '', h, half] = parts;
  const hour = Number(hours);
  const isRight = half ? hour >= 1 && hour <= 12 : hour <= 23;
  if (!isRight || Number(minutes) > 59)
    return { fault: `${shown(whole)} is no time of the day`, like: '08:30' };
  const hour24 = half ? (hour % 12) + (half.startsWith('p') ? 12 : 0) : hour;
  const at = `${String(hour24).padStart(2, '0')}:${minutes || '00'}`;
  if (minutes === '' && !h && !half) return { fault: `${shown(word)} could be morning or evening`, like: at };
  return { at, words: isApart ? 2 : 1 };
}

/** The half of the day. */
const HALF = /^[ap]\.?m\.?$/;

function readPause(
  words: string[],
  { today }: OrderContext,
  fault: Fault,
): DigestOrder | { refused: string } {
  const refused = (found: string) =>
    fault(found, 'a later day: YYYY-MM-DD, tomorrow or a weekday', `pause until ${addDays(today, 7)}`);
  const [word, ...others] = words.filter((one) => !/^(until|till|to)$/i.test(one));
  if (word === undefined) return refused('“digest pause” lacks the day of the next post');
  if (others.length > 0) return refused(`${shown(words.join(' '))} is more than one day`);
  const until = readDay(word.toLowerCase(), today);
  if (until === null) return refused(`${shown(word)} is no day of the calendar`);
  if (until === today) return refused(`${shown(word)} is today`);
  if (until < today) return refused(`${shown(word)} is past`);
  if (until > addDays(today, LONGEST_PAUSE)) {
    return fault(`${until} is more than a year away`, 'an earlier day, or “digest off”', 'off');
  }
  return { do: 'pause', until };
}

/** Days. A pause over a year is a slip of the keyboard, or a digest that nobody wants. */
const LONGEST_PAUSE = 366;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A weekday is the next one after today. */
function readDay(word: string, today: string): string | null {
  if (word === 'today') return today;
  if (word === 'tomorrow') return addDays(today, 1);
  const weekday = word.length >= 3 ? WEEKDAYS.findIndex((name) => name.startsWith(word)) : -1;
  if (weekday >= 0) return addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(word) && !Number.isNaN(Date.parse(`${word}T00:00:00Z`));
  return isReal && addDays(word, 0) === word ? word : null;
}

/** A word of the reader's, short enough to be said back. */
function shown(word: string): string {
  return `“${word.length > 40 ? `${word.slice(0, 39)}…` : word}”`;
}
