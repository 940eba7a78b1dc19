import { statSync } from 'node:fs';
import type { Fault } from '../facts/fault.ts';
import { openFolder, type Written } from '../facts/folder.ts';
import { readSource } from '../facts/pinned-source.ts';
import {
  DeskSchema,
  type DeskSettings,
  type FactEntry,
  FactFileSchema,
  type Source,
} from '../facts/schema.ts';
import { UsageRefusal } from '../refusal.ts';

/**
 * A data folder as it stands, half finished or faulty: what can be read of it. `check` tells the faults; here they only
 * say what had to be passed over.
 * @throws UsageRefusal when there is no such folder
 */
export interface OpenDesk {
  desk: DeskSettings | null;
  sources: ReadonlyMap<string, Source>;
  /** Facts with their topic and place, quotes not proven. */
  facts: readonly (Written<FactEntry> & { topic: string })[];
  /** Files that are not well enough formed to be read. */
  unread: readonly string[];
}

export function openDesk(path: string): OpenDesk {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageRefusal(
      `there is no folder ${path}; name the desk's own with --data or DATA_DIR, or make one: npm run -s desk -- new ${path}`,
    );
  const faults: Fault[] = [];
  const folder = openFolder(path, faults);
  const sources = new Map<string, Source>();
  for (const file of folder.has('sources') ? folder.files('sources', '.md') : []) {
    const text = folder.text(file);
    // A text that is not the pinned one is what `source pin` is for.
    const read = text === undefined ? undefined : readSource(file, text, []);
    if (read?.broken.size === 0) sources.set(read.source.id, read.source);
    else faults.push({ file, line: 1, message: 'is not read' });
  }
  const structural = new Set(faults);
  const facts = folder.has('facts')
    ? folder.topics().flatMap(({ topic, files }) =>
        folder
          .lists(FactFileSchema, files)
          .filter(({ broken }) => broken.size === 0)
          .map((one) => ({ ...one, topic })),
      )
    : [];
  const desk = folder.has('desk.yml') ? (folder.yaml(DeskSchema, 'desk.yml')?.value ?? null) : null;
  const unread = [...new Set(faults.filter((fault) => !structural.has(fault)).map(({ file }) => file))];
  return { desk, sources, facts, unread };
}
