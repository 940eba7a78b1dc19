import { anywhere, inMessages } from './blocks.ts';
import { type Fields, isObject, list, type Problem, say, tagged } from './check.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Blocks on one surface. */
const BLOCKS = { message: 50, modal: 100, home: 100 };
/** Characters of all markdown blocks of one message together. */
const MARKDOWN = 12_000;
/** Characters of all cells of one table together. */
const TABLE = 10_000;

const kinds = {
  message: tagged({ ...anywhere, ...inMessages }),
  modal: tagged(anywhere),
  home: tagged(anywhere),
};

/** Every rule on a list of blocks: each block by itself, and what holds between them. */
export function blockProblems(blocks: unknown, surface: Surface, at = '/blocks'): Problem[] {
  const problems: Problem[] = [];
  list(kinds[surface], { min: 0, max: BLOCKS[surface] })(blocks, at, problems);
  if (!Array.isArray(blocks)) return problems;
  const known = blocks
    .map((block, i) => ({ block, at: `${at}/${i}` }))
    .filter(({ block }) => isObject(block));

  uniqueIds(known, 'block_id', problems);
  for (const entry of known) uniqueIds(interactive(entry.block, entry.at), 'action_id', problems);

  const elements = known.flatMap((entry) => interactive(entry.block, entry.at));
  const focused = elements.filter(({ block }) => block.focus_on_load === true);
  for (const { at } of focused.slice(1)) say(problems, at, 'only one element can have `focus_on_load`');
  for (const { block, at } of elements) {
    if (block.type === 'file_input' && surface !== 'modal') {
      say(problems, `${at}/type`, 'unsupported type: file_input');
    }
  }
  if (surface === 'message') onlyInMessages(known, at, problems);
  return problems;
}

interface Placed {
  block: Fields;
  at: string;
}

/** The elements of one block that carry an action_id. */
function interactive(block: Fields, at: string): Placed[] {
  const single = ['accessory', 'element'].map((name) => ({ block: block[name], at: `${at}/${name}` }));
  const several = block.type === 'rich_text' ? [] : block.elements;
  const many = (Array.isArray(several) ? several : []).map((entry, i) => ({
    block: entry,
    at: `${at}/elements/${i}`,
  }));
  return [...single, ...many].filter((entry): entry is Placed => isObject(entry.block));
}

function uniqueIds(placed: Placed[], name: 'block_id' | 'action_id', problems: Problem[]): void {
  const seen = new Set<unknown>();
  for (const { block, at } of placed) {
    const id = block[name];
    if (id === undefined) continue;
    if (seen.has(id)) say(problems, `${at}/${name}`, `\`${name}\` "${String(id)}" already exists`);
    seen.add(id);
  }
}

function onlyInMessages(known: Placed[], at: string, problems: Problem[]): void {
  const markdown = known.filter(({ block }) => block.type === 'markdown');
  const written = markdown.reduce((sum, { block }) => sum + String(block.text ?? '').length, 0);
  if (written > MARKDOWN)
    say(problems, at, `markdown blocks must be less than ${MARKDOWN + 1} characters in all`);

  const tables = known.filter(({ block }) => block.type === 'table');
  for (const table of tables.slice(1)) say(problems, table.at, 'only_one_table_allowed');
  for (const table of tables) {
    if (textLength(table.block.rows) > TABLE) {
      say(problems, `${table.at}/rows`, `table cells must be less than ${TABLE + 1} characters in all`);
    }
  }
}

/** All the words a reader sees in this part of a message, counted. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + textLength(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [name, entry]) => {
    const shown = typeof entry === 'string' && ['text', 'alt_text', 'fallback'].includes(name);
    return sum + (shown ? entry.length : textLength(entry));
  }, 0);
}
