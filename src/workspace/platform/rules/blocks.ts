import { boolean, type Check, kind, list, number, object, oneOf, string, tagged } from './check.ts';
import { action, contextAction, input } from './elements.ts';
import { anyText, plain, richText } from './texts.ts';

const block_id = string({ max: 255 });

const cell = tagged({
  ...kind('raw_text', { text: string() }),
  ...kind('raw_number', { value: number, text: string() }),
  ...richText,
});

const column: Check = (value, at, problems) => {
  // null keeps the defaults of a column.
  if (value === null) return;
  object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean })(value, at, problems);
};

/** Everywhere: messages, modals and the Home tab. */
export const anywhere: Record<string, Check> = {
  ...kind(
    'section',
    {},
    {
      block_id,
      text: anyText(),
      fields: list(anyText(2000), { max: 10 }),
      accessory: action,
      expand: boolean,
    },
    (v) => ('text' in v || 'fields' in v ? undefined : 'must define either `text` or `fields`'),
  ),
  ...kind('actions', { elements: list(action, { max: 25 }) }, { block_id }),
  ...kind('context', { elements: list(anyText(), { max: 10 }) }, { block_id }),
  ...kind('divider', {}, { block_id }),
  ...kind('header', { text: plain(150) }, { block_id }),
  ...kind(
    'input',
    { label: plain(2000), element: input },
    { block_id, hint: plain(2000), optional: boolean, dispatch_action: boolean },
  ),
  ...richText,
};

/** Only in messages. */
export const inMessages: Record<string, Check> = {
  ...kind('context_actions', { elements: list(contextAction, { max: 5 }) }, { block_id }),
  ...kind(
    'table',
    { rows: list(list(cell, { max: 20 }), { max: 100 }) },
    { block_id, column_settings: list(column, { max: 20 }) },
  ),
};
