import { existsSync, statSync } from 'node:fs';
import { collectDisputes, opponentsOf } from './disputes.ts';
import { FactBaseError, type Fault, inFileOrder } from './fault.ts';
import { type Folder, openFolder, type Written } from './folder.ts';
import { type PhrasingFile, readPhrasings } from './phrasings.ts';
import { readSource, sha256 } from './pinned-source.ts';
import { createProver, type Proven } from './prove.ts';
import { idFaults, referenceFaults } from './references.ts';
import {
  DeskSchema,
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

/** A base, and where in its files each part is. */
export interface LocatedBase {
  base: FactBase;
  proven: Proven;
  /** Where a key of a fact is. */
  placeOf(fact: Fact, key: keyof FactEntry): Place;
  /** Every question that a part's own files hold, in order, with its place: its `asks`, then its further phrasings. */
  questionsOf(part: Fact | Gap | Dispute): Asked[];
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
  if (!existsSync(path) || !statSync(path).isDirectory()) {
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
  faults.push(...idFaults([...topics.flatMap(({ entries }) => entries), ...gaps, ...disputes]));
  const isWhole = faults.length === 0;

  const { sources, unread } = readSources(folder, faults);
  const lexicon = folder.lists(LexiconSchema, folder.oneOrMany('lexicon'));
  const phrasings = readPhrasings(folder);
  const desk = folder.has('desk.yml') ? folder.yaml(DeskSchema, 'desk.yml') : undefined;
  if (!folder.has('desk.yml'))
    folder.report('desk.yml', 1, 'is missing; expected the keys name, command, timezone and examples');

  const groups = lexicon.map(({ entry }) => entry);
  const claims = topics.flatMap(({ entries }) => entries.map(({ entry }) => entry.claim));
  const prover = createProver(sources, unread, groups, claims);
  const written = new Map<string, Written<FactEntry>>();
  const facts = new Map<string, Fact>();
  for (const { topic, entries } of topics) {
    for (const one of entries) {
      const { entry } = one;
      if (written.has(entry.id)) continue;
      const { evidence, context, faults: found } = prover.prove(one);
      faults.push(...found);
      written.set(entry.id, one);
      facts.set(entry.id, { ...entry, topic, evidence, context });
    }
  }
  const homes = new Map(topics.map(({ topic, files }) => [topic, files[0] as string]));
  // A part that is not read, or lost its id to another, would make good references look bad.
  if (isWhole)
    faults.push(...referenceFaults({ facts: written, gaps, disputes, topics: homes, phrasings, desk }));
  if (faults.length > 0 || !desk) throw new FactBaseError(inFileOrder(faults));

  const settled = collectDisputes(disputes, facts);
  const opponents = opponentsOf(settled);
  for (const fact of facts.values())
    fact.disagrees_with = [...new Set([...fact.disagrees_with, ...(opponents.get(fact.id) ?? [])])];
  const content = {
    desk: desk.value,
    ...{ sources, facts, disputes: settled },
    lexicon: groups,
    gaps: gaps.map(({ entry }) => entry),
    phrasings: new Map(phrasings.map(({ id, phrasings }) => [id, phrasings.map(({ text }) => text)])),
  };
  const parts = new Map<object, Written<unknown>>([
    ...[...facts.values()].map((fact) => [fact, written.get(fact.id)] as [Fact, Written<FactEntry>]),
    ...[...gaps, ...disputes].map((one) => [one.entry, one] as const),
  ]);
  return locatedBase({ ...content, version: versionOf(content) }, parts, phrasings, prover.proven);
}

// --- internal ---

function readSources(folder: Folder, faults: Fault[]) {
  const sources = new Map<string, Source>();
  const unread = new Set<string>();
  for (const file of folder.files('sources', '.md')) {
    const text = folder.text(file);
    const source = text === undefined ? undefined : readSource(file, text, faults);
    if (source) sources.set(source.id, source);
    else unread.add(file.slice('sources/'.length, -'.md'.length));
  }
  return { sources, unread };
}

function locatedBase(
  base: FactBase,
  homes: ReadonlyMap<object, Written<unknown>>,
  phrasings: readonly PhrasingFile[],
  proven: Proven,
): LocatedBase {
  const further = new Map(phrasings.map((one) => [one.id, one]));
  const placeOf = (part: object, ...path: PropertyKey[]) => {
    const home = homes.get(part);
    return { file: home?.file ?? '', line: home?.lineOf(...path) ?? 1 };
  };
  return {
    ...{ base, placeOf, proven },
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
