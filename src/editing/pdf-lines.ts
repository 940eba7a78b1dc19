/** A piece of text on a page, as pdf.js gives it. */
export interface Piece {
  str: string;
  /** A matrix of six: the last two are x and y in points, y upwards. */
  transform: number[];
  width: number;
  height: number;
  hasEOL: boolean;
}

/** One line of a page; sizes and places are in points. */
export interface Line {
  text: string;
  left: number;
  right: number;
  /** Of the baseline, upwards from the bottom of the page. */
  y: number;
  size: number;
}

/** The lines of a page in the order of the file, which follows its columns. Text that stands on its side is left out. */
export function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  for (const { str, transform, width, hasEOL } of pieces) {
    const [a = 0, b = 0, , , x = 0, y = 0] = transform;
    if (Math.abs(b) > Math.abs(a)) continue;
    const size: number = Math.hypot(a, b);
    if (str !== '') {
      const isSame =
        open !== null && Math.abs(y - open.y) < SAME_LINE * Math.max(size, open.size) && x > open.left - size;
      // A number or mark that is set higher or lower belongs to its line.
      if (open && isSame && x - open.right < FAR * size) {
        const gap = x - open.right;
        const isApart = gap > SPACE * size && !/\s$/.test(open.text) && !/^\s/.test(str);
        open.text += (isApart ? ' ' : '') + str;
        open.right = Math.max(open.right, x + width);
        if (size > open.size) Object.assign(open, { size, y });
      } else if (str.trim() !== '') {
        open = { text: str, left: x, right: x + width, y, size };
        lines.push(open);
      }
    }
    if (hasEOL) open = null;
  }
  return lines.filter(({ text }) => text.trim() !== '');
}

// --- internal ---

/** As shares of the size of the type: a baseline shifted by less is the same line, a gap wider is a space, and one wider still another column. */
const SAME_LINE = 0.5;
const SPACE = 0.18;
const FAR = 4;
