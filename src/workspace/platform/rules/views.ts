import { boolean, type Check, isObject, object, oneOf, type Problem, say, string, tagged } from './check.ts';
import { blockProblems } from './layout.ts';
import { plain } from './objects.ts';

const TITLE = plain(24);
/** Bytes of a whole view. */
const VIEW = 250_000;

/** Blocks have a check of their own, which knows the surface. */
const elsewhere: Check = () => {};

const shared = {
  private_metadata: string({ min: 0, max: 3000 }),
  callback_id: string({ min: 0, max: 255 }),
  external_id: string({ min: 0, max: 255 }),
};

const view: Check = tagged({
  modal: object(
    { type: oneOf('modal'), title: TITLE, blocks: elsewhere },
    { ...shared, submit: TITLE, close: TITLE, clear_on_close: boolean, notify_on_close: boolean },
  ),
  home: object({ type: oneOf('home'), blocks: elsewhere }, shared),
});

export function viewProblems(value: unknown, expected?: 'modal' | 'home', at = '/view'): Problem[] {
  const problems: Problem[] = [];
  view(value, at, problems);
  if (!isObject(value)) return problems;
  const type = value.type;
  if (expected && type !== expected && (type === 'modal' || type === 'home')) {
    say(problems, `${at}/type`, `must be a valid enum value: ${expected}`);
  }
  if (type !== 'modal' && type !== 'home') return problems;
  problems.push(...blockProblems(value.blocks, type, `${at}/blocks`));
  if (type === 'modal' && !('submit' in value) && Array.isArray(value.blocks)) {
    value.blocks.forEach((block, i) => {
      if (block?.type === 'input') {
        say(problems, `${at}/blocks/${i}/input`, 'must define `submit` to use an `input` block in modals');
      }
    });
  }
  return problems;
}

export function isViewTooLarge(value: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(value) ?? '') > VIEW;
}
