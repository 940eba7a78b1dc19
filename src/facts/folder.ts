import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Fault } from './fault.ts';
import { fileNameFault } from './file-names.ts';
import { salvage } from './salvage.ts';
import { type Parsed, parseYaml } from './yaml.ts';

/** One entry of a list in a data folder, with the way back to its lines. */
export interface Written<T> {
  entry: T;
  file: string;
  lineOf(...path: PropertyKey[]): number;
  /** Keys with a fault, whose value is not what was written; none when the entry is whole. */
  broken: ReadonlySet<string>;
}

/** A data folder being read. Whatever cannot be read is reported as a fault and left out. */
export interface Folder {
  report(file: string, line: number, message: string): void;
  has(name: string): boolean;
  /** Files of `name/` with this ending, as `name/<file>`, in order. A file of another kind is a fault, and so is none at all. */
  files(name: string, ending: string): string[];
  /** `name.yml`, or every file of `name/`; neither is an empty list, both are a fault. */
  oneOrMany(name: string): string[];
  /** The topics of `facts/`, each one file or a folder of files. */
  topics(): { topic: string; files: string[] }[];
  text(file: string): string | undefined;
  yaml<S extends z.ZodType>(schema: S, file: string): Parsed<z.infer<S>> | undefined;
  /** The entries of files that each hold a list; of an entry with a fault, what can be kept. */
  lists<T>(schema: z.ZodArray<z.ZodType<T>>, files: readonly string[]): Written<T>[];
  /** Whether an id may be that of a part which could not be read. */
  mayHold(id: string): boolean;
  /** Whether a file with entries could not be read at all. */
  hasUnread(): boolean;
}

/** What is read of a data folder. */
const PLACES = [
  ...['desk.yml', 'sources/', 'facts/', 'disputes.yml', 'disputes/'],
  ...['gaps.yml', 'gaps/', 'lexicon.yml', 'lexicon/', 'phrasings/'],
];

export function openFolder(path: string, faults: Fault[]): Folder {
  const report = (file: string, line: number, message: string) => {
    faults.push({ file, line, message });
  };
  const unreadIds = new Set<string>();
  let isIncomplete = false;
  const reportUnread = (file: string, message: string) => {
    isIncomplete = true;
    report(file, 1, message);
  };
  /** Undefined as well for a link that leads nowhere, or in a circle. */
  const stat = (name: string) => {
    try {
      return statSync(join(path, name), { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
  };
  const isFolder = (name: string) => stat(name)?.isDirectory() === true;

  // An optional part under another name would be left out without a word: "disputes.yaml", "Lexicon/", "gap.yml".
  // Files that nobody could take for one, such as a database or notes, may stay.
  for (const name of namesIn(path)) {
    // A folder in the place of desk.yml is told of when that is read.
    if (PLACES.includes(isFolder(name) ? `${name}/` : name) && stat(name)) continue;
    if (name === 'desk.yml' && isFolder(name)) continue;
    const meant = PLACES.filter((place) => name.toLowerCase().startsWith(place.slice(0, 3)));
    if (meant.length === 0 || !(isFolder(name) || /^[^.]*(\.ya?ml)?$/i.test(name))) continue;
    const message = stat(name)
      ? `is not read; expected ${meant.join(' or ')}; rename it, or move it out of the data folder`
      : LEADS_NOWHERE;
    reportUnread(name, message);
  }

  const filesBeside = (name: string, ending: string, folders: readonly string[]) => {
    const rest = namesIn(join(path, name)).filter((file) => !folders.includes(file));
    const found = rest.filter((file) => file.endsWith(ending) && stat(`${name}/${file}`)?.isFile());
    for (const file of rest.filter((other) => !found.includes(other))) {
      const message = !stat(`${name}/${file}`)
        ? LEADS_NOWHERE
        : isFolder(`${name}/${file}`)
          ? `is a folder, and not read; move its files into ${name}/ itself`
          : `is not read: files here end in ${ending}; rename it, or move it out of ${name}/`;
      reportUnread(`${name}/${file}`, message);
    }
    if (rest.length + folders.length === 0)
      report(name, 1, `holds no file; expected at least one ${name}/<name>${ending}`);
    return found.map((file) => `${name}/${file}`);
  };

  const oneOrMany = (name: string) => {
    const file = `${name}.yml`;
    if (!isFolder(name)) return stat(file) ? [file] : [];
    if (stat(file)) reportUnread(file, `there is a folder ${name}/ as well; keep one of the two`);
    return filesBeside(name, '.yml', []);
  };

  const text = (file: string) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(path, file)));
    } catch (error) {
      const why = isFolder(file)
        ? 'is a folder; put the file in its place'
        : error instanceof TypeError
          ? 'is not UTF-8; save it as UTF-8'
          : `cannot be read (${(error as NodeJS.ErrnoException).code}); let the user who runs this read it`;
      reportUnread(file, why);
      return undefined;
    }
  };

  const yaml = <S extends z.ZodType>(schema: S, file: string) => {
    const read = text(file);
    if (read === undefined) return undefined;
    const parsed = parseYaml(schema, file, read);
    faults.push(...parsed.faults);
    if (parsed.plain === undefined)
      for (const [, id = ''] of read.matchAll(/\bid:[ ]*["']?([a-z0-9-]+)/g)) unreadIds.add(id);
    return parsed;
  };

  return {
    ...{ report, oneOrMany, text, yaml },
    has: (name) => stat(name) !== undefined,
    files: (name, ending) => filesBeside(name, ending, []),
    topics() {
      const folders = namesIn(join(path, 'facts')).filter(
        (name) => !name.includes('.') && isFolder(`facts/${name}`),
      );
      const files = filesBeside('facts', '.yml', folders);
      const ofFolders = folders.map((name) => `facts/${name}.yml`);
      return [...new Set([...files, ...ofFolders])].sort().map((file) => {
        const name = file.slice(0, -'.yml'.length);
        const topic = name.slice('facts/'.length);
        const isOneFile = files.includes(file);
        const misnamed = fileNameFault(topic, isOneFile ? '.yml' : '', 'topic');
        if (misnamed) report(isOneFile ? file : name, 1, misnamed);
        return { topic, files: oneOrMany(name) };
      });
    },
    lists(schema, files) {
      return files.flatMap((file) => {
        const list = yaml(schema, file);
        const items = list?.value ?? list?.plain;
        if (!list || !Array.isArray(items)) return [];
        return items.flatMap((item: unknown, index) => {
          const lineOf = (...at: PropertyKey[]) => list.lineOf([index, ...at]);
          const whole = list.value
            ? { success: true as const, data: list.value[index] }
            : schema.element.safeParse(item);
          if (whole.success)
            return [{ entry: whole.data as z.infer<typeof schema>[number], file, lineOf, broken: NONE }];
          const kept = salvage(schema.element, item);
          if (!kept) {
            isIncomplete = true;
            return [];
          }
          return [{ ...kept, file, lineOf }];
        });
      });
    },
    mayHold: (id) => isIncomplete || unreadIds.has(id),
    hasUnread: () => isIncomplete || unreadIds.size > 0,
  };
}

// --- internal ---

const LEADS_NOWHERE = 'is a link that leads nowhere; put the file in its place, or delete the link';

const NONE: ReadonlySet<string> = new Set();

/** Names in a folder without the hidden ones; none when there is no such folder, or a file in its place. */
function namesIn(path: string): string[] {
  try {
    return readdirSync(path)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}
