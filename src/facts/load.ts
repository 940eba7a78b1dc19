import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { FactBaseError, type Fault, inFileOrder } from './fault.ts';
import { proveFacts, type WrittenFact } from './prove.ts';
import {
  DeskSchema,
  type FactBase,
  FactFileSchema,
  GapsSchema,
  LexiconSchema,
  type Source,
  SourceHeadSchema,
} from './schema.ts';
import { type Located, parseYaml } from './yaml.ts';

/** A base and the way back from its parts to the files they stand in. */
export interface LocatedBase {
  base: FactBase;
  /** Where a part of a fact stands, for example `('funding-voluntary', 'asks', 2)`. */
  placeOf(fact: string, ...path: PropertyKey[]): { file: string; line: number };
  /** Where a part of the gaps stands, for example `(4, 'asks', 2)`. */
  gapPlaceOf(...path: PropertyKey[]): { file: string; line: number };
}

/**
 * Loads a data folder and proves it.
 * @param folder holds `sources/*.md`, `facts/*.yml`, `desk.yml` and, where there are any, `lexicon.yml` and `gaps.yml`
 * @throws FactBaseError with every fault found; nothing is loaded then
 */
export function loadFactBase(folder: string): FactBase {
  return loadLocatedBase(folder).base;
}

/** The same, with the places of its parts. */
export function loadLocatedBase(folder: string): LocatedBase {
  const faults: Fault[] = [];
  const report = (file: string, line: number, message: string) => faults.push({ file, line, message });
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new FactBaseError([
      {
        file: folder,
        line: 1,
        message:
          'there is no such folder; set DATA_DIR or --data to a folder with sources/, facts/ and desk.yml',
      },
    ]);
  }

  const sources = new Map<string, Source>();
  const unread = new Set<string>();
  for (const file of filesIn(folder, 'sources', '.md', report)) {
    const source = readSource(folder, file, faults);
    if (source) sources.set(source.id, source);
    else unread.add(file.slice('sources/'.length, -'.md'.length));
  }

  const optional = <S extends z.ZodType>(schema: S, file: string) =>
    existsSync(join(folder, file)) ? readYaml(schema, folder, file, faults) : null;
  const lexicon = optional(LexiconSchema, 'lexicon.yml');
  const gaps = optional(GapsSchema, 'gaps.yml');
  const desk = existsSync(join(folder, 'desk.yml'))
    ? readYaml(DeskSchema, folder, 'desk.yml', faults)?.value
    : void report('desk.yml', 1, 'is missing; expected the keys name, command, timezone and examples');

  const written: WrittenFact[] = [];
  let factFilesAreRead = true;
  for (const file of filesIn(folder, 'facts', '.yml', report)) {
    const list = readYaml(FactFileSchema, folder, file, faults);
    if (!list) factFilesAreRead = false;
    const topic = file.slice('facts/'.length, -'.yml'.length);
    for (const [index, entry] of (list?.value ?? []).entries()) {
      written.push({ entry, topic, file, lineOf: (...path) => list?.lineOf([index, ...path]) ?? 1 });
    }
  }

  // References are only judged against whole lists: a file that could not be read would make good ones look bad.
  const proven = proveFacts(written, sources, lexicon?.value ?? [], {
    referencesCount: factFilesAreRead,
    unread,
  });
  faults.push(...proven.faults);
  if (faults.length > 0 || !desk) throw new FactBaseError(inFileOrder(faults));

  const base = { desk, sources, facts: proven.facts, lexicon: lexicon?.value ?? [], gaps: gaps?.value ?? [] };
  const homes = new Map(written.map((one) => [one.entry.id, one]));
  return {
    base: { ...base, version: versionOf(base) },
    placeOf: (fact, ...path) => ({
      file: homes.get(fact)?.file ?? 'facts',
      line: homes.get(fact)?.lineOf(...path) ?? 1,
    }),
    gapPlaceOf: (...path) => ({ file: 'gaps.yml', line: gaps?.lineOf(path) ?? 1 }),
  };
}

// --- internal ---

