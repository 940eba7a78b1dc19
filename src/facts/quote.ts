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

/**
 * Every occurrence of a quote, each within one paragraph.
 * Typographic quotation marks, dashes and kinds of space are folded for finding only; case is kept.
 */
export function findQuote(text: string, quote: string): Span[] {
  const wanted = fold(quote).text.trim();
  if (wanted === '') return [];
  const spans: Span[] = [];
  for (const paragraph of paragraphsOf(text)) {
    const folded = fold(text.slice(paragraph.start, paragraph.end));
    for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + 1)) {
      spans.push({
        paragraph: paragraph.number,
        start: paragraph.start + (folded.offsets[at] ?? 0),
        end: paragraph.start + (folded.offsets[at + wanted.length] ?? paragraph.end - paragraph.start),
      });
    }
  }
  return spans;
}

/**
 * Where a quote departs from the source: the longest prefix of it found in one paragraph, and what each says next.
 * Null when no part of it is found.
 */
export function firstDifference(
  text: string,
  quote: string,
): { paragraph: number; quoteSays: string; sourceSays: string } | null {
  const wanted = fold(quote).text.trim();
  let best: { paragraph: number; at: number; length: number; folded: string } | null = null;
  for (const paragraph of paragraphsOf(text)) {
    const folded = fold(text.slice(paragraph.start, paragraph.end)).text;
    for (let anchor = 0; anchor + ANCHOR <= wanted.length; anchor += ANCHOR) {
      const at = folded.indexOf(wanted.slice(anchor, anchor + ANCHOR)) - anchor;
      if (at < -anchor || at < 0) continue;
      let length = 0;
      while (length < wanted.length && folded[at + length] === wanted[length]) length++;
      if (!best || length > best.length) best = { paragraph: paragraph.number, at, length, folded };
    }
  }
  if (!best) return null;
  const from = Math.max(0, wanted.lastIndexOf(' ', best.length - 1) + 1);
  return {
    paragraph: best.paragraph,
    quoteSays: excerpt(wanted, from),
    sourceSays: excerpt(best.folded, best.at + from),
  };
}

// --- internal ---

/** Consecutive characters of a quote that a paragraph must contain to be the one meant. */
const ANCHOR = 12;
const EXCERPT = 32;

function excerpt(text: string, from: number): string {
  return text.slice(from, from + EXCERPT);
}

const FOLDED: Record<string, string> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
};

/** The folded text, and for each of its characters (and its end) the offset in the original. */
function fold(original: string): { text: string; offsets: number[] } {
  let text = '';
  const offsets: number[] = [];
  for (let i = 0; i < original.length; i++) {
    const character = original[i] as string;
    const folded = /\s/.test(character) ? ' ' : (FOLDED[character] ?? character);
    if (folded === ' ' && text.endsWith(' ')) continue;
    text += folded;
    offsets.push(i);
  }
  offsets.push(original.length);
  return { text, offsets };
}
