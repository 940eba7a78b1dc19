import { statSync } from 'node:fs';
import { collectDisputes, opponentsOf } from './disputes.ts';
import { FactBaseError, type Fault, inFileOrder } from './fault.ts';
import { type Folder, openFolder, type Written } from './folder.ts';
import { type PhrasingFile, readPhrasings } from './phrasings.ts';
import { type ReadSource, readSource, sha256 } from './pinned-source.ts';
import { createProver, type Proven } from './prove.ts';
import { idFaults, referenceFaults } from './references.ts';
import { salvage } from './salvage.ts';
import {
  DeskSchema,
  type DeskSettings,
  type Dispute,
  DisputesSchema,
  type Fact,
  type FactBase,
  type FactEntry,
  FactFileSchema,
  type Gap,
  GapsSchema,
  LexiconSchema,
  type Source,
} from './schema.ts';
import type { Located } from './yaml.ts';

/** A base, and where in its files each part is. */
export interface LocatedBase {
  base: FactBase;
  proven: Proven;
  /** Where a key of a fact or source is. */
  placeOf(part: Fact | Source, key: PropertyKey): Place;
  /** Every question that a part's own files hold, in order, with its place: its `asks`, then its further phrasings. */
  questionsOf(part: Fact | Gap | Dispute): Asked[];
  /** Whether a fact has a fault of its own, and is judged by that alone. */
  isBroken(fact: Fact): boolean;
  /** Whether there may be facts that could not be read at all. */
  hasUnread: boolean;
}

/** Told how far something has come. */
export type Progress = (what: string, done: number, total: number) => void;

/** A folder as it was read. */
interface ReadBase {
  faults: Fault[];
  /** What could be read of it. With faults, it is for looking for more of them, and for nothing else. */
  located: LocatedBase;
}

interface Place {
  file: string;
  line: number;
}

export interface Asked extends Place {
  question: string;
  /** One of the `asks`, not a further phrasing. */
  isTypical: boolean;
}

/**
 * Loads a data folder and proves it.
 * @param folder holds `sources/*.md`, `facts/*.yml`, `desk.yml` and, where there are any, `lexicon`, `gaps`, `disputes` and `phrasings`
 * @throws FactBaseError with every fault found; nothing is loaded then
 */
export function loadFactBase(folder: string): FactBase {
  return loadLocatedBase(folder).base;
}

/** The same, with the places of its parts. */
export function loadLocatedBase(path: string): LocatedBase {
  const { faults, located } = readBase(path);
  if (faults.length > 0) throw new FactBaseError(faults);
  return located;
}

/**
 * Reads a data folder with all its faults, in the order of files and lines. What one fault spoils is left alone, and
 * everything else is proven: one run shows all there is to mend.
 * @param progress told how many facts are proven
 * @throws FactBaseError when there is no such folder
 */
