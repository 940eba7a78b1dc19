import {
  boolean,
  type Check,
  type Fields,
  integer,
  kind,
  list,
  object,
  oneOf,
  string,
  tagged,
} from './check.ts';
import { anyText, plain, url } from './texts.ts';

/** Lengths in characters, and counts, as documented for Block Kit. */
const LABEL = plain(75);
const VALUE = string({ max: 2000 });
const OPTIONS = { max: 100 };
const TICKS = { max: 10 };
const INPUT = 3000;

const action_id = string({ max: 255 });
const placeholder = plain(150);
const style = oneOf('primary', 'danger');
const accessibility_label = string({ max: 75 });
const confirm = object(
  { title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30) },
  { style },
);

/** Menus take plain text; radio buttons and checkboxes may use mrkdwn. */
const optionWith = (text: Check) => object({ text, value: string({ max: 150 }) }, { description: text });
const option = optionWith(LABEL);
const tick = optionWith(anyText(75));
const options = list(option, OPTIONS);

/** The initial options have to equal options exactly. */
function choosable(value: Fields): string | undefined {
  const offered = Array.isArray(value.options) ? value.options : [];
  const several = Array.isArray(value.initial_options) ? value.initial_options : [];
  const chosen = [value.initial_option, ...several].filter((entry) => entry !== undefined);
  const exact = offered.map((entry) => JSON.stringify(entry));
  return chosen.every((entry) => exact.includes(JSON.stringify(entry)))
    ? undefined
    : 'initial option must match one of the options';
}

const button = kind(
  'button',
  { text: LABEL },
  { action_id, value: VALUE, url, confirm, style, accessibility_label },
);

const shared = { action_id, confirm, focus_on_load: boolean };
const choosing = {
  ...kind('static_select', { options }, { ...shared, placeholder, initial_option: option }, choosable),
  ...kind(
    'external_select',
    {},
    { ...shared, placeholder, initial_option: option, min_query_length: integer({ min: 0 }) },
  ),
  ...kind(
    'checkboxes',
    { options: list(tick, TICKS) },
    { ...shared, initial_options: list(tick, TICKS) },
    choosable,
  ),
  ...kind('radio_buttons', { options: list(tick, TICKS) }, { ...shared, initial_option: tick }, choosable),
  ...kind(
    'datepicker',
    {},
    {
      ...{ ...shared, placeholder },
      initial_date: string({ like: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ }),
    },
  ),
};

const typed = {
  ...{ action_id, focus_on_load: boolean, placeholder },
  dispatch_action_config: object(
    {},
    { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
  ),
};
const fields = {
  ...kind(
    'plain_text_input',
    {},
    {
      ...typed,
      initial_value: string({ min: 0, max: INPUT }),
      multiline: boolean,
      min_length: integer({ min: 0, max: INPUT }),
      max_length: integer({ min: 1, max: INPUT }),
    },
    (v) => (Number(v.min_length) > Number(v.max_length) ? 'min_length exceeds max_length' : undefined),
  ),
  ...kind('url_text_input', {}, { ...typed, initial_value: string({ min: 0 }) }),
};

const verdict = object({ text: LABEL, value: VALUE }, { accessibility_label });

/** The elements each block may hold. */
export const action: Check = tagged({ ...choosing, ...button });
export const input: Check = tagged({ ...choosing, ...fields });
export const contextAction: Check = tagged({
  ...kind('feedback_buttons', { positive_button: verdict, negative_button: verdict }, { action_id }),
  ...kind(
    'icon_button',
    { icon: oneOf('trash'), text: LABEL },
    { action_id, value: VALUE, confirm, accessibility_label, visible_to_user_ids: list(string()) },
  ),
});
