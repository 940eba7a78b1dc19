import type { DeskSettings, FactBase } from './schema.ts';
import { sourceInWords } from './source-text.ts';

/** What readers see for a topic: the name that the desk gives it, or else its own words. */
export function topicName({ topics }: DeskSettings, topic: string): string {
  return Object.hasOwn(topics, topic) ? (topics[topic] as { name: string }).name : topic.replaceAll('-', ' ');
}

/** The same for several, as a list in a sentence. */
export function topicNames(desk: DeskSettings, topics: readonly string[]): string {
  return topics.map((topic) => topicName(desk, topic)).join(', ');
}

/** The one topic that typed words name, by id or by name; null for none, `several` when it could be more than one. */
export function findTopic(typed: string, { desk, facts }: FactBase): Found {
  const topics = new Set(Array.from(facts.values(), ({ topic }) => topic));
  return find(
    typed,
    Array.from(topics, (id) => ({ id, names: [id, topicName(desk, id)] })),
  );
}

/** The same for a source: by its id, and by its publisher or else what it is called. */
export function findSource(typed: string, { sources }: FactBase): Found {
  return find(
    typed,
    Array.from(sources.values(), (source) => ({
      id: source.id,
      names: [source.id, source.publisher ?? sourceInWords(source)],
    })),
  );
}

/** Whether an id or name has only words that are options or courtesy in a command, where they would never be read as a topic. */
export function isReserved(name: string): boolean {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => RESERVED.has(word));
}

// --- internal ---

const RESERVED: ReadonlySet<string> = new Set(
  [
    'on off pause resume preview now status help start enable stop disable cancel unpause usage',
    'weekdays weekday mon fri daily everyday day days quiet always loud',
    'at in for about and the every all everything topic topics',
    'please pls plz thanks thx show list give me your',
  ].flatMap((line) => line.split(' ')),
);

type Found = { id: string } | 'several' | null;

interface Named {
  id: string;
  names: readonly string[];
}

/** An exact name wins, then a name that has all the words, then one whose words begin with them. */
function find(typed: string, all: readonly Named[]): Found {
  const wanted = wordsOf(typed);
  const tests: ((name: readonly string[]) => boolean)[] = [
    (name) => name.join(' ') === wanted.join(' '),
    (name) => wanted.every((word) => name.includes(word)),
    (name) => wanted.every((word) => name.some((other) => other.startsWith(word))),
  ];
  for (const test of tests) {
    const [first, ...others] = all.filter(({ names }) => names.some((name) => test(wordsOf(name))));
    if (first) return others.length > 0 ? 'several' : { id: first.id };
  }
  return null;
}

/** Lower case, without accents, each word in the singular: "Gangs" and "gang" are one. */
function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 3 ? word.replace(/ies$/, 'y').replace(/(?<=[^su])s$/, '') : word,
  );
}
