import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Fault } from './fault.ts';
import { type Located, parseYaml } from './yaml.ts';

/** One entry of a list in a data folder, with the way back to its lines. */
export interface Written<T> {
  entry: T;
  file: string;
  lineOf(...path: PropertyKey[]): number;
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
  yaml<S extends z.ZodType>(schema: S, file: string): Located<z.infer<S>> | undefined;
  /** The entries of files that each hold a list. */
  lists<S extends z.ZodType<unknown[]>>(schema: S, files: readonly string[]): Written<z.infer<S>[number]>[];
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
  const stat = (name: string) => statSync(join(path, name), { throwIfNoEntry: false });
  const isFolder = (name: string) => stat(name)?.isDirectory() === true;

  // An optional part under another name would be left out without a word: "disputes.yaml", "Lexicon/", "gap.yml".
  // Files that nobody could take for one, such as a database or notes, may stay.
  for (const name of namesIn(path)) {
    if (PLACES.includes(isFolder(name) ? `${name}/` : name) && stat(name)) continue;
    const meant = PLACES.filter((place) => name.toLowerCase().startsWith(place.slice(0, 3)));
    if (meant.length === 0 || !(isFolder(name) || /^[^.]*(\.ya?ml)?$/i.test(name))) continue;
    const message = stat(name)
      ? `is not read; expected ${meant.join(' or ')}; rename it, or move it out of the data folder`
      : 'is a link that leads nowhere; put the file in its place, or delete the link';
    report(name, 1, message);
  }

  const filesBeside = (name: string, ending: string, folders: readonly string[]) => {
    const rest = namesIn(join(path, name)).filter((file) => !folders.includes(file));
    const found = rest.filter((file) => file.endsWith(ending) && !isFolder(`${name}/${file}`));
    for (const file of rest.filter((other) => !found.includes(other))) {
      const message = isFolder(`${name}/${file}`)
        ? `is a folder, and not read; move its files into ${name}/ itself`
        : `is not read: files here end in ${ending}; rename it, or move it out of ${name}/`;
      report(`${name}/${file}`, 1, message);
    }
    if (rest.length + folders.length === 0)
      report(name, 1, `holds no file; expected at least one ${name}/<name>${ending}`);
    return found.map((file) => `${name}/${file}`);
  };

  const oneOrMany = (name: string) => {
    const file = `${name}.yml`;
    if (!isFolder(name)) return stat(file) ? [file] : [];
    if (stat(file)) report(file, 1, `there is a folder ${name}/ as well; keep one of the two`);
    return filesBeside(name, '.yml', []);
  };

  const text = (file: string) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(path, file)));
    } catch (error) {
      const why =
        error instanceof TypeError ? 'is not UTF-8; save it as UTF-8' : `cannot be read (${String(error)})`;
      report(file, 1, why);
      return undefined;
    }
  };

  const yaml = <S extends z.ZodType>(schema: S, file: string) => {
    const read = text(file);
    if (read === undefined) return undefined;
    const parsed = parseYaml(schema, file, read);
    if ('located' in parsed) return parsed.located;
    faults.push(...parsed.faults);
    return undefined;
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
        return { topic: name.slice('facts/'.length), files: oneOrMany(name) };
      });
    },
    lists(schema, files) {
      return files.flatMap((file) => {
        const list = yaml(schema, file);
        return (list?.value ?? []).map((entry, index) => ({
          entry,
          file,
          lineOf: (...at: PropertyKey[]) => list?.lineOf([index, ...at]) ?? 1,
        }));
      });
    },
  };
}

// --- internal ---

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
