import type { Cast } from '../old-platform/cast.ts';
import { initialChoice } from '../old-platform/choices.ts';
import { isObj, type Obj, str } from '../old-platform/json.ts';
import { plain } from './text.tsx';

/** What the elements of one message or view share. */
export interface ControlContext {
  cast: Cast;
  /** Unique on the page: ids and radio groups are named after it. */
  scope: string;
}

export interface ControlProps {
  element: Obj;
  block: Obj;
  context: ControlContext;
  /** When using it tells the app at once: outside of input blocks, and where those ask for it. */
  live: boolean;
}

/** Where an element stands. The page says no more than this, and which option was taken or what was typed. */
export function where(block: Obj, element: Obj) {
  return { 'data-block': str(block.block_id), 'data-action': str(element.action_id) };
}

/** The attributes by which the page finds and reads a field. */
export function field(props: ControlProps, kind: 'options' | 'ids' | 'value') {
  return {
    ...where(props.block, props.element),
    'data-input': kind,
    'data-live': props.live ? 'yes' : undefined,
  };
}

/** The name of a control that stands without a label. */
export function nameOf({ element, block }: ControlProps): string | undefined {
  if (block.type === 'input') return undefined;
  return isObj(element.placeholder) ? plain(element.placeholder) : str(element.type).replaceAll('_', ' ');
}

export function startOf(element: Obj) {
  const { options = [], ids = [], value = '' } = initialChoice(element);
  return { options: new Set(options), ids, value };
}

export function errorId(context: ControlContext, block: Obj): string {
  return `${context.scope}-${str(block.block_id)}-error`;
}
