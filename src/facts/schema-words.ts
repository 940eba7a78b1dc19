import type { z } from 'zod';

/**
 * What a fault says is expected: the description of the schema, which editors also see while they type.
 */

interface IssueMessage {
  path: readonly PropertyKey[];
  message: string;
}

/**
 * One issue of zod in an editor's words; one message for each unknown key.
 * @param plain the whole value that was parsed
 * @param written the text of the value at a path, as it stands in its file
 */
export function issueMessage(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  plain: unknown,
  written: (path: readonly PropertyKey[]) => string,
): IssueMessage[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const { keys } = reach(schema, path);
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `${placeOf(path)}unknown key "${key}"; expected ${meant(key, keys)}`,
    }));
  }
  const own = issue.message.replace(/^Invalid input: /, '');
  // A text that is none of the few allowed is named by the schema's own words.
  const isOfType =
    ['invalid_type', 'invalid_union'].includes(issue.code) ||
    (issue.code === 'invalid_value' && typeof valueAt(plain, path) !== 'string');
  const message = isOfType ? typeMessage(reach(schema, path), valueAt(plain, path), written(path), own) : own;
  return [{ path, message: `${placeOf(path)}${message}` }];
}

// --- internal ---

/** What the schema says of the place that a path leads to. */
interface Expected {
  description: string | undefined;
  /** Keys of the object there. */
  keys: string[];
  /** One line of text is expected there, and not a list or keys. */
  isText: boolean;
}

function typeMessage(
  { description, isText }: Expected,
  value: unknown,
  written: string,
  own: string,
): string {
  const expected = description ? `expected ${description}` : own;
  if (value === undefined) return `is missing; ${expected}`;
  if (value === null) return `is empty; ${expected}`;
  if (!isText) return `${kindOf(value)}; ${expected}`;
  if (typeof value === 'number' || typeof value === 'boolean')
    return `${written} is read as a ${typeof value === 'number' ? 'number' : 'yes or no'}; put it in quotes: '${written}'`;
  if (typeof value === 'object' && !Array.isArray(value) && /^[^{\n]*:[ \t]/.test(written)) {
    const line = written.split('\n')[0] as string;
    return `holds ": ", which YAML reads as a key and its value; put the whole text in quotes: ${/["\\]/.test(line) ? `'${line.replaceAll("'", "''")}'` : `"${line}"`}`;
  }
  return `${kindOf(value)}; ${expected}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'is a list';
  if (typeof value === 'object') return 'has keys of its own';
  return typeof value === 'string' ? 'is a text' : `is ${String(value)}`;
}

function valueAt(plain: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    plain,
  );
}

/** Follows a path through a schema; the description nearest to its end counts. */
function reach(schema: z.core.$ZodType, path: readonly PropertyKey[]): Expected {
  let at: z.core.$ZodType | undefined = schema;
  let description: string | undefined;
  const rest = [...path];
  while (at) {
    description = (at as z.ZodType).description ?? description;
    const { def } = at._zod as { def: Def };
    const inner: z.core.$ZodType | undefined = def.innerType ?? def.in;
    if (inner) {
      at = inner;
      continue;
    }
    if (rest.length === 0) break;
    const key = rest.shift() as PropertyKey;
    // What was said of a list is said of the whole list, not of an item or a key.
    description = undefined;
    at = def.element ?? def.valueType ?? def.shape?.[String(key)];
  }
  const def = at ? (at._zod as { def: Def }).def : undefined;
  return { description, keys: Object.keys(def?.shape ?? {}), isText: def?.type === 'string' };
}

/** What of a zod schema's definition is followed here. */
interface Def {
  type: string;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
}

/** The key that was probably meant, or else all there are. */
function meant(key: string, keys: readonly string[]): string {
  const near = keys.filter((known) => isNear(key.toLowerCase(), known));
  return near.length > 0 ? near.map((known) => `"${known}"`).join(' or ') : `one of: ${keys.join(', ')}`;
}

/** One letter added, left out, changed or swapped; or one begins with the other. */
function isNear(typed: string, known: string): boolean {
  const [short, long] = typed.length < known.length ? [typed, known] : [known, typed];
  if (short.length >= 3 && long.startsWith(short)) return true;
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  let end = 0;
  while (end < short.length - from && short.at(-1 - end) === long.at(-1 - end)) end++;
  const [one, other] = [short.slice(from, short.length - end), long.slice(from, long.length - end)];
  return other.length <= 1 || (other.length === 2 && one === [...other].reverse().join(''));
}

/** `asks, item 2: ` for ['asks', 1]; the list's own index is left out, the line already says it. */
function placeOf(path: readonly PropertyKey[]): string {
  const parts = (typeof path[0] === 'number' ? path.slice(1) : path).map((part) =>
    typeof part === 'number' ? `item ${part + 1}` : String(part),
  );
  return parts.length > 0 ? `${parts.join(', ')}: ` : '';
}
