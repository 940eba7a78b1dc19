import { isLater } from './calendar.ts';
import { disputeFaults } from './disputes.ts';
import type { Fault } from './fault.ts';
import type { Written } from './folder.ts';
import { isReserved } from './names.ts';
import type { PhrasingFile } from './phrasings.ts';
import type { DeskSettings, DisputeEntry, FactEntry, Gap } from './schema.ts';
import type { Located } from './yaml.ts';

/** Everything in a data folder that has an id, or names one. */
export interface Referring {
  /** Facts by id; of two with one id the first. */
  facts: ReadonlyMap<string, Written<FactEntry>>;
  /** Topics, each with its file or the first of its files. */
  topics: ReadonlyMap<string, string>;
  gaps: readonly Written<Gap>[];
  disputes: readonly Written<DisputeEntry>[];
  phrasings: readonly PhrasingFile[];
  desk: Located<DeskSettings>;
  /** Whether an id may be that of a part which could not be read. */
  mayExist(id: string): boolean;
}

/** Whether every id that is named exists and fits. */
export function referenceFaults(all: Referring): Fault[] {
  const entries = new Map([...all.facts].map(([id, { entry }]) => [id, entry]));
  const facts = [...all.facts.values()];
  const known: Known = { entries, isUnknown: (id) => !entries.has(id) && !all.mayExist(id) };
  const succession = successionFaults(facts, known);
  // Whoever names a fact with a bad successor would be sent to that one.
  const doubtful = new Set(succession.map(({ id }) => id));
  const shown = facts.filter(({ entry }) => isShown(entry));
  return [
    ...facts.flatMap((fact) => disagreementFaults(fact, known)),
    ...succession.map(({ fault }) => fault),
    ...followingFaults(
      shown.filter(({ entry }) => !doubtful.has(entry.follows ?? '')),
      known,
    ),
    ...followedTwiceFaults(shown, known),
    ...disputeFaults(all.disputes, known, doubtful),
    ...phrasingFaults(all),
    ...topicFaults(all),
  ];
}

/** One id names one thing: a fact, a gap or a dispute. */
export function idFaults(written: readonly Written<{ id?: string | undefined }>[]): Fault[] {
  const homes = new Map<string, Written<unknown>>();
  return written.flatMap((one) => {
    const { id } = one.entry;
    const first = id ? homes.get(id) : undefined;
    if (id && !first) homes.set(id, one);
    if (!first) return [];
    const message = `${id}: the id is taken by ${first.file}:${first.lineOf('id')}; an id is never used twice, choose another`;
    return [{ file: one.file, line: one.lineOf('id'), message }];
  });
}

// --- internal ---

/** The facts there are, and whether an id surely names none. */
interface Known {
  entries: ReadonlyMap<string, FactEntry>;
  isUnknown(id: string): boolean;
}

function faultIn({ entry, file, lineOf }: Written<FactEntry>, path: PropertyKey[], message: string): Fault {
  return { file, line: lineOf(...path), message: `${entry.id}: ${message}` };
}

function disagreementFaults(fact: Written<FactEntry>, { isUnknown }: Known): Fault[] {
  const { id, disagrees_with } = fact.entry;
  return disagrees_with.flatMap((other, index) => {
    if (other === id)
      return [faultIn(fact, ['disagrees_with', index], 'disagrees with itself; name the other fact')];
    if (!isUnknown(other)) return [];
    const message = `there is no fact "${other}"; name one that exists`;
    return [faultIn(fact, ['disagrees_with', index], message)];
  });
}

/** @returns each fault with the id of the fact that has it */
function successionFaults(written: readonly Written<FactEntry>[], known: Known) {
  const chainFrom = createChains('superseded_by', known.entries);
  return written.flatMap((fact) => {
    const { id, superseded_by } = fact.entry;
    if (superseded_by === null) return [];
    const { last, circle } = chainFrom(id);
    const fault = (message: string) => [{ id, fault: faultIn(fact, ['superseded_by'], message) }];
    if (circle)
      return fault(`is superseded in a circle (${circle.join(' → ')}); the newest fact has none after it`);
    if (known.isUnknown(last)) return fault(`there is no fact "${last}"; name the fact that took its place`);
    if (known.entries.get(last)?.withheld)
      return fault(`its successor "${last}" is withheld; name a fact that is shown`);
    return [];
  });
}

