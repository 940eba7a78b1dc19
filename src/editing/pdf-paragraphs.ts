import { oneLine } from './blocks.ts';
import type { Block } from './document.ts';
import type { Line } from './pdf-lines.ts';

/** The text of a PDF as paragraphs, and what was done to get them. */
export interface PdfParagraphs {
  blocks: Block[];
  /** Running heads and page numbers that were taken out: one line each. */
  heads: string[];
  /** Words that were divided at a line's end. */
  rejoined: string[];
  /** Paragraphs with characters that no font names. */
  garbled: number;
}

export function paragraphsOfPages(pages: readonly (readonly Line[])[]): PdfParagraphs {
  const { pages: kept, heads } = withoutRunningHeads(pages);
  const body = bodySize(kept.flat());
  const whole = kept
    .flat()
    .map(({ text }) => text)
    .join('\n');
  const rejoined: string[] = [];
  const blocks: Block[] = [];
  let open: Line[] = [];
  const close = () => {
    const text = oneLine(open.reduce((joined, { text }) => join(joined, text, whole, rejoined), ''));
    const size = Math.max(...open.map((line) => line.size));
    const isHeading = size > body * HEADING && text.length < MAX_HEADING;
    if (text !== '') blocks.push({ text, why: isHeading ? 'a heading' : null });
    open = [];
  };
  for (const lines of kept) {
    const spacing = lineSpacing(lines);
    const right = Math.max(0, ...lines.map((line) => line.right));
    for (const line of lines) {
      const last = open.at(-1);
      if (last && !goesOn(last, line, open, { spacing, right })) close();
      open.push(line);
    }
  }
  close();
  const garbled = blocks.filter(({ text }) => /[\ufffd\p{Co}]/u.test(text)).length;
  return { blocks, heads, rejoined: [...new Set(rejoined)], garbled };
}

// --- internal ---

/** Type larger than that of the body by this much is a heading's. */
const HEADING = 1.12;
const MAX_HEADING = 200;
/** Lines at the top and at the bottom of a page among which a running head stands, and pages that it is on at least. */
const EDGE = 2;
const MIN_PAGES = 3;
/** A running head stands apart from the text by this many line spacings. */
const APART = 1.4;
/** Shares of the type's size: lines further apart than the usual spacing by more, or indented by more, begin a paragraph. */
const LOOSE = 0.35;
/** Lines of a paragraph are at most so far apart, in sizes of the type: double spacing. */
const MAX_SPACING = 2.5;
const INDENT = 0.8;

interface Layout {
  spacing: number;
  right: number;
}

function goesOn(last: Line, line: Line, open: readonly Line[], { spacing, right }: Layout): boolean {
  if (Math.abs(line.size - last.size) > last.size * 0.1) return false;
  if (LIST_MARK.test(line.text)) return false;
  const isEnded = /[.!?:]["”’)\]]*\s*$/.test(last.text);
  const down = last.y - line.y;
  // A new page or column: a sentence that is not over goes on there.
  if (down <= 0 || down > spacing * 4) return !isEnded && !/\.{4}/.test(last.text);
  if (down > spacing + last.size * LOOSE) return false;
  const first = open[0] as Line;
  const margin = Math.min(
    ...open.slice(1).map(({ left }) => left),
    open.length > 1 ? Number.POSITIVE_INFINITY : first.left,
  );
  if (line.left - margin > line.size * INDENT && isEnded) return false;
  const isShort = last.right < right - (right - first.left) * 0.2;
  return !(isShort && isEnded);
}

const LIST_MARK = /^\s*(?:[•▪‣◦·–*]|\(?\d{1,2}[.)]|\(?[a-z]\)|\[\d+\])\s+\S/;

/** Puts a line after what stands before it. A word divided by a hyphen is whole again, unless the document writes it with one elsewhere. */
function join(before: string, line: string, whole: string, rejoined: string[]): string {
  if (before === '') return line;
  const head = /(\p{L}+)[-\u00ad\u2010]\s*$/u.exec(before);
  const tail = /^\s*(\p{Ll}\p{L}*)/u.exec(line)?.[1];
  if (!head || tail === undefined) return `${before} ${line}`;
  const parts = [head[1] as string, tail];
  const isSoft = /\u00ad\s*$/.test(before);
  const isCompound = !isSoft && whole.includes(parts.join('-')) && !whole.includes(parts.join(''));
  if (isCompound) return before.trimEnd() + line.trimStart();
  rejoined.push(parts.join(''));
  return before.slice(0, head.index) + parts[0] + line.trimStart();
}

/** Without lines that stand apart at the same height of several pages, page numbers aside the same. */
function withoutRunningHeads(pages: readonly (readonly Line[])[]): { pages: Line[][]; heads: string[] } {
  const words = ({ text }: Line) => oneLine(text).replace(/\d+|\b[ivxl]+\b/gi, '#');
  const key = (line: Line) => `${words(line)} ${Math.round(line.y / 4)}`;
  const edges = pages.map(edgesOf);
  const counts = new Map<string, number>();
  for (const edge of edges)
    for (const own of new Set([...edge].map(key))) counts.set(own, (counts.get(own) ?? 0) + 1);
  const isRunning = (line: Line) =>
    (counts.get(key(line)) ?? 0) >= MIN_PAGES || (words(line) === '#' && pages.length > 1);
  const taken = new Map<string, { shown: string; count: number }>();
  const kept = pages.map((lines, page) =>
    lines.filter((line) => {
      if (!edges[page]?.has(line) || !isRunning(line)) return true;
      const shown = words(line) === '#' ? 'page numbers' : `the running head “${oneLine(line.text)}”`;
      const same = taken.get(words(line)) ?? { shown, count: 0 };
      taken.set(words(line), { ...same, count: same.count + 1 });
      return false;
    }),
  );
  return {
    pages: kept,
    heads: [...taken.values()].map(({ shown, count }) => `${shown}, on ${count} page${count > 1 ? 's' : ''}`),
  };
}

/** The outermost lines of a page that stand apart from those beside them. */
function edgesOf(lines: readonly Line[]): Set<Line> {
  const byHeight = lines.toSorted((a, b) => b.y - a.y);
  const spacing = lineSpacing(byHeight);
  const edge = new Set<Line>();
  for (const order of [byHeight, byHeight.toReversed()]) {
    const gapAt = order.slice(0, EDGE + 1).findIndex((line, at) => {
      const next = order[at + 1];
      return next !== undefined && Math.abs(line.y - next.y) > spacing * APART;
    });
    for (const line of order.slice(0, gapAt + 1)) edge.add(line);
  }
  return edge;
}

/** The size that most of the text is in. */
function bodySize(lines: readonly Line[]): number {
  const sizes = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    sizes.set(rounded, (sizes.get(rounded) ?? 0) + text.length);
  }
  return [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The distance between two lines of a paragraph on this page: the usual one, or the closest where there are few lines. */
function lineSpacing(lines: readonly Line[]): number {
  const gaps = lines.slice(1).map((line, at) => (lines[at] as Line).y - line.y);
  const down = gaps.filter((gap) => gap > 2).sort((a, b) => a - b);
  const size = bodySize(lines);
  return Math.min(down[Math.floor((down.length - 1) / 4)] ?? Number.POSITIVE_INFINITY, size * MAX_SPACING);
}
