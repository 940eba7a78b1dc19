import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FactBaseError, faultLine } from '../../src/facts/fault.ts';
import { loadFactBase } from '../../src/facts/load.ts';

/** The shipped base. */
export const DATA = new URL('../../data', import.meta.url).pathname;

/** A copy of the shipped base that a test may spoil. */
export interface DataFolder {
  path: string;
  read(file: string): string;
  write(file: string, text: string | Uint8Array): void;
  /** Replaces the first place where `from` stands; fails when it stands nowhere. */
  change(file: string, from: string | RegExp, to: string): void;
  remove(file: string): void;
  /** The lines of the refusal; none when the folder loads. */
  faults(): string[];
  dispose(): void;
}

export function copyOfData(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'desk-data-'));
  cpSync(DATA, path, { recursive: true });
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
      if (after === before) throw new Error(`${String(from)} does not stand in ${file}`);
      write(file, after);
    },
    remove: (file) => rmSync(join(path, file)),
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
