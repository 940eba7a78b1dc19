import type { Cast } from './cast.ts';
import { isObj, list, type Obj, obj, objs, str } from './json.ts';
import { elementsOf } from './store-blocks.ts';

/**
 * What a person chose or typed at an element, as the page tells it: positions among the stored options,
 * ids of people or channels, or text. The values themselves always come from the stored blocks.
 */
export interface Choice {
  options?: number[];
  ids?: string[];
  value?: string;
}

export function readChoice(raw: unknown): Choice {
  const given = obj(raw);
  const options = list(given.options).filter((one): one is number => Number.isInteger(one));
  const ids = list(given.ids).filter((one): one is string => typeof one === 'string');
  return {
    ...(given.options === undefined ? {} : { options }),
    ...(given.ids === undefined ? {} : { ids }),
    ...(typeof given.value === 'string' ? { value: given.value } : {}),
  };
}

/** The part of an action, or of a view's state, that says what was chosen; `{}` for a plain button. */
export function chosen(element: Obj, choice: Choice, cast: Cast): Obj {
  const read = READERS[str(element.type)];
  return read ? read(element, choice, cast) : {};
}

/** The positions, ids or text that an element starts with. */
export function initialChoice(element: Obj): Choice {
  const options = optionsOf(element);
  const at = (option: unknown) => options.findIndex((one) => one.value === obj(option).value);
  if (isObj(element.initial_option)) return { options: [at(element.initial_option)].filter((i) => i >= 0) };
  if (Array.isArray(element.initial_options)) {
    return { options: element.initial_options.map(at).filter((i) => i >= 0) };
  }
  for (const key of ['initial_user', 'initial_conversation', 'initial_channel']) {
    if (str(element[key])) return { ids: [str(element[key])] };
    const many = list(element[`${key}s`]).map(str);
    if (many.length > 0) return { ids: many };
  }
  for (const key of ['initial_value', 'initial_date', 'initial_time', 'initial_date_time']) {
    if (str(element[key])) return { value: str(element[key]) };
  }
  return {};
}

export function optionsOf(element: Obj): Obj[] {
  const groups = objs(element.option_groups);
  return groups.length > 0 ? groups.flatMap((group) => objs(group.options)) : objs(element.options);
}

/** `state.values` of a message or view: what stands in each of its inputs, by block and action. */
export function stateValues(blocks: Obj[], inputs: unknown, cast: Cast): { [block: string]: Obj } {
  const values: { [block: string]: Obj } = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const type = str(element.type);
      if (type === 'overflow' || !READERS[type]) continue;
      const given = obj(obj(inputs)[str(block.block_id)])[str(element.action_id)];
      const choice = given === undefined ? initialChoice(element) : readChoice(given);
      const at = str(block.block_id);
      values[at] = { ...values[at], [str(element.action_id)]: { type, ...chosen(element, choice, cast) } };
    }
  }
  return values;
}

export function isEmpty(value: Obj): boolean {
  return Object.entries(value).every(([key, inner]) => {
    if (key === 'type') return true;
    return inner === null || inner === '' || (Array.isArray(inner) && inner.length === 0);
  });
}

// --- internal ---

type Reader = (element: Obj, choice: Choice, cast: Cast) => Obj;

const READERS: Record<string, Reader> = {
  static_select: (element, choice) => ({ selected_option: picked(element, choice)[0] ?? null }),
  radio_buttons: (element, choice) => ({ selected_option: picked(element, choice)[0] ?? null }),
  overflow: (element, choice) => ({ selected_option: picked(element, choice)[0] ?? null }),
  multi_static_select: (element, choice) => ({ selected_options: picked(element, choice) }),
  checkboxes: (element, choice) => ({ selected_options: picked(element, choice) }),
  users_select: (_, choice, cast) => ({ selected_user: people(choice, cast)[0] ?? null }),
  multi_users_select: (_, choice, cast) => ({ selected_users: people(choice, cast) }),
  conversations_select: (_, choice, cast) => ({ selected_conversation: rooms(choice, cast)[0] ?? null }),
  multi_conversations_select: (_, choice, cast) => ({ selected_conversations: rooms(choice, cast) }),
  channels_select: (_, choice, cast) => ({ selected_channel: rooms(choice, cast)[0] ?? null }),
  multi_channels_select: (_, choice, cast) => ({ selected_channels: rooms(choice, cast) }),
  datepicker: (_, choice) => ({ selected_date: shaped(choice, /^\d{4}-\d\d-\d\d$/) }),
  timepicker: (_, choice) => ({ selected_time: shaped(choice, /^\d\d:\d\d$/) }),
  datetimepicker: (_, choice) => ({ selected_date_time: instant(choice) }),
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
};

function picked(element: Obj, choice: Choice): Obj[] {
  const options = optionsOf(element);
  return (choice.options ?? []).map((i) => options[i]).filter((option) => option !== undefined);
}

function people(choice: Choice, cast: Cast): string[] {
  return (choice.ids ?? []).filter((id) => id === cast.bot.id || cast.people.some((one) => one.id === id));
}

function rooms(choice: Choice, cast: Cast): string[] {
  return (choice.ids ?? []).filter((id) => cast.channels.some((channel) => channel.id === id));
}

function typed(_: Obj, choice: Choice): Obj {
  return { value: choice.value ? choice.value : null };
}

function shaped(choice: Choice, shape: RegExp): string | null {
  return choice.value && shape.test(choice.value) ? choice.value : null;
}

function instant(choice: Choice): number | null {
  if (!choice.value) return null;
  const seconds = /^\d+$/.test(choice.value) ? Number(choice.value) : Date.parse(choice.value) / 1000;
  return Number.isFinite(seconds) ? seconds : null;
}