export function readBase(path: string, progress: Progress = () => {}): ReadBase {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const message =
      'there is no such folder; set DATA_DIR or --data to a folder with sources/, facts/ and desk.yml';
    throw new FactBaseError([{ file: path, line: 1, message }]);
  }
  const faults: Fault[] = [];
  const folder = openFolder(path, faults);
  const gaps = folder.lists(GapsSchema, folder.oneOrMany('gaps'));
  const disputes = folder.lists(DisputesSchema, folder.oneOrMany('disputes'));
  const topics = folder
    .topics()
    .map(({ topic, files }) => ({ topic, files, entries: folder.lists(FactFileSchema, files) }));
  const takenTwice = idFaults([...topics.flatMap(({ entries }) => entries), ...gaps, ...disputes]);
  faults.push(...takenTwice);
  const { sources, unread } = readSources(folder, faults);
  const lexicon = folder.lists(LexiconSchema, folder.oneOrMany('lexicon'));
  const phrasings = readPhrasings(folder);
  const desk = readDesk(folder);

  const groups = lexicon.flatMap(({ entry }) => (entry.means.length > 0 ? [entry] : []));
  const claims = topics.flatMap(({ entries }) => entries.map(({ entry }) => entry.claim));
  const texts = new Map([...sources].map(([id, { source }]) => [id, source]));
  const prover = createProver(texts, unread, groups, claims);
  const written = new Map<string, Written<FactEntry>>();
  const facts = new Map<string, Fact>();
  for (const { topic, entries } of topics) {
    for (const one of entries) {
      const { entry } = one;
      progress('proving facts', facts.size, claims.length);
      const { evidence, context, faults: found } = prover.prove(one);
      faults.push(...found);
      if (written.has(entry.id)) continue;
      written.set(entry.id, one);
      facts.set(entry.id, { ...entry, topic, evidence, context });
    }
  }
  // A part that could not be read, or lost its id to another, would make good references look bad.
  const mayExist = (id: string) => takenTwice.length > 0 || folder.mayHold(id);
  const homes = new Map(topics.map(({ topic, files }) => [topic, files[0] as string]));
  faults.push(
    ...referenceFaults({ facts: written, gaps, disputes, topics: homes, phrasings, desk, mayExist }),
  );

  const whole = <T>(list: readonly Written<T>[]) =>
    list.flatMap(({ entry, broken }) => (broken.size === 0 ? [entry] : []));
  const settled = collectDisputes(whole(disputes), facts);
  const opponents = opponentsOf(settled);
  for (const fact of facts.values())
    fact.disagrees_with = [...new Set([...fact.disagrees_with, ...(opponents.get(fact.id) ?? [])])];
  const content = {
    desk: desk.value,
    ...{ sources: texts, facts, disputes: settled },
    lexicon: groups,
    gaps: whole(gaps),
    phrasings: new Map(phrasings.map(({ id, phrasings }) => [id, phrasings.map(({ text }) => text)])),
  };
  const parts = new Map<object, Pick<Written<unknown>, 'file' | 'lineOf' | 'broken'>>([
    ...[...facts.values()].map((fact) => [fact, written.get(fact.id)] as [Fact, Written<FactEntry>]),
    ...[...gaps, ...disputes].map((one) => [one.entry, one] as const),
    ...Array.from(sources.values(), (read) => [read.source, read] as const),
  ]);
  const base = { ...content, version: versionOf(content) };
  return {
    faults: inFileOrder(faults),
    located: { ...locate(base, parts, phrasings), proven: prover.proven, hasUnread: folder.hasUnread() },
  };
}

// --- internal ---

function readSources(folder: Folder, faults: Fault[]) {
  const sources = new Map<string, ReadSource>();
  const unread = new Set<string>();
  for (const file of folder.files('sources', '.md')) {
    const text = folder.text(file);
    const read = text === undefined ? undefined : readSource(file, text, faults);
    if (read) sources.set(read.source.id, read);
    else unread.add(file.slice('sources/'.length, -'.md'.length));
  }
  return { sources, unread };
}

/** Its settings, or with a fault what can be kept of them. */
function readDesk(folder: Folder): Located<DeskSettings> {
  if (!folder.has('desk.yml'))
    folder.report('desk.yml', 1, 'is missing; expected the keys name, command, timezone and examples');
  const read = folder.has('desk.yml') ? folder.yaml(DeskSchema, 'desk.yml') : undefined;
  const value = read?.value ?? salvage(DeskSchema, read?.plain)?.entry ?? NO_DESK;
  return { value, lineOf: (path) => read?.lineOf(path) ?? 1 };
}

const NO_DESK: DeskSettings = {
  ...{ name: '', command: '', timezone: '', examples: [], subject: [], topics: {} },
};

/** Where the parts of a base are. */
function locate(
  base: FactBase,
  homes: ReadonlyMap<object, Pick<Written<unknown>, 'file' | 'lineOf' | 'broken'>>,
  phrasings: readonly PhrasingFile[],
): Omit<LocatedBase, 'proven' | 'hasUnread'> {
  const further = new Map(phrasings.map((one) => [one.id, one]));
  const placeOf = (part: object, ...path: PropertyKey[]) => {
    const home = homes.get(part);
    return { file: home?.file ?? '', line: home?.lineOf(...path) ?? 1 };
  };
  return {
    ...{ base, placeOf },
    isBroken: (fact) => (homes.get(fact)?.broken.size ?? 0) > 0,
    questionsOf(part) {
      const own = part.asks.map((question, index) => ({
        ...{ question, isTypical: true },
        ...placeOf(part, 'asks', index),
      }));
      const { file = '', phrasings: others = [] } = further.get(part.id ?? '') ?? {};
      return [...own, ...others.map(({ text, line }) => ({ question: text, isTypical: false, file, line }))];
    },
  };
}

function versionOf(base: Omit<FactBase, 'version'>): string {
  // Where the text begins in its file is no content.
  const sources = [...base.sources.values()].map((source) => ({ ...source, firstLine: 0 }));
  const { desk, facts, lexicon, gaps, disputes, phrasings } = base;
  const whole = [desk, sources, [...facts.values()], lexicon, gaps, disputes, [...phrasings]];
  return sha256(JSON.stringify(whole)).slice(0, 8);
}
