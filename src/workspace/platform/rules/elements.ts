import { allOf, boolean, type Check, integer, list, object, oneOf, rule, string, tagged } from './check.ts';
import { multiSelects, overflow, selects, ticks } from './menus.ts';
import {
  buttonLook,
  confirm,
  dispatchConfig,
  imageSources,
  mrkdwn,
  oneImageSource,
  plain,
  url,
} from './objects.ts';
import { richText } from './rich-text.ts';

const ACTION_ID = string({ max: 255 });
const BUTTON_TEXT = plain(75);
const VALUE = string({ max: 2000 });
const PLACEHOLDER = plain(150);
const INPUT_LENGTH = 3000;

const button: Check = object(
  { type: oneOf('button'), text: BUTTON_TEXT },
  { action_id: ACTION_ID, value: VALUE, url, confirm, ...buttonLook },
);

const workflowButton: Check = object(
  {
    type: oneOf('workflow_button'),
    text: BUTTON_TEXT,
    workflow: object({
      trigger: object(
        { url },
        { customizable_input_parameters: list(object({ name: string(), value: string({ min: 0 }) })) },
      ),
    }),
  },
  { action_id: ACTION_ID, ...buttonLook },
);

const verdict: Check = object(
  { text: BUTTON_TEXT, value: VALUE },
  { accessibility_label: buttonLook.accessibility_label },
);

const feedbackButtons: Check = object(
  { type: oneOf('feedback_buttons'), positive_button: verdict, negative_button: verdict },
  { action_id: ACTION_ID },
);

const iconButton: Check = object(
  { type: oneOf('icon_button'), icon: oneOf('trash'), text: BUTTON_TEXT },
  {
    action_id: ACTION_ID,
    value: VALUE,
    confirm,
    accessibility_label: buttonLook.accessibility_label,
    visible_to_user_ids: list(string()),
  },
);

const image: Check = allOf(
  object({ type: oneOf('image'), alt_text: string({ max: 2000 }) }, imageSources),
  oneImageSource,
);

function picker(type: string, own: Record<string, Check>): Check {
  return object({ type: oneOf(type) }, { action_id: ACTION_ID, confirm, focus_on_load: boolean, ...own });
}

const pickers: Record<string, Check> = {
  datepicker: picker('datepicker', {
    placeholder: PLACEHOLDER,
    initial_date: string({ like: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ }),
  }),
  timepicker: picker('timepicker', {
    placeholder: PLACEHOLDER,
    initial_time: string({ like: /^([01]\d|2[0-3]):[0-5]\d$/ }),
    timezone: string(),
  }),
};

/** Ten digits: seconds, not milliseconds. */
const datetimepicker = picker('datetimepicker', {
  initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }),
});

function field(type: string, own: Record<string, Check>, required: Record<string, Check> = {}): Check {
  return object(
    { type: oneOf(type), ...required },
    {
      action_id: ACTION_ID,
      focus_on_load: boolean,
      placeholder: PLACEHOLDER,
      dispatch_action_config: dispatchConfig,
      ...own,
    },
  );
}

const numeral = string({ like: /^-?\d+(\.\d+)?$/ });
const lines = integer({ min: 1, max: 100 });

const fields: Record<string, Check> = {
  plain_text_input: allOf(
    field('plain_text_input', {
      initial_value: string({ min: 0, max: INPUT_LENGTH }),
      multiline: boolean,
      min_length: integer({ min: 0, max: INPUT_LENGTH }),
      max_length: integer({ min: 1, max: INPUT_LENGTH }),
    }),
    rule((v) => (Number(v.min_length) > Number(v.max_length) ? 'min_length exceeds max_length' : undefined)),
  ),
  email_text_input: field('email_text_input', { initial_value: string({ min: 0 }) }),
  url_text_input: field('url_text_input', { initial_value: string({ min: 0 }) }),
  number_input: allOf(
    field(
      'number_input',
      { initial_value: numeral, min_value: numeral, max_value: numeral },
      { is_decimal_allowed: boolean },
    ),
    rule((v) => (Number(v.min_value) > Number(v.max_value) ? 'min_value exceeds max_value' : undefined)),
  ),
  rich_text_input: field('rich_text_input', { initial_value: richText, min_lines: lines, max_lines: lines }),
  file_input: object(
    { type: oneOf('file_input') },
    { action_id: ACTION_ID, filetypes: list(string()), max_files: integer({ min: 1, max: 10 }) },
  ),
};

const choosing = { ...selects, ...multiSelects, ...ticks, ...pickers };

/** Which elements each block may hold. */
export const accessory: Check = tagged({
  ...choosing,
  button,
  image,
  overflow,
  workflow_button: workflowButton,
});
export const action: Check = tagged({
  ...choosing,
  button,
  datetimepicker,
  overflow,
  rich_text_input: fields.rich_text_input as Check,
  workflow_button: workflowButton,
});
export const input: Check = tagged({ ...choosing, ...fields, datetimepicker });
export const contextPart: Check = tagged({ image, plain_text: plain(), mrkdwn: mrkdwn() });
export const contextAction: Check = tagged({ feedback_buttons: feedbackButtons, icon_button: iconButton });
