import { type Folded, fold, MARK } from './fold.ts';

/** A stretch of a source's text; offsets are UTF-16 units of that text. */
export interface Paragraph {
  /** Counted from 1 over the lines with something on them. */
  number: number;
  start: number;
  end: number;
}

export interface Span {
  paragraph: number;
  start: number;
  end: number;
}

/** A paragraph is a line with something on it. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    if (line[0].trim() === '') continue;
    paragraphs.push({ number: paragraphs.length + 1, start: line.index, end: line.index + line[0].length });
  }
  return paragraphs;
}

/** A source's paragraphs, folded once for all its quotes. */
export interface Quotable {
  text: string;
  paragraphs: readonly (Paragraph & { folded: Folded })[];
}

export function quotable(text: string): Quotable {
  const paragraphs = paragraphsOf(text).map((paragraph) => ({
    ...paragraph,
    folded: fold(text.slice(paragraph.start, paragraph.end)),
  }));
  return { text, paragraphs };
}

/**
 * Every occurrence of a quote, each within one paragraph and of whole characters, however its typography was typed.
 * A quote that stands nowhere with the quotation marks around it is looked for without them: they are the editor's own.
 */
export function findQuote(source: Quotable, quote: string): Span[] {
  const wanted = fold(quote).text;
  const found = findFolded(source, wanted);
  const isWrapped = wanted.length > 2 && wanted.startsWith(MARK) && wanted.endsWith(MARK);
  return found.length === 0 && isWrapped ? findFolded(source, wanted.slice(1, -1)) : found;
}

/**
 * Where a quote departs from the source: the longest prefix of it found in one paragraph, and what each says next, as
 * it was written. Null when no part of it is found.
 */
export function firstDifference(
  source: Quotable,
  quote: string,
): { paragraph: number; quoteSays: string; sourceSays: string } | null {
  const wanted = fold(quote);
  const best = bestStart(source, wanted.text, ANCHOR) ?? bestStart(source, wanted.text, ANCHOR / 2);
  if (!best) return null;
  const { paragraph, at, length } = best;
  const from = Math.max(0, wanted.text.lastIndexOf(' ', length - 1) + 1);
  return {
    paragraph: paragraph.number,
    quoteSays: excerpt(quote, wanted, from),
    sourceSays: excerpt(source.text.slice(paragraph.start, paragraph.end), paragraph.folded, at + from),
  };
}

// --- internal ---

/** Consecutive characters of a quote that a paragraph must contain to be the one meant; half as many in a short quote. */
const ANCHOR = 12;
const EXCERPT = 32;

/** The longest beginning of a quote in one paragraph that shares a run of `anchor` characters with it. */
function bestStart(source: Quotable, wanted: string, anchorLength: number) {
  let best: { paragraph: Paragraph & { folded: Folded }; at: number; length: number } | null = null;
  for (const paragraph of source.paragraphs) {
    const { text } = paragraph.folded;
    for (let anchor = 0; anchor + anchorLength <= wanted.length; anchor += anchorLength) {
      const place = text.indexOf(wanted.slice(anchor, anchor + anchorLength));
      const at = place - anchor;
      if (place < 0 || at < 0) continue;
      let length = 0;
      while (length < wanted.length && text[at + length] === wanted[length]) length++;
      if (!best || length > best.length) best = { paragraph, at, length };
    }
  }
  return best;
}

/** Cut from the original, at whole characters. */
function excerpt(original: string, { starts, ends }: Folded, from: number): string {
  const last = Math.min(from + EXCERPT, ends.length) - 1;
  return last < from ? '' : original.slice(starts[from], ends[last]);
}

function findFolded({ paragraphs }: Quotable, wanted: string): Span[] {
  if (wanted === '') return [];
  return paragraphs.flatMap(({ number, start, folded: { text, starts, ends } }) => {
    const spans: Span[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const last = at + wanted.length - 1;
      if (at > 0 && starts[at] === starts[at - 1]) continue;
      if (starts[last + 1] === starts[last]) continue;
      spans.push({
        paragraph: number,
        start: start + (starts[at] as number),
        end: start + (ends[last] as number),
      });
    }
    return spans;
  });
}
