import type * as kit from '@slack/types';
import { attributes, type Html, html } from './html.ts';
import { type Names, plain } from './rich-text.ts';

/** What the elements of one message or view share. */
export interface Surface {
  names: Names;
  /** Unique on the page; prefixes the names of fields. */
  scope: string;
  /** The heading level of a header block. */
  heading: 2 | 3;
}

type Choices = kit.RadioButtons | kit.Checkboxes;
type Line = kit.PlainTextInput | kit.URLInput | kit.Datepicker;
/** The elements the page draws. */
export type Element = kit.Button | kit.FeedbackButtons | kit.StaticSelect | Choices | Line;

/** One interactive element. A `live` one reports to the app as soon as it is used. */
export function element(one: Element, block: string | undefined, surface: Surface, live: boolean): Html {
  switch (one.type) {
    case 'button':
      return button(one, where(one, block), one.style);
    case 'feedback_buttons':
      return html`${[one.positive_button, one.negative_button].map((side, i) =>
        button(side, { ...where(one, block), 'data-option': i }),
      )}`;
    case 'radio_buttons':
    case 'checkboxes':
      return choices(
        one,
        field(one, block, surface, live),
        html`<legend class="hidden">${nameOf(one)}</legend>`,
      );
    default:
      return single(one, { ...field(one, block, surface, live), 'aria-label': nameOf(one) });
  }
}

/** A labelled form field with its hint and a place for its error. */
export function inputBlock(block: kit.InputBlock, surface: Surface): Html {
  const one = block.element as Element;
  const label = html`${plain(block.label)}${block.optional && html` <small>(optional)</small>`}`;
  const error = `${surface.scope}-${block.block_id}-error`;
  const shared = {
    ...field(one, block.block_id, surface, block.dispatch_action === true),
    'aria-describedby': error,
  };
  return html`
    ${
      one.type === 'radio_buttons' || one.type === 'checkboxes'
        ? choices(one, shared, html`<legend>${label}</legend>`)
        : html`<label>${label}${single(one, shared)}</label>`
    }
    ${block.hint && html`<small>${plain(block.hint)}</small>`}
    <p id="${error}" class="field-error" data-error="${block.block_id}" role="alert"></p>`;
}

// --- internal ---

type Attributes = Parameters<typeof attributes>[0];

const LINES: Record<string, string> = {
  plain_text_input: 'text',
  url_text_input: 'url',
  datepicker: 'date',
};

function button(
  one: Pick<kit.Button, 'text' | 'accessibility_label'>,
  at: Attributes,
  style = 'default',
): Html {
  const shared = { ...at, class: style, 'aria-label': one.accessibility_label, 'data-press': true };
  return html`<button type="button"${attributes(shared)}>${plain(one.text)}</button>`;
}

/** A select menu or a text field. */
function single(one: Element, shared: Attributes): Html {
  if (one.type === 'static_select') return select(one, shared);
  if (one.type in LINES) return line(one as Line, shared);
  return html`<small>A “${one.type}”: not in the local workspace.</small>`;
}

function select(one: kit.StaticSelect, shared: Attributes): Html {
  const options = (one.options ?? []).map((option, i) => {
    const own = attributes({ value: i, selected: isInitial(one, option) });
    return html`<option${own}>${plain(option.text)}</option>`;
  });
  const none = one.placeholder ? plain(one.placeholder) : 'Choose an option';
  return html`<select${attributes({ ...shared, 'data-input': 'options' })}>
    <option value="">${none}</option>${options}
  </select>`;
}

function choices(one: Choices, { name, ...shared }: Attributes, legend: Html): Html {
  const type = one.type === 'radio_buttons' ? 'radio' : 'checkbox';
  const boxes = one.options.map((option, i) => {
    const box = attributes({ type, name, value: i, checked: isInitial(one, option) });
    return html`<label class="choice"><input${box}> <span>${plain(option.text)}
      ${option.description && html`<small>${plain(option.description)}</small>`}</span></label>`;
  });
  return html`<fieldset${attributes({ ...shared, 'data-input': 'options' })}>${legend}${boxes}</fieldset>`;
}

function isInitial(
  one: kit.StaticSelect | Choices,
  { value }: kit.PlainTextOption | kit.MrkdwnOption,
): boolean {
  const chosen =
    'initial_option' in one ? [one.initial_option] : 'initial_options' in one ? one.initial_options : [];
  return chosen?.some((option) => option?.value === value) ?? false;
}

function line(one: Line, shared: Attributes): Html {
  const placeholder = one.placeholder && plain(one.placeholder);
  const value = one.type === 'datepicker' ? one.initial_date : one.initial_value;
  const all = { ...shared, 'data-input': 'value', placeholder };
  if (one.type !== 'plain_text_input')
    return html`<input${attributes({ ...all, type: LINES[one.type], value })}>`;
  const sized = { ...all, minlength: one.min_length, maxlength: one.max_length };
  if (!one.multiline) return html`<input${attributes({ ...sized, type: 'text', value })}>`;
  return html`<textarea${attributes({ ...sized, rows: 4 })}>${value}</textarea>`;
}

/** Identifies an element. The page sends this and the choice, never a value. */
function where(one: Element, block: string | undefined): Attributes {
  return { 'data-block': block, 'data-action': one.action_id };
}

function field(one: Element, block: string | undefined, { scope }: Surface, live: boolean): Attributes {
  return { ...where(one, block), name: `${scope}-${block}-${one.action_id}`, 'data-live': live };
}

/** The accessible name of a control that has no label. */
function nameOf(one: Element): string {
  return 'placeholder' in one && one.placeholder ? plain(one.placeholder) : one.type.replaceAll('_', ' ');
}
