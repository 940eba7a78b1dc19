/**
 * Reads values separated by tabs or commas, quoted as in CSV: a cell that begins with a quotation mark runs to the next single
 * one, separators and line ends inside it included, and a doubled mark stands for one.
 */
export function readSeparated(text: string, separator: '\t' | ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } =
      text[at] === '"' ? quotedCell(text, at + 1, separator) : plainCell(text, at, separator);
    row.push(cell);
    if (text[end] === separator) {
      at = end + 1;
      // A separator at the very end still opens a cell.
      if (at === text.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

// --- internal ---

interface Cell {
  cell: string;
  /** Where the separator or line end after it stands. */
  end: number;
}

function plainCell(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
  if (text[end] === '\n' && text[end - 1] === '\r' && end > from) end--;
  return { cell: text.slice(from, end), end };
}

function quotedCell(text: string, from: number, separator: string): Cell {
  let cell = '';
  let at = from;
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark === -1) return { cell: cell + text.slice(at), end: text.length };
    cell += text.slice(at, mark);
    at = mark + 1;
    if (text[at] !== '"') break;
    cell += '"';
    at++;
  }
  // What stands between the closing mark and the next separator is kept as it is.
  const rest = plainCell(text, at, separator);
  return { cell: cell + rest.cell, end: rest.end };
}