/** A fact follows one that is shown, is no part of a circle, and goes against no known dates. */
function followingFaults(written: readonly Written<FactEntry>[], { entries, isUnknown }: Known): Fault[] {
  const chainFrom = createChains('follows', entries);
  return written.flatMap((one) => {
    const { entry } = one;
    if (entry.follows === null) return [];
    const fault = (message: string) => [faultIn(one, ['follows'], message)];
    if (isUnknown(entry.follows))
      return fault(`there is no fact "${entry.follows}"; name the fact that this one came after`);
    const before = entries.get(entry.follows);
    if (!before) return [];
    if (before.withheld) return fault(`follows "${before.id}", which is withheld; name a fact that is shown`);
    if (before.superseded_by !== null)
      return fault(`follows "${before.id}", which "${before.superseded_by}" supersedes; name that fact`);
    const { circle } = chainFrom(entry.id);
    if (circle)
      return fault(`follows in a circle (${circle.join(' → ')}); the fact that came first follows none`);
    const [earlier, later] = [timeOf(before), timeOf(entry)];
    if (!(earlier && later && isLater(earlier, later))) return [];
    return fault(
      `is of ${later}, and follows "${before.id}" of ${earlier}; name a fact that came before it, or correct the date`,
    );
  });
}

function followedTwiceFaults(written: readonly Written<FactEntry>[], { entries }: Known): Fault[] {
  const followers = new Map<string, string>();
  return written.flatMap((fact) => {
    const { id, follows } = fact.entry;
    if (follows === null || !entries.has(follows)) return [];
    const first = followers.get(follows);
    if (first === undefined) {
      followers.set(follows, id);
      return [];
    }
    const message = `"${follows}" is followed by "${first}" already; a fact is followed by one only, so follow that one`;
    return [faultIn(fact, ['follows'], message)];
  });
}

function phrasingFaults({ facts, gaps, disputes, phrasings, mayExist }: Referring): Fault[] {
  const ids = new Set([...facts.keys(), ...[...gaps, ...disputes].map(({ entry }) => entry.id)]);
  return phrasings
    .filter(({ id }) => !ids.has(id) && !mayExist(id))
    .map(({ id, file }) => ({
      file,
      line: 1,
      message: `there is no fact, gap or dispute "${id}"; ${ids.has(id.toLowerCase()) ? `rename it to ${id.toLowerCase()}.txt` : 'name the file after the one that these phrasings ask for'}`,
    }));
}

/** Topics that have a name are on file, no two are called the same, and none is called by a word of the commands. */
function topicFaults({ desk, topics, mayExist }: Referring): Fault[] {
  const called = new Map<string, string>(
    [...topics.keys()].map((topic) => [topic.replaceAll('-', ' '), topic]),
  );
  const reserved = [...topics].flatMap(([topic, file]) =>
    isReserved(topic) ? [{ file, line: 1, message: reservedName(topic) }] : [],
  );
  const named = Object.entries(desk.value.topics).flatMap(([topic, { name }]) => {
    const fault = (message: string) => [{ file: 'desk.yml', line: desk.lineOf(['topics', topic]), message }];
    if (isReserved(name)) return fault(reservedName(name));
    if (!topics.has(topic) && (topics.size === 0 || mayExist(topic))) return [];
    if (!topics.has(topic))
      return fault(`there is no topic "${topic}"; expected one of: ${[...topics.keys()].join(', ')}`);
    const key = name.toLowerCase();
    const other = called.get(key) ?? topic;
    called.set(key, topic);
    return other === topic
      ? []
      : fault(`"${name}" is what the topic "${other}" is called; choose another name`);
  });
  return [...reserved, ...named];
}

function reservedName(name: string): string {
  return `"${name}" has a meaning of its own in commands like "digest on" and "topics", so this topic could not be told from it; choose another name`;
}

/** Where a reference leads in the end: the last id, which may name no fact, or the circle that it runs into. */
interface Chain {
  last: string;
  circle: readonly string[] | null;
}

/** Each fact is walked once, however long the chains are. */
function createChains(
  along: 'superseded_by' | 'follows',
  entries: ReadonlyMap<string, FactEntry>,
): (id: string) => Chain {
  const known = new Map<string, Chain>();
  return (from) => {
    const walked = new Set<string>();
    let last = from;
    let next: string | null = from;
    while (next !== null && !known.has(next) && !walked.has(next)) {
      last = next;
      walked.add(next);
      next = entries.get(next)?.[along] ?? null;
    }
    const path = [...walked];
    const isRound = next !== null && walked.has(next);
    const circle = isRound ? [...path.slice(path.indexOf(next as string)), next as string] : null;
    const end = (next !== null && known.get(next)) || { last, circle };
    for (const id of path) known.set(id, end);
    return known.get(from) as Chain;
  };
}

function isShown({ withheld, superseded_by }: FactEntry): boolean {
  return !withheld && superseded_by === null;
}

/** When it happened, or what date it holds for. */
function timeOf({ happened, as_of }: FactEntry): string | null {
  return happened?.date ?? as_of;
}
