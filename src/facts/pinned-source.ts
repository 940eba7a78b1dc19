import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Fault } from './fault.ts';
import { fileNameFault } from './file-names.ts';
import { paragraphsOf } from './quote.ts';
import { salvage } from './salvage.ts';
import { type Source, SourceHeadSchema } from './schema.ts';
import { parseYaml } from './yaml.ts';

/** A source as it was read. With a fault in its front matter, its text can be quoted all the same. */
export interface ReadSource {
  source: Source;
  file: string;
  lineOf(...path: PropertyKey[]): number;
  broken: ReadonlySet<string>;
}

/** Reads `sources/<id>.md`: front matter, then the text, byte for byte the one whose hash is pinned. */
export function readSource(file: string, whole: string, faults: Fault[]): ReadSource | undefined {
  const id = file.slice('sources/'.length, -'.md'.length);
  const fault = (line: number, message: string) => faults.push({ file, line, message });
  const misnamed = fileNameFault(id, '.md', 'source');
  if (misnamed) fault(1, misnamed);
  const opening = FRONT_MATTER.exec(whole);
  if (!opening) {
    fault(1, 'has no front matter; expected a line ---, the keys, a line ---, then the text as received');
    return undefined;
  }
  const head = parseYaml(HeadSchema, file, opening[1] as string, 1);
  faults.push(...head.faults);
  const text = whole.slice(opening[0].length);
  const paragraphs = paragraphsOf(text).length;
  const kept = head.value
    ? { entry: head.value, broken: new Set<string>() }
    : salvage(HeadSchema, head.plain ?? {});
  if (!kept) return undefined;
  const { entry: value, broken } = kept;
  const actual = sha256(text);
  // A hash of digits alone is read as a number.
  const pinned = String(value.sha256);
  // Front matter that is not YAML may hold the right one.
  if (head.plain !== undefined && actual !== pinned)
    fault(head.lineOf(['sha256']), hashFault(id, text, pinned, actual));
  // A text that is not the pinned one may have lost paragraphs.
  for (const [index, { paragraph }] of value.left_out.entries()) {
    if (paragraph <= paragraphs || (isHash(pinned) && actual !== pinned)) continue;
    const message = `left_out names paragraph ${paragraph}, which the text does not have; it has ${paragraphs}, correct the number`;
    fault(head.lineOf(['left_out', index]), message);
  }
  const firstLine = opening[0].split('\n').length;
  return {
    source: { ...value, sha256: pinned, id, text, firstLine },
    ...{ file, broken },
    lineOf: (...path) => head.lineOf(path),
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The opening of a source: the lines between two `---`, which are its first group, and both of these. */
export const FRONT_MATTER = /^---\r?\n([\s\S]*?\n)---\r?\n/;

// --- internal ---

/** Whatever stands for a hash that nobody has made yet is told in one way, below. */
const HeadSchema = SourceHeadSchema.extend({ sha256: z.unknown().optional() });

function isHash(pinned: string): boolean {
  return /^[0-9a-f]{64}$/.test(pinned) && !/^0+$/.test(pinned);
}

/** Editors and Git change newlines unasked: a difference of that kind alone is named. */
function hashFault(id: string, text: string, expected: string, actual: string): string {
  if (!isHash(expected)) {
    const written = /^\d+(e\d+)?$/.test(actual) ? `'${actual}'` : actual;
    return `sha256: expected the hash of the text below the front matter; if that is the text as received, write sha256: ${written} (npm run -s source -- pin ${id} does it)`;
  }
  const variants: [string, string][] = [
    [text.replaceAll('\r\n', '\n'), 'its line endings are CRLF where LF was pinned'],
    [text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'), 'its line endings are LF where CRLF was pinned'],
    [text.replace(/\r?\n$/, ''), 'a newline was added at its end'],
    [`${text}\n`, 'the newline at its end is gone'],
  ];
  const newline = variants.find(([variant]) => variant !== text && sha256(variant) === expected);
  if (newline)
    return `the text differs from the pinned one by newlines only: ${newline[1]}; restore it as received`;
  return `the text is not the pinned one (sha256 is ${actual}); restore it as received, or pin the new text on purpose: npm run -s source -- pin ${id}`;
}
