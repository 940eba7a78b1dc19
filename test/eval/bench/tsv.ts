/**
 * Reads tab-separated values, quoted as in CSV: a cell that begins with a quotation mark runs to the next single one,
 * tabs and line ends inside it included, and a doubled mark stands for one.
 */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quotedCell(text, at + 1) : plainCell(text, at);
    row.push(cell);
    if (text[end] === '\t') {
      at = end + 1;
      // A tab at the very end still opens a cell.
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
  /** Where the tab or line end after it stands. */
  end: number;
}

function plainCell(text: string, from: number): Cell {
  let end = from;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n') end++;
  if (text[end] === '\n' && text[end - 1] === '\r' && end > from) end--;
  return { cell: text.slice(from, end), end };
}

function quotedCell(text: string, from: number): Cell {
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
  // What stands between the closing mark and the next tab is kept as it is.
  const rest = plainCell(text, at);
  return { cell: cell + rest.cell, end: rest.end };
}
