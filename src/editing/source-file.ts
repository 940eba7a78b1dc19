import { stringify } from 'yaml';
import { sha256 } from '../facts/pinned-source.ts';
import { paragraphsOf } from '../facts/quote.ts';
import type { Source } from '../facts/schema.ts';

/** What the front matter of a source says, but for the hash. */
export type SourceHead = Pick<
  Source,
  'title' | 'publisher' | 'author' | 'published' | 'url' | 'attribution' | 'left_out'
> & { accessed?: string | undefined };

/** The whole of `sources/<id>.md`: front matter with the text pinned, then the text. */
export function sourceFile(head: SourceHead, text: string): string {
  const { title, publisher, author, published, url, attribution, accessed, left_out } = head;
  const lines = [
    ...Object.entries({ title, publisher, author, published, url, attribution }).map(
      ([key, value]) => `${key}: ${scalar(value)}`,
    ),
    ...(accessed === undefined ? [] : [`accessed: ${accessed}`]),
    left_out.length === 0 ? 'left_out: []' : 'left_out:',
    ...left_out.map(({ paragraph, why }) => `  - { paragraph: ${paragraph}, why: ${inFlow(why)} }`),
    `sha256: ${sha256(text)}`,
  ];
  return `---\n${lines.join('\n')}\n---\n${text}`;
}

/** A value as YAML on one line, quoted where it must be. */
export function scalar(value: string | null): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** The beginnings of its paragraphs. */
export function beginnings(text: string): string[] {
  return paragraphsOf(text).map(({ start, end }) => shortened(text.slice(start, end)));
}

export function shortened(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length).trimEnd()}…` : text;
}

/** The same within braces, where commas and brackets end a value as well. */
export function inFlow(text: string): string {
  return /[,[\]{}]/.test(text) ? JSON.stringify(text) : scalar(text);
}