type Report = (file: string, line: number, message: string) => void;

function filesIn(folder: string, name: string, ending: string, report: Report): string[] {
  const all = entriesOf(join(folder, name)).filter((file) => !file.startsWith('.'));
  const isFolder = (file: string) =>
    statSync(join(folder, name, file), { throwIfNoEntry: false })?.isDirectory();
  const found = all.filter((file) => file.endsWith(ending) && !isFolder(file)).sort();
  for (const file of all.filter((other) => !found.includes(other))) {
    report(
      `${name}/${file}`,
      1,
      isFolder(file)
        ? `is a folder, and not read; move its files into ${name}/ itself`
        : `is not read: files here end in ${ending}; rename it, or move it out of ${name}/`,
    );
  }
  if (found.length === 0) report(name, 1, `holds no file; expected at least one ${name}/<name>${ending}`);
  return found.map((file) => `${name}/${file}`);
}

/** None where there is no such folder, or where a file stands in its place. */
function entriesOf(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readText(folder: string, file: string, faults: Fault[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, file)));
  } catch (error) {
    const why =
      error instanceof TypeError ? 'is not UTF-8; save it as UTF-8' : `cannot be read (${String(error)})`;
    faults.push({ file, line: 1, message: why });
    return undefined;
  }
}

function readYaml<S extends z.ZodType>(
  schema: S,
  folder: string,
  file: string,
  faults: Fault[],
): Located<z.infer<S>> | undefined {
  const text = readText(folder, file, faults);
  if (text === undefined) return undefined;
  const parsed = parseYaml(schema, file, text);
  if ('located' in parsed) return parsed.located;
  faults.push(...parsed.faults);
  return undefined;
}

const FRONT_MATTER = /^---\r?\n([\s\S]*?\n)---\r?\n/;

function readSource(folder: string, file: string, faults: Fault[]): Source | undefined {
  const whole = readText(folder, file, faults);
  if (whole === undefined) return undefined;
  const id = file.slice('sources/'.length, -'.md'.length);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    faults.push({
      file,
      line: 1,
      message: `the name "${id}" cannot be an id; expected lower-case letters, digits and single hyphens`,
    });
  }
  const opening = FRONT_MATTER.exec(whole);
  if (!opening) {
    faults.push({
      file,
      line: 1,
      message: 'has no front matter; expected a line ---, the keys, a line ---, then the text as received',
    });
    return undefined;
  }
  const head = parseYaml(SourceHeadSchema, file, opening[1] as string, 1);
  if ('faults' in head) {
    faults.push(...head.faults);
    return undefined;
  }
  const { value, lineOf } = head.located;
  const text = whole.slice(opening[0].length);
  const actual = sha256(text);
  if (actual !== value.sha256) {
    faults.push({ file, line: lineOf(['sha256']), message: hashFault(text, value.sha256, actual) });
  }
  const firstLine = opening[0].split('\n').length;
  return { ...value, id, text, firstLine };
}

function hashFault(text: string, expected: string, actual: string): string {
  const variants: [string, string][] = [
    [text.replaceAll('\r\n', '\n'), 'its line ends are CRLF where LF was pinned'],
    [text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'), 'its line ends are LF where CRLF was pinned'],
    [text.replace(/\r?\n$/, ''), 'a newline was added at its end'],
    [`${text}\n`, 'the newline at its end is gone'],
  ];
  const newline = variants.find(([variant]) => variant !== text && sha256(variant) === expected);
  if (newline)
    return `the text differs from the pinned one by newlines only: ${newline[1]}; restore it as received`;
  return `the text is not the pinned one (sha256 is ${actual}); restore it as received, or pin the new text on purpose`;
}

function versionOf(base: Omit<FactBase, 'version'>): string {
  // Where the text begins in its file is no content.
  const sources = [...base.sources.values()].map((source) => ({ ...source, firstLine: 0 }));
  const whole = JSON.stringify([base.desk, sources, [...base.facts.values()], base.lexicon, base.gaps]);
  return sha256(whole).slice(0, 8);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
