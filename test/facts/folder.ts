import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { FactBaseError, faultLine } from '../../src/facts/fault.ts';
import { loadFactBase } from '../../src/facts/load.ts';

/** The shipped base. */
export const DATA = new URL('../../data', import.meta.url).pathname;

/** A base on disk for a test to change. */
export interface DataFolder {
  path: string;
  read(file: string): string;
  write(file: string, text: string | Uint8Array): void;
  /** Replaces the first match of `from`; fails when there is none. */
  change(file: string, from: string | RegExp, to: string): void;
  /** Removes a file, or a folder and its contents. */
  remove(name: string): void;
  /** The faults, one line each; none when the folder loads. */
  faults(): string[];
  dispose(): void;
}

/** A copy of what the proof of the shipped base rests on: no gaps, no phrasings, and of the lexicon only what is equal. */
export function copyOfProof(): DataFolder {
  const folder = emptyFolder();
  for (const name of ['desk.yml', 'disputes.yml', 'facts', 'sources'])
    cpSync(join(DATA, name), join(folder.path, name), { recursive: true });
  folder.write('lexicon.yml', equalWords());
  return folder;
}

let equal: string | undefined;

function equalWords(): string {
  equal ??= stringify(loadFactBase(DATA).lexicon.map(({ means }) => ({ means })));
  return equal;
}

/** A base of four facts over two topics, all from one undated source; every part of it is one line in a file. */
export function harbourFolder(): DataFolder {
  const folder = emptyFolder();
  const text = HARBOUR_FACTS.map(([, , claim]) => `${claim}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const head = `{ title: null, publisher: null, author: null, published: null, url: null, attribution: a log, sha256: ${sha256} }`;
  folder.write('sources/log.md', `---\n${head}\n---\n${text}`);
  folder.write(
    'desk.yml',
    'name: Harbour Desk\ncommand: /harbour\ntimezone: Europe/Oslo\nexamples: [who lit the lamp]\n',
  );
  for (const topic of ['boats', 'tall-lamp']) {
    const facts = HARBOUR_FACTS.filter(([, of]) => of === topic).map(([id, , claim]) => {
      const evidence = `[{ source: log, quote: ${claim} }]`;
      return `- { id: ${id}, claim: ${claim}, asks: [a ${id}, b ${id}, c ${id}], evidence: ${evidence}, checked: 2026-05-02 }\n`;
    });
    folder.write(`facts/${topic}.yml`, facts.join(''));
  }
  return folder;
}

const HARBOUR_FACTS = [
  ['boats-lost', 'boats', 'Two boats were lost.'],
  ['boats-safe', 'boats', 'Every boat came home.'],
  ['lamp-lit', 'tall-lamp', 'The lamp was lit at dusk.'],
  ['lamp-out', 'tall-lamp', 'The lamp went out at dawn.'],
] as const;

export function emptyFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'desk-data-'));
  const read = (file: string) => readFileSync(join(path, file), 'utf8');
  const write = (file: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  return {
    path,
    read,
    write,
    change(file, from, to) {
      const before = read(file);
      const after = before.replace(from, () => to);
      if (after === before) throw new Error(`${String(from)} is not in ${file}`);
      write(file, after);
    },
    remove: (name) => rmSync(join(path, name), { recursive: true }),
    faults() {
      try {
        loadFactBase(path);
        return [];
      } catch (error) {
        if (error instanceof FactBaseError) return error.faults.map(faultLine);
        throw error;
      }
    },
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}
