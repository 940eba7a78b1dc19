import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
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
        message: `not valid YAML: ${firstLine(error.message)}; fix the syntax, or put the text in quotes${hint(text, error.pos[0])}`,
      })),
    };
  }
  const cut = cutTexts(document, text).map(({ key, read, rest, at }) => ({
    file,
    line: lineAt(at),
    message: `${key}: is cut at " #", which begins a comment: it reads "${read}" without "${rest}"; put the whole text in quotes, or the comment on a line of its own`,
  }));
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
  if (parsed.success && cut.length === 0) return { located: { value: parsed.data, lineOf } };
  const issues = parsed.error?.issues ?? [];
  return {
    faults: [
      ...cut,
      ...issues.map((issue) => ({
        file,
        line: lineOf(issue.path),
        message: `${place(issue.path)}${said(issue)}`,
      })),
    ],
  };
}

// --- internal ---

/** Keys whose text is written in sentences, where a " #" is more likely meant as text than as a comment. */
const TEXTS = new Set(['claim', 'quote', 'asks', 'about']);

interface CutText {
  key: string;
  read: string;
  rest: string;
  at: number;
}

/** Unquoted texts that YAML ends early, at a " #". */
function cutTexts(document: Document, text: string): CutText[] {
  if (!/[ \t]#/.test(text)) return [];
  const cut: CutText[] = [];
  visit(document, {
    Pair(_, { key, value }) {
      const name = isScalar(key) ? String(key.value) : '';
      if (!TEXTS.has(name)) return;
      visit(value as Document, {
        Scalar(_, { value: read, type, range }) {
          if (typeof read !== 'string' || type !== 'PLAIN' || !range) return;
          const rest = /^[ \t]+(#[^\r\n]*)/.exec(text.slice(range[1]))?.[1];
          if (rest !== undefined) cut.push({ key: name, read, rest: rest.trimEnd(), at: range[0] });
        },
      });
    },
  });
  return cut;
}

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

/** A comment that was not meant as one breaks a list or a text of several lines. */
function hint(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n').slice(-2);
  return lines.some((line) => /[^\s#].*[ \t]#/.test(line)) ? ' (a " #" begins a comment)' : '';
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function isRanged(node: unknown): node is { range: [number, number, number] | null } {
  return typeof node === 'object' && node !== null && 'range' in node;
}
