import { boolean, type Check, isObject, kind, type Problem, say, string, tagged } from './check.ts';
import { blockProblems } from './layout.ts';
import { plain } from './texts.ts';

const TITLE = plain(24);
/** Maximum bytes of a whole view. */
const VIEW = 250_000;

/** Blocks are checked separately, by surface. */
const blocks: Check = () => {};

const shared = {
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
};

const view: Check = tagged({
  ...kind(
    'modal',
    { title: TITLE, blocks },
    { ...shared, submit: TITLE, close: TITLE, clear_on_close: boolean, notify_on_close: boolean },
  ),
  ...kind('home', { blocks }, shared),
});

export function viewProblems(value: unknown, expected?: 'modal' | 'home', at = '/view'): Problem[] {
  const problems: Problem[] = [];
  view(value, at, problems);
  if (!isObject(value)) return problems;
  const { type } = value;
  if (type !== 'modal' && type !== 'home') return problems;
  if (expected && type !== expected) {
    say(problems, `${at}/type`, `must be a valid enum value: ${expected}`);
  }
  problems.push(...blockProblems(value.blocks, type, `${at}/blocks`));
  if (type === 'modal' && !('submit' in value) && Array.isArray(value.blocks)) {
    for (const [i, block] of value.blocks.entries()) {
      if (block?.type !== 'input') continue;
      say(problems, `${at}/blocks/${i}/input`, 'must define `submit` to use an `input` block in modals');
    }
  }
  return problems;
}

export function isViewTooLarge(value: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(value) ?? '') > VIEW;
}
