import { type Fields, isObject } from './rules/check.ts';

/** An interactive element and the block it is in. */
export interface Found {
  blockId: string;
  element: Fields;
  required: boolean;
}

/**
 * What a person chose or typed at an element, as a page tells it: positions among the stored options, or text. The
 * values of options always come from the stored blocks.
 */
export interface Choice {
  options?: number[];
  value?: string;
}

/** `view.state.values`: the value of each element, by block_id and action_id. */
export type State = Record<string, Record<string, Fields>>;

export function elementsOf(blocks: Fields[]): Found[] {
  return blocks.flatMap((block) => {
    const several = block.type === 'rich_text' ? [] : block.elements;
    const parts = [block.accessory, block.element, ...(Array.isArray(several) ? several : [])];
    return parts
      .filter((part): part is Fields => isObject(part) && typeof part.action_id === 'string')
      .map((element) => ({
        blockId: String(block.block_id),
        element,
        required: block.type === 'input' && block.optional !== true,
      }));
  });
}

/** The element a person would press; there must be exactly one. */
export function findElement(blocks: Fields[], actionId: string, blockId?: string): Found {
  const all = elementsOf(blocks);
  const found = all.filter(
    ({ element, blockId: id }) => element.action_id === actionId && (blockId === undefined || id === blockId),
  );
  const [first] = found;
  if (!first || found.length > 1) {
    const there = all.map(({ element, blockId: id }) => `${id}/${String(element.action_id)}`).join(', ');
    throw new Error(`${found.length} elements ${actionId} to press; there are: ${there || 'none'}`);
  }
  return first;
}

/** The options of a menu. @public */
export function optionsOf(element: Fields): Fields[] {
  return Array.isArray(element.options) ? element.options : [];
}

const ONE_OPTION = ['static_select', 'external_select', 'radio_buttons'];
const BUTTONS = ['button', 'icon_button'];

/** What Slack reports for an element with this value; options are identified by their value. */
export function chosen(element: Fields, value: unknown): Fields {
  const type = String(element.type);
  if (BUTTONS.includes(type)) {
    return { text: element.text, ...('value' in element ? { value: element.value } : {}) };
  }
  if (type === 'feedback_buttons') {
    const sides = verdicts(element);
    const side = sides.find((entry) => entry.value === value) ?? sides[0];
    return { text: side?.text, value: side?.value };
  }
  if (ONE_OPTION.includes(type)) {
    return { selected_option: value === undefined ? null : optionOf(element, value) };
  }
  if (type === 'checkboxes') {
    const values = Array.isArray(value) ? value : [];
    return { selected_options: values.map((entry) => optionOf(element, entry)) };
  }
  return { [type === 'datepicker' ? 'selected_date' : 'value']: value ?? null };
}

function verdicts(element: Fields): Fields[] {
  return [element.positive_button, element.negative_button].filter(isObject);
}

function optionOf(element: Fields, value: unknown): Fields {
  const options = optionsOf(element);
  // Only the bot knows the options of an external menu.
  if (options.length === 0) return { text: { type: 'plain_text', text: String(value) }, value };
  const found = options.find((option) => option.value === value);
  if (!found) throw new Error(`no option ${String(value)} in ${String(element.action_id)}`);
  return found;
}

function initial(element: Fields): unknown {
  const option = element.initial_option;
  if (isObject(option)) return option.value;
  const options = element.initial_options;
  if (Array.isArray(options)) return options.map((entry) => entry.value);
  return element.initial_value ?? element.initial_date;
}

/** The initial choice of an element. @public */
export function initialChoice(element: Fields): Choice {
  const value = initial(element);
  if (value === undefined) return {};
  if (!('initial_option' in element || 'initial_options' in element)) return { value: String(value) };
  const options = optionsOf(element);
  const values = Array.isArray(value) ? value : [value];
  return { options: values.map((entry) => options.findIndex((option) => option.value === entry)) };
}

/** The value that was chosen; anything the element does not offer counts as empty. */
export function valueChosen(element: Fields, choice: Choice): unknown {
  const type = String(element.type);
  const options = type === 'feedback_buttons' ? verdicts(element) : optionsOf(element);
  const picked = (choice.options ?? []).flatMap((i) => options[i]?.value ?? []);
  if (type === 'checkboxes') return picked;
  if (ONE_OPTION.includes(type) || type === 'feedback_buttons') return picked[0];
  const { value = '' } = choice;
  if (type === 'datepicker') return /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
  return value || undefined;
}

const STATELESS = [...BUTTONS, 'feedback_buttons'];

/** The state of all elements: the value that `read` returns, or else the initial one. */
export function stateOf(blocks: Fields[], read: (found: Found) => { value: unknown } | undefined): State {
  const state: State = {};
  for (const found of elementsOf(blocks)) {
    const { blockId, element } = found;
    const type = String(element.type);
    if (STATELESS.includes(type)) continue;
    const { value } = read(found) ?? { value: initial(element) };
    state[blockId] = { ...state[blockId], [String(element.action_id)]: { type, ...chosen(element, value) } };
  }
  return state;
}

/** The state once a person has filled in these values, keyed by action_id or block_id. */
export function filledIn(blocks: Fields[], values: Fields): State {
  const left = new Set(Object.keys(values));
  const state = stateOf(blocks, ({ blockId, element, required }) => {
    const actionId = String(element.action_id);
    const name = left.has(actionId) ? actionId : blockId;
    const value = left.delete(name) ? values[name] : initial(element);
    if (required && (value === undefined || value === '')) {
      throw new Error(`${actionId} must be filled in: Slack would not submit the form`);
    }
    return { value };
  });
  if (left.size > 0) throw new Error(`the form has no ${[...left].join(', ')}`);
  return state;
}

/** What a person has to correct before Slack submits the form, by block. */
export function unfinished(blocks: Fields[], state: State): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, element, required } of elementsOf(blocks)) {
    const { type, ...entry } = state[blockId]?.[String(element.action_id)] ?? {};
    const [value] = Object.values(entry);
    const length = typeof value === 'string' ? value.length : undefined;
    if (
      value === undefined ||
      value === null ||
      value === '' ||
      (Array.isArray(value) && value.length === 0)
    ) {
      if (required) errors[blockId] = 'Please complete this required field.';
    } else if (length !== undefined && Number(element.min_length) > length) {
      errors[blockId] = `Please enter at least ${element.min_length} characters.`;
    } else if (length !== undefined && Number(element.max_length) < length) {
      errors[blockId] = `Please enter no more than ${element.max_length} characters.`;
    }
  }
  return errors;
}
