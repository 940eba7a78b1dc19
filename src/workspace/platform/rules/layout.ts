import { anywhere, inMessages } from './blocks.ts';
import { type Fields, isObject, list, type Problem, say, tagged } from './check.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Maximum number of blocks by surface. */
const BLOCKS = { message: 50, modal: 100, home: 100 };
/** Maximum characters in all cells of a table. */
const TABLE = 10_000;

const kinds = {
  message: tagged({ ...anywhere, ...inMessages }),
  modal: tagged(anywhere),
  home: tagged(anywhere),
};

/** Checks a list of blocks: each one, and the rules between them. */
export function blockProblems(blocks: unknown, surface: Surface, at = '/blocks'): Problem[] {
  const problems: Problem[] = [];
  list(kinds[surface], { min: 0, max: BLOCKS[surface] })(blocks, at, problems);
  if (!Array.isArray(blocks)) return problems;
  const known = placed(blocks, at);
  uniqueIds(known, 'block_id', problems);
  for (const entry of known) uniqueIds(interactive(entry), 'action_id', problems);

  const focused = known.flatMap(interactive).filter(({ block }) => block.focus_on_load === true);
  for (const { at } of focused.slice(1)) say(problems, at, 'only one element can have `focus_on_load`');
  if (surface !== 'message') return problems;

  const tables = known.filter(({ block }) => block.type === 'table');
  for (const table of tables.slice(1)) say(problems, table.at, 'only_one_table_allowed');
  for (const table of tables) {
    if (textLength(table.block.rows) > TABLE) {
      say(problems, `${table.at}/rows`, `table cells must be less than ${TABLE + 1} characters in all`);
    }
  }
  return problems;
}

interface Placed {
  block: Fields;
  at: string;
}

function placed(entries: unknown[], at: string): Placed[] {
  return entries.flatMap((block, i) => (isObject(block) ? [{ block, at: `${at}/${i}` }] : []));
}

/** The elements of one block that carry an action_id. */
function interactive({ block, at }: Placed): Placed[] {
  const single = ['accessory', 'element'].flatMap((name) => {
    const element = block[name];
    return isObject(element) ? [{ block: element, at: `${at}/${name}` }] : [];
  });
  const several = block.type === 'rich_text' || !Array.isArray(block.elements) ? [] : block.elements;
  return [...single, ...placed(several, `${at}/elements`)];
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

/** The number of characters a reader sees in this part of a message. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + textLength(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [name, entry]) => {
    const shown = typeof entry === 'string' && ['text', 'fallback'].includes(name);
    return sum + (shown ? entry.length : textLength(entry));
  }, 0);
}
