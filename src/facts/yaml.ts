import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './fault.ts';

/** A parsed value with the line of each of its parts. */
export interface Located<T> {
  value: T;
  /** The line (counted from 1, in the file) where the value at this path begins. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Parses YAML text against a schema.
 * @param offset lines of the file before `text`
 * @returns the value, or every fault in it
 */
export function parseYaml<S extends z.ZodType>(
  schema: S,
  file: string,
  text: string,
  offset = 0,
): { located: Located<z.infer<S>> } | { faults: Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const lineAt = (position: number) => lines.linePos(position).line + offset;
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((error) => ({
        file,
        line: lineAt(error.pos[0]),
        message: `not valid YAML: ${firstLine(error.message)}; fix the syntax, or put the text in quotes`,
      })),
    };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const range = isRanged(node) ? node.range : null;
      if (range) return lineAt(range[0]);
    }
    return 1 + offset;
  };

  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 0 });
  } catch {
    return {
      faults: [{ file, line: 1 + offset, message: 'aliases (*name) are not read here; write the value out' }],
    };
  }
  if (plain === null || plain === undefined) {
    const message = 'is empty; see README, "The data folder", for what belongs in it, or delete the file';
    return { faults: [{ file, line: 1 + offset, message }] };
  }
  const parsed = schema.safeParse(plain);
  if (parsed.success) return { located: { value: parsed.data, lineOf } };
  return {
    faults: parsed.error.issues.map((issue) => ({
      file,
      line: lineOf(issue.path),
      message: `${place(issue.path)}${said(issue)}`,
    })),
  };
}

// --- internal ---

function said(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; see README, "The data folder", for the keys there are`;
  }
  return issue.message.replace(/^Invalid input: /, '');
}

/** `asks, item 2: ` for ['asks', 1]; the list's own index is left out, the line already says it. */
function place(path: readonly PropertyKey[]): string {
  const parts = (typeof path[0] === 'number' ? path.slice(1) : path).map((part) =>
    typeof part === 'number' ? `item ${part + 1}` : String(part),
  );
  return parts.length > 0 ? `${parts.join(', ')}: ` : '';
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function isRanged(node: unknown): node is { range: [number, number, number] | null } {
  return typeof node === 'object' && node !== null && 'range' in node;
}
