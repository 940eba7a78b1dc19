import { type Fields, isObject } from './rules/check.ts';

/** An interactive element and the block it stands in. */
export interface Found {
  blockId: string;
  element: Fields;
  required: boolean;
}

function elementsOf(blocks: Fields[]): Found[] {
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

const KEYS: Record<string, string> = {
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  rich_text_input: 'rich_text_value',
};

const ONE_OPTION = ['static_select', 'external_select', 'overflow', 'radio_buttons'];
const MANY_OPTIONS = ['multi_static_select', 'multi_external_select', 'checkboxes'];

/** What Slack reports of an element with this value chosen; options are chosen by their value. */
export function chosen(element: Fields, value: unknown): Fields {
  const type = String(element.type);
  if (type === 'button' || type === 'icon_button') {
    return { text: element.text, ...('value' in element ? { value: element.value } : {}) };
  }
  if (type === 'feedback_buttons') {
    const sides = [element.positive_button, element.negative_button].filter(isObject);
    const side = sides.find((entry) => entry.value === value) ?? sides[0];
    return { text: side?.text, value: side?.value };
  }
  if (ONE_OPTION.includes(type))
    return { selected_option: value === undefined ? null : optionOf(element, value) };
  if (MANY_OPTIONS.includes(type)) {
    const values = Array.isArray(value) ? value : [];
    return { selected_options: values.map((entry) => optionOf(element, entry)) };
  }
  return { [KEYS[type] ?? 'value']: value ?? null };
}

function optionOf(element: Fields, value: unknown): Fields {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const own = Array.isArray(element.options) ? element.options : [];
  const options = [...own, ...groups.flatMap((group) => group.options)] as Fields[];
  // What an external menu offers is known to the bot alone.
  if (options.length === 0) return { text: { type: 'plain_text', text: String(value) }, value };
  const found = options.find((option) => option.value === value);
  if (!found) throw new Error(`no option ${String(value)} in ${String(element.action_id)}`);
  return found;
}

const INITIAL = [
  ...['initial_value', 'initial_user', 'initial_users', 'initial_conversation', 'initial_conversations'],
  ...['initial_channel', 'initial_channels', 'initial_date', 'initial_time', 'initial_date_time'],
];

function initial(element: Fields): unknown {
  const option = element.initial_option;
  if (isObject(option)) return option.value;
  const options = element.initial_options;
  if (Array.isArray(options)) return options.map((entry) => entry.value);
  return INITIAL.map((name) => element[name]).find((value) => value !== undefined);
}

/** `view.state.values` after a person has filled these in, named by action_id or block_id. */
export function stateOf(blocks: Fields[], values: Fields): Fields {
  const state: Record<string, Fields> = {};
  const left = new Set(Object.keys(values));
  for (const { blockId, element, required } of elementsOf(blocks)) {
    const type = String(element.type);
    if (['button', 'icon_button', 'overflow', 'workflow_button'].includes(type)) continue;
    const actionId = String(element.action_id);
    const name = left.has(actionId) ? actionId : blockId;
    const value = left.delete(name) ? values[name] : initial(element);
    if (required && (value === undefined || value === '')) {
      throw new Error(`${actionId} must be filled in: Slack would not submit the form`);
    }
    state[blockId] = { ...state[blockId], [actionId]: { type, ...chosen(element, value) } };
  }
  if (left.size > 0) throw new Error(`the form has no ${[...left].join(', ')}`);
  return state;
}
