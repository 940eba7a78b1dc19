import { oneLine, withReasons } from './blocks.ts';
import type { Block, DocumentText } from './document.ts';

/** Reads plain text. A text broken at the margin is joined to paragraphs, since a quote lies within one. */
export function readPlainText(text: string): DocumentText {
  const clean = text.replace(/^\ufeff/, '');
  const groups = clean
    .replace(/\f/g, '\n\n')
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/)
    .map((group) => group.split(/\r?\n|\r/).filter((line) => line.trim() !== ''))
    .filter((group) => group.length > 0);
  const isWrapped = groups.some((group) => isBroken(group));
  const blocks = groups
    .flatMap((group) => (isBroken(group) ? joined(group) : group))
    .map((line) => ({
      text: isWrapped ? oneLine(line) : line.trim(),
      why: null,
    }));
  const title = headlineOf(blocks);
  const author = authorOf(blocks);
  return {
    ...{ title, author, publisher: null, published: null },
    blocks: withReasons(blocks, { title, author }),
    exact: isWrapped ? null : clean,
    leftOut: [],
    unread: isWrapped ? ['its lines were broken at a margin; they were joined to paragraphs'] : [],
  };
}

/** A short first line without a full stop, over a longer one that is a sentence. */
export function headlineOf(blocks: readonly Block[]): string | null {
  const [first, ...rest] = blocks;
  if (!first || rest.length === 0 || first.text.length > MAX_HEADLINE || /[.:;,]$/.test(first.text))
    return null;
  return rest.some(({ text }) => text.length > first.text.length && /[.!?][”"’»)]*$/.test(text))
    ? first.text
    : null;
}

/** The name in a line "By Ada Lin", near the top. */
export function authorOf(blocks: readonly Block[]): string | null {
  for (const { text } of blocks.slice(0, 6)) {
    const name = /^(?:by|par|por)\s+(\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]*){1,3})\s*(?:$|[,|·•])/iu.exec(
      text,
    )?.[1];
    if (name && /^\p{Lu}/u.test(name)) return name;
  }
  return null;
}

// --- internal ---

const MAX_HEADLINE = 150;
/** Characters: a line that goes on below is at least so long, and lines broken at a margin are at most so long. */
const MIN_BROKEN = 40;
const MAX_MARGIN = 100;

/** Whether its lines were broken at a margin: all are short, and every one but the last is nearly full or goes on in the next. */
function isBroken(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  const longest = Math.max(...lines.map((line) => line.length));
  if (longest > MAX_MARGIN || longest < MIN_BROKEN) return false;
  const goOn = lines.slice(0, -1).filter((line, at) => {
    const next = (lines[at + 1] ?? '').trim();
    const firstWord = next.split(/\s/)[0] ?? '';
    const isFull = line.trimEnd().length + 1 + firstWord.length > longest - 3;
    return /^\p{Ll}/u.test(next) || isFull;
  });
  return goOn.length * 2 >= lines.length - 1;
}

/** The lines as paragraphs; a list mark or an indent begins a new one, and a hyphen at a line's end is kept. */
function joined(lines: readonly string[]): string[] {
  const margin = Math.min(...lines.map(indentOf));
  return lines.reduce<string[]>((paragraphs, line, index) => {
    const last = paragraphs.at(-1);
    const isIndented =
      indentOf(line) > margin &&
      indentOf(line) > indentOf(lines[index - 1] ?? '') &&
      /[.!?:]["”’)]?$/.test(last ?? '');
    if (last === undefined || LIST_MARK.test(line) || isIndented) paragraphs.push(line.trim());
    else
      paragraphs[paragraphs.length - 1] = /[\p{L}\p{N}]-$/u.test(last)
        ? last + line.trim()
        : `${last} ${line.trim()}`;
    return paragraphs;
  }, []);
}

const LIST_MARK = /^\s*(?:[-*•–]|\(?[0-9]{1,2}[.)]|\(?[a-z]\))\s+\S/;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
