import { paragraphsOf } from '../facts/quote.ts';
import { counted } from '../facts/source-text.ts';
import type { DocumentText } from './document.ts';
import { type SourceHead, shortened } from './source-file.ts';

/** What was made of a document: what is known of it, what was left out and why, and what to look at. */
export function reportLines(
  id: string,
  head: SourceHead,
  document: DocumentText,
  text: string,
  originals: string,
): string[] {
  const paragraphs = paragraphsOf(text).length;
  const unknown = (['title', 'publisher', 'author', 'published'] as const).filter(
    (key) => head[key] === null,
  );
  const known = (['title', 'publisher', 'author', 'published', 'attribution'] as const).filter(
    (key) => head[key] !== null,
  );
  return [
    `sources/${id}.md: ${counted(paragraphs, 'paragraph')}, ${paragraphs - head.left_out.length} of them to be cited; the text is pinned, the original is kept in ${originals}/`,
    ...known.map((key) => `  ${key}: ${head[key]}`),
    ...(unknown.length > 0
      ? [
          `  not known: ${unknown.join(', ')} (null is right where the document does not say; else write it into the front matter)`,
        ]
      : []),
    ...leftOutLines(head.left_out, text),
    ...document.leftOut.map((line) => `  not in the text: ${line}`),
    ...document.unread.map((line) => `  look at: ${line}`),
    `Read the text once against the original. Then: npm run -s facts -- draft ${id}`,
  ];
}

// --- internal ---

/** One line a reason. */
function leftOutLines(leftOut: SourceHead['left_out'], text: string): string[] {
  const paragraphs = paragraphsOf(text);
  return [...new Set(leftOut.map(({ why }) => why))].map((why) => {
    const all = leftOut.filter((one) => one.why === why);
    const first = paragraphs[(all[0]?.paragraph ?? 1) - 1];
    const words = first ? ` “${shortened(text.slice(first.start, first.end), 40)}”` : '';
    const numbers = all.slice(0, 6).map(({ paragraph }) => paragraph);
    const rest = all.length > numbers.length ? ` and ${all.length - numbers.length} more` : '';
    return `  left out, ${why}: paragraph${all.length > 1 ? 's' : ''} ${numbers.join(', ')}${rest}${words}`;
  });
}
