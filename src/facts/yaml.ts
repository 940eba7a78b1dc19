import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './fault.ts';
import { issueMessage } from './schema-words.ts';
import { cutTexts, markedTexts, syntaxFaults, unreadable } from './yaml-text.ts';

/** A parsed value with the line of each of its parts. */
export interface Located<T> {
  value: T;
  /** The line (counted from 1, in the file) of the key or item at this path, or of what should hold it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** What a file holds, with its faults. */
export interface Parsed<T> extends Located<T | undefined> {
  faults: Fault[];
  /** What the file says when it is YAML, whether or not it fits the schema; a value at fault is here as it was written. */
  plain: unknown;
}

/**
 * Parses YAML text against a schema.
 * @param offset lines of the file before `text`
 * @returns the value when there is no fault, or every fault in it
 */
export function parseYaml<S extends z.ZodType>(
  schema: S,
  file: string,
  text: string,
  offset = 0,
): Parsed<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const lineAt = (position: number) => lines.linePos(position).line + offset;
  const at = ({ position, message }: { position: number; message: string }) => ({
    file,
    line: lineAt(position),
    message,
  });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const parent = length > 0 ? document.getIn(path.slice(0, length - 1), true) : null;
      const key = isMap(parent) ? parent.items.find((pair) => nameOf(pair.key) === path[length - 1]) : null;
      const node = key ? key.key : document.getIn(path.slice(0, length), true);
      const range = isRanged(node) ? node.range : null;
      if (range) return lineAt(range[0]);
    }
    return 1 + offset;
  };
  const broken = (found: { position: number; message: string }[]) => ({
    ...{ value: undefined, plain: undefined, lineOf },
    faults: found.map(at),
  });

  const errors = syntaxFaults(document.errors, text, markedTexts(document, text));
  // One of these makes nonsense of the lines after it.
  const [unseen] = unreadable(text);
  if (errors.length > 0) return broken(unseen ? [unseen] : errors);
  const plain: unknown = document.toJS({ maxAliasCount: 0 });
  if (plain === null || plain === undefined) {
    const message = 'is empty; see README, "The data folder", for what belongs in it, or delete the file';
    return broken([{ position: 0, message }]);
  }
  const parsed = schema.safeParse(plain);
  if (unseen && !parsed.success) return broken([unseen]);
  const written = (path: readonly PropertyKey[]) => {
    const node = document.getIn(path, true);
    return isRanged(node) && node.range ? text.slice(node.range[0], node.range[1]).trimEnd() : '';
  };
  // A date that is none fails in two ways; the first of them says enough.
  const issues = (parsed.error?.issues ?? []).filter(
    ({ path }, at, all) => all.findIndex((other) => other.path.join('/') === path.join('/')) === at,
  );
  const faults = [
    ...cutTexts(document, text).map(at),
    ...issues.flatMap((issue) =>
      issueMessage(issue, schema, plain, written).map(({ path, message }) => ({
        ...{ file, message },
        line: lineOf(path),
      })),
    ),
  ];
  return { value: faults.length === 0 ? parsed.data : undefined, plain, lineOf, faults };
}

// --- internal ---

function nameOf(key: unknown): unknown {
  return typeof key === 'object' && key !== null && 'value' in key ? key.value : key;
}

function isRanged(node: unknown): node is { range: [number, number, number] | null } {
  return typeof node === 'object' && node !== null && 'range' in node;
}
