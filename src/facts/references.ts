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
  desk: Located<DeskSettings> | undefined;
}

/** Whether every id that is named exists and fits. */
export function referenceFaults(all: Referring): Fault[] {
  const entries = new Map([...all.facts].map(([id, { entry }]) => [id, entry]));
  const facts = [...all.facts.values()];
  const succession = facts.flatMap((fact) => successionFaults(fact, entries));
  return [
    ...facts.flatMap((fact) => disagreementFaults(fact, entries)),
    ...succession,
    // These name the successor of a superseded fact, so it must be a good one.
    ...(succession.length > 0
      ? []
      : [
          ...facts.flatMap((fact) => followingFaults(fact, entries)),
          ...followedTwiceFaults(facts, entries),
          ...disputeFaults(all.disputes, entries),
        ]),
    ...phrasingFaults(all),
    ...topicFaults(all),
  ];
}

/** One id names one thing: a fact, a gap or a dispute. */
export function idFaults(written: readonly Written<{ id?: string | undefined }>[]): Fault[] {
  const homes = new Map<string, Written<unknown>>();
  return written.flatMap((one) => {
    const { id } = one.entry;
    const first = id === undefined ? undefined : homes.get(id);
    if (id !== undefined && !first) homes.set(id, one);
    if (!first) return [];
    const message = `${id}: the id is taken by ${first.file}:${first.lineOf('id')}; an id is never used twice, choose another`;
    return [{ file: one.file, line: one.lineOf('id'), message }];
  });
}

// --- internal ---

type Facts = ReadonlyMap<string, FactEntry>;

function faultIn({ entry, file, lineOf }: Written<FactEntry>, path: PropertyKey[], message: string): Fault {
  return { file, line: lineOf(...path), message: `${entry.id}: ${message}` };
}

function disagreementFaults(fact: Written<FactEntry>, facts: Facts): Fault[] {
  const { id, disagrees_with } = fact.entry;
  return disagrees_with.flatMap((other, index) => {
    if (other === id)
      return [faultIn(fact, ['disagrees_with', index], 'disagrees with itself; name the other fact')];
    if (facts.has(other)) return [];
    const message = `there is no fact "${other}"; name one that exists`;
    return [faultIn(fact, ['disagrees_with', index], message)];
  });
}

function successionFaults(fact: Written<FactEntry>, facts: Facts): Fault[] {
  const { chain, next, isCircle } = chainFrom(fact.entry, 'superseded_by', facts);
  const fault = (message: string) => [faultIn(fact, ['superseded_by'], message)];
  if (isCircle)
    return fault(`is superseded in a circle (${chain.join(' → ')}); the newest fact has none after it`);
  if (next !== null) return fault(`there is no fact "${next}"; name the fact that took its place`);
  const last = facts.get(chain.at(-1) ?? '');
  if (chain.length > 1 && last?.withheld)
    return fault(`its successor "${last.id}" is withheld; name a fact that is shown`);
  return [];
}

/** A fact follows one that is shown, is no part of a circle, and goes against no known dates. */
function followingFaults(fact: Written<FactEntry>, facts: Facts): Fault[] {
  const { entry } = fact;
  if (entry.follows === null || !isShown(entry)) return [];
  const fault = (message: string) => [faultIn(fact, ['follows'], message)];
  const before = facts.get(entry.follows);
  if (!before) return fault(`there is no fact "${entry.follows}"; name the fact that this one came after`);
  if (before.withheld) return fault(`follows "${before.id}", which is withheld; name a fact that is shown`);
  if (before.superseded_by !== null)
    return fault(`follows "${before.id}", which "${before.superseded_by}" supersedes; name that fact`);
  const { chain, isCircle } = chainFrom(entry, 'follows', facts);
  if (isCircle)
    return fault(`follows in a circle (${chain.join(' → ')}); the fact that came first follows none`);
  const [earlier, later] = [timeOf(before), timeOf(entry)];
  if (earlier && later && isLater(earlier, later))
    return fault(
      `is of ${later}, and follows "${before.id}" of ${earlier}; name a fact that came before it, or correct the date`,
    );
  return [];
}

function followedTwiceFaults(written: readonly Written<FactEntry>[], facts: Facts): Fault[] {
  const followers = new Map<string, string>();
  return written.flatMap((fact) => {
    const { id, follows } = fact.entry;
    if (follows === null || !facts.has(follows) || !isShown(fact.entry)) return [];
    const first = followers.get(follows);
    if (first === undefined) {
      followers.set(follows, id);
      return [];
    }
    const message = `"${follows}" is followed by "${first}" already; a fact is followed by one only, so follow that one`;
    return [faultIn(fact, ['follows'], message)];
  });
}

function phrasingFaults({ facts, gaps, disputes, phrasings }: Referring): Fault[] {
  const ids = new Set([...facts.keys(), ...[...gaps, ...disputes].map(({ entry }) => entry.id)]);
  return phrasings
    .filter(({ id }) => !ids.has(id))
    .map(({ id, file }) => ({
      file,
      line: 1,
      message: `there is no fact, gap or dispute "${id}"; name the file after the one that these phrasings ask for`,
    }));
}

/** Topics that have a name are on file, no two are called the same, and none is called by a word of the commands. */
function topicFaults({ desk, topics }: Referring): Fault[] {
  const called = new Map<string, string>(
    [...topics.keys()].map((topic) => [topic.replaceAll('-', ' '), topic]),
  );
  const reserved = [...topics].flatMap(([topic, file]) =>
    isReserved(topic) ? [{ file, line: 1, message: reservedName(topic) }] : [],
  );
  const named = Object.entries(desk?.value.topics ?? {}).flatMap(([topic, { name }]) => {
    const fault = (message: string) => [
      { file: 'desk.yml', line: desk?.lineOf(['topics', topic]) ?? 1, message },
    ];
    if (isReserved(name)) return fault(reservedName(name));
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

/** The facts from this one on, along a reference; `next` is the id that names no fact, where there is one. */
function chainFrom(fact: FactEntry, along: 'superseded_by' | 'follows', facts: Facts) {
  const chain = [fact.id];
  let next = fact[along];
  while (next !== null && facts.has(next) && !chain.includes(next)) {
    chain.push(next);
    next = facts.get(next)?.[along] ?? null;
  }
  const isCircle = next !== null && chain.includes(next);
  return { chain: isCircle ? [...chain, next as string] : chain, next, isCircle };
}

function isShown({ withheld, superseded_by }: FactEntry): boolean {
  return !withheld && superseded_by === null;
}

/** When it happened, or what date it holds for. */
function timeOf({ happened, as_of }: FactEntry): string | null {
  return happened?.date ?? as_of;
}
