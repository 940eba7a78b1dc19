import { createHash } from 'node:crypto';
import type { Fault } from './fault.ts';
import { paragraphsOf } from './quote.ts';
import { type Source, SourceHeadSchema } from './schema.ts';
import { parseYaml } from './yaml.ts';

/** Reads `sources/<id>.md`: front matter, then the text, byte for byte the one whose hash is pinned. */
export function readSource(file: string, whole: string, faults: Fault[]): Source | undefined {
  const id = file.slice('sources/'.length, -'.md'.length);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    faults.push({
      file,
      line: 1,
      message: `the name "${id}" cannot be an id; expected lower-case letters, digits and single hyphens`,
    });
  }
  const opening = FRONT_MATTER.exec(whole);
  if (!opening) {
    faults.push({
      file,
      line: 1,
      message: 'has no front matter; expected a line ---, the keys, a line ---, then the text as received',
    });
    return undefined;
  }
  const head = parseYaml(SourceHeadSchema, file, opening[1] as string, 1);
  if ('faults' in head) {
    faults.push(...head.faults);
    return undefined;
  }
  const { value, lineOf } = head.located;
  const text = whole.slice(opening[0].length);
  const actual = sha256(text);
  if (actual !== value.sha256) {
    faults.push({ file, line: lineOf(['sha256']), message: hashFault(text, value.sha256, actual) });
  }
  const paragraphs = paragraphsOf(text).length;
  // A text that is not the pinned one may have lost paragraphs.
  for (const [index, { paragraph }] of value.left_out.entries()) {
    if (paragraph <= paragraphs || actual !== value.sha256) continue;
    const message = `left_out names paragraph ${paragraph}, which the text does not have; correct the number`;
    faults.push({ file, line: lineOf(['left_out', index]), message });
  }
  const firstLine = opening[0].split('\n').length;
  return { ...value, id, text, firstLine };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The opening of a source: the lines between two `---`, which are its first group, and both of these. */
export const FRONT_MATTER = /^---\r?\n([\s\S]*?\n)---\r?\n/;

// --- internal ---

/** Editors and Git change newlines unasked: a difference of that kind alone is named. */
function hashFault(text: string, expected: string, actual: string): string {
  const variants: [string, string][] = [
    [text.replaceAll('\r\n', '\n'), 'its line endings are CRLF where LF was pinned'],
    [text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'), 'its line endings are LF where CRLF was pinned'],
    [text.replace(/\r?\n$/, ''), 'a newline was added at its end'],
    [`${text}\n`, 'the newline at its end is gone'],
  ];
  const newline = variants.find(([variant]) => variant !== text && sha256(variant) === expected);
  if (newline)
    return `the text differs from the pinned one by newlines only: ${newline[1]}; restore it as received`;
  return `the text is not the pinned one (sha256 is ${actual}); restore it as received, or pin the new text on purpose`;
}
