import { describe, expect, it } from 'vitest';
import { type Fields, slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { blockProblems } from '../../../../src/workspace/platform/rules/layout.ts';
import { actions, button, cell, icon, many, option, options, plain, section, table, x } from './samples.ts';

/** What is limited, a block just within, one just beyond, and Slack's words for it with the place in the block. */
type Row = [what: string, right: Fields, wrong: Fields, words: string];
type Make<T> = (value: T) => Fields;

const longest = (what: string, max: number, make: Make<string>, at: string): Row => [
  ...([what, make(x(max)), make(x(max + 1))] as const),
  `must be less than ${max + 1} characters ${at}`,
];
const most = (what: string, max: number, make: Make<number>, at: string): Row => [
  ...([what, make(max), make(max + 1)] as const),
  `no more than ${max} items allowed ${at}`,
];
/** One value of the same field is right, the other wrong. */
const either = <T>(what: string, make: Make<T>, right: T, wrong: T, words: string): Row => [
  ...([what, make(right), make(wrong)] as const),
  words,
];

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const pressed = (more: Fields) => actions([button(more)]);
const confirmed = (more: Fields) => {
  const whole = { title: plain('a'), text: plain('a'), confirm: plain('a'), deny: plain('a') };
  return pressed({ confirm: { ...whole, ...more } });
};
const chosen = (type: string) => (more: Fields) => actions([{ type, ...more }]);
const select = chosen('static_select');
const picked = (more: Fields) => select({ options: [option('a', more)] });
const input = (element: Fields, more: Fields = {}): Fields => ({
  ...{ type: 'input', label: plain('a'), element },
  ...more,
});
const typed = (more: Fields) => input({ type: 'plain_text_input', ...more });
const context = (elements: unknown[]): Fields => ({ type: 'context', elements });
const acted = (elements: unknown[]): Fields => ({ type: 'context_actions', elements });
const rich = (...elements: unknown[]): Fields => ({ type: 'rich_text', elements });
const piece = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const word = (text: string) => ({ type: 'text', text });
const listed = (more: Fields) =>
  rich({ type: 'rich_text_list', style: 'bullet', elements: [piece()], ...more });
const feedback = (value: string) => {
  const sides = {
    positive_button: { text: plain('a'), value },
    negative_button: { text: plain('a'), value: 'b' },
  };
  return acted([{ type: 'feedback_buttons', ...sides }]);
};

// biome-ignore format: one row, one line
const BLOCKS: Row[] = [
  longest('section text', 3000, (text) => section({ text: mrkdwn(text) }), '/text/text'),
  longest('a field', 2000, (text) => section({ fields: [mrkdwn(text)] }), '/fields/0/text'),
  longest('block_id', 255, (block_id) => section({ text: plain('a'), block_id }), '/block_id'),
  longest('header', 150, (text) => ({ type: 'header', text: plain(text) }), '/text/text'),
  most('section fields', 10, (n) => section({ fields: many(n, () => plain('a')) }), '/fields'),
  most('context parts', 10, (n) => context(many(n, () => mrkdwn('a'))), '/elements'),
  most('actions', 25, (n) => actions(many(n, () => button())), '/elements'),
  most('context actions', 5, (n) => acted(many(n, () => icon)), '/elements'),
  either('text at all', (text) => section({ text: plain(text) }), 'a', '', 'must be more than 0 characters /text/text'),
  either('text or fields', section, { fields: [plain('a')] }, {}, 'must define either `text` or `fields` '),
  either('kind of text', (type) => section({ text: { type, text: 'a' } }), 'mrkdwn', 'html', 'unsupported type: html /text/type'),
  either('accessory', (one) => section({ text: plain('a'), accessory: one }), button(), icon, 'unsupported type: icon_button /accessory/type'),
  either('expand', (expand) => section({ text: plain('a'), expand }), true as unknown, 'yes', 'must provide a boolean /expand'),
  either('known fields', (more) => section({ text: plain('a'), ...more }), {}, { colour: 'red' }, 'invalid additional property: colour '),
  either('emoji flag', (text) => section({ text: { ...text, emoji: true } }), plain('a'), mrkdwn('a'), 'invalid additional property: emoji /text'),
  either('verbatim flag', (text) => section({ text: { ...text, verbatim: true } }), mrkdwn('a'), plain('a'), 'invalid additional property: verbatim /text'),
  either('some context', context, [plain('a')], [], 'no fewer than 1 items allowed /elements'),
  either('kind of context', context, [plain('a')], [button()] as never, 'unsupported type: button /elements/0/type'),
  either('plain header', (text) => ({ type: 'header', text }), plain('a'), mrkdwn('a'), 'must be a valid enum value /text/type'),
  either('divider', (more) => ({ type: 'divider', ...more }), {}, { text: plain('a') }, 'invalid additional property: text '),
  either('kind of action', (one) => actions([one]), button(), icon, 'unsupported type: icon_button /elements/0/type'),
  either('kind of block', (type) => ({ type }), 'divider', 'carousel', 'unsupported type: carousel /type'),
  either('kind at all', (block) => block, { type: 'divider' } as Fields, { text: plain('a') }, 'missing required field: type '),
];

const AT = '/elements/0';
// biome-ignore format: one row, one line
const ELEMENTS: Row[] = [
  longest('button text', 75, (text) => pressed({ text: plain(text) }), `${AT}/text/text`),
  longest('action_id', 255, (action_id) => pressed({ action_id }), `${AT}/action_id`),
  longest('value', 2000, (value) => pressed({ value }), `${AT}/value`),
  longest('url', 3000, (text) => pressed({ url: text.replace(/^x{8}/, 'https://') }), `${AT}/url`),
  longest('accessibility_label', 75, (text) => pressed({ accessibility_label: text }), `${AT}/accessibility_label`),
  longest('confirm title', 100, (text) => confirmed({ title: plain(text) }), `${AT}/confirm/title/text`),
  longest('confirm text', 300, (text) => confirmed({ text: plain(text) }), `${AT}/confirm/text/text`),
  longest('confirm yes', 30, (text) => confirmed({ confirm: plain(text) }), `${AT}/confirm/confirm/text`),
  longest('confirm no', 30, (text) => confirmed({ deny: plain(text) }), `${AT}/confirm/deny/text`),
  longest('feedback value', 2000, feedback, `${AT}/positive_button/value`),
  either('plain button', (text) => pressed({ text }), plain('a'), mrkdwn('a'), `must be a valid enum value ${AT}/text/type`),
  either('some action_id', (action_id) => pressed({ action_id }), 'a', '', `must be more than 0 characters ${AT}/action_id`),
  either('a real url', (url) => pressed({ url }), 'https://a.org', 'somewhere', `failed to match schema ${AT}/url`),
  either('style', (style) => pressed({ style }), 'danger', 'loud', `must be a valid enum value ${AT}/style`),
  ['whole confirm', confirmed({}), pressed({ confirm: { text: plain('a') } }), `missing required field: title ${AT}/confirm`],
  either('icon', (name) => acted([{ ...icon, icon: name }]), 'trash', 'star', `must be a valid enum value ${AT}/icon`),
  either('date', (initial_date) => chosen('datepicker')({ initial_date }), '2026-11-21', '21.11.2026', `failed to match schema ${AT}/initial_date`),
];

// biome-ignore format: one row, one line
const MENUS: Row[] = [
  most('options', 100, (n) => select({ options: options(n) }), `${AT}/options`),
  most('checkboxes', 10, (n) => chosen('checkboxes')({ options: options(n) }), `${AT}/options`),
  most('radio buttons', 10, (n) => chosen('radio_buttons')({ options: options(n) }), `${AT}/options`),
  longest('option text', 75, (text) => picked({ text: plain(text) }), `${AT}/options/0/text/text`),
  longest('option value', 150, (value) => select({ options: [option(value)] }), `${AT}/options/0/value`),
  longest('option description', 75, (text) => picked({ description: plain(text) }), `${AT}/options/0/description/text`),
  longest('menu placeholder', 150, (text) => select({ options: options(1), placeholder: plain(text) }), `${AT}/placeholder/text`),
  either('some option', (n) => select({ options: options(n) }), 1, 0, `no fewer than 1 items allowed ${AT}/options`),
  either('plain option', (text) => picked({ text }), plain('a'), mrkdwn('a'), `must be a valid enum value ${AT}/options/0/text/type`),
  either('no option url', (more) => picked(more), {}, { url: 'https://a.org' }, `invalid additional property: url ${AT}/options/0`),
  either('initial option', (value) => select({ options: options(1), initial_option: option(value) }), '0', '9', `initial option must match one of the options ${AT}`),
  either('initial options', (value) => chosen('checkboxes')({ options: options(2), initial_options: [option(value)] }), '1', '9', `initial option must match one of the options ${AT}`),
  either('external', (n) => chosen('external_select')({ min_query_length: n }), 1 as unknown, '1', `must provide an integer ${AT}/min_query_length`),
  ['radio in mrkdwn', chosen('radio_buttons')({ options: [option('a', { text: mrkdwn('a') })] }), chosen('radio_buttons')({ options: options(1), placeholder: plain('a') }), `invalid additional property: placeholder ${AT}`],
];

// biome-ignore format: one row, one line
const INPUTS: Row[] = [
  longest('initial text', 3000, (initial_value) => typed({ initial_value }), '/element/initial_value'),
  longest('field label', 2000, (text) => input({ type: 'plain_text_input' }, { label: plain(text) }), '/label/text'),
  longest('field hint', 2000, (text) => input({ type: 'plain_text_input' }, { hint: plain(text) }), '/hint/text'),
  either('text length', (max_length) => typed({ max_length }), 3000, 3001, 'must be less than 3001 /element/max_length'),
  either('shortest text', (min_length) => typed({ min_length }), 3000, -1, 'must be greater than -1 /element/min_length'),
  either('shortest and longest', (n) => typed({ min_length: n, max_length: 2 }), 1, 3, 'min_length exceeds max_length /element'),
  either('field placeholder', (placeholder) => typed({ placeholder }), plain('a'), mrkdwn('a'), 'must be a valid enum value /element/placeholder/type'),
  either('dispatch', (on) => typed({ dispatch_action_config: { trigger_actions_on: [on] } }), 'on_enter_pressed', 'on_blur', 'must be a valid enum value /element/dispatch_action_config/trigger_actions_on/0'),
  either('url input', (initial_value) => input({ type: 'url_text_input', initial_value }), '' as unknown, 1, 'must provide a string /element/initial_value'),
  either('kind of input', input, { type: 'plain_text_input' } as Fields, button(), 'unsupported type: button /element/type'),
];

// biome-ignore format: one row, one line
const TEXTS: Row[] = [
  either('rich text', (elements) => rich(...elements), [piece(word('a'))], [], 'no fewer than 1 items allowed /elements'),
  either('rich text piece', (text) => rich(piece(word(text))), 'a', '', `must be more than 0 characters ${AT}/elements/0/text`),
  either('rich text part', (type) => rich(piece({ type, name: 'wave' })), 'emoji', 'gif', `unsupported type: gif ${AT}/elements/0/type`),
  either('rich text style', (style) => rich(piece({ ...word('a'), style: { [style]: true } })), 'bold', 'big', `invalid additional property: big ${AT}/elements/0/style`),
  either('rich text list', (indent) => listed({ indent }), 8, 9, `must be less than 9 ${AT}/indent`),
  either('rich text list style', (style) => listed({ style }), 'ordered', 'roman', `must be a valid enum value ${AT}/style`),
  either('rich text quote', (border) => rich({ type: 'rich_text_quote', border, elements: [word('a')] }), 1, 2, `must be a valid enum value ${AT}/border`),
  either('preformatted', (part) => rich({ type: 'rich_text_preformatted', elements: [part] }), word('a') as Fields, { type: 'user', user_id: 'U1' }, `unsupported type: user ${AT}/elements/0/type`),
  most('table rows', 100, (n) => table(many(n, () => [cell('a')])), '/rows'),
  most('table cells', 20, (n) => table([many(n, () => cell('a'))]), '/rows/0'),
  most('columns', 20, (n) => table([[cell('a')]], { column_settings: many(n, () => null) }), '/column_settings'),
  either('kind of cell', (one) => table([[one]]), rich(piece(word('a'))), mrkdwn('a'), 'unsupported type: mrkdwn /rows/0/0/type'),
  either('number cell', (value) => table([[{ type: 'raw_number', value, text: '1' }]]), 1 as unknown, '1', 'must provide a number /rows/0/0/value'),
  either('table text', (n) => table([[cell(x(n))]]), 10_000, 10_001, 'table cells must be less than 10001 characters in all /rows'),
  either('column', (align) => table([[cell('a')]], { column_settings: [{ align, is_wrapped: true }] }), 'left', 'top', 'must be a valid enum value /column_settings/0/align'),
];

describe('a block', () => {
  const wrong = (block: unknown) => slackWords(blockProblems([block], 'message'));

  it.each([...BLOCKS, ...ELEMENTS, ...MENUS, ...INPUTS, ...TEXTS])(
    'keeps within its limits: %s',
    (...row) => {
      const [, right, bad, words] = row;
      expect(wrong(right)).toEqual([]);
      expect(wrong(bad)).toContain(words.replace(/ (\S*)$/, ' [json-pointer:/blocks/0$1]'));
    },
  );

  it.each(['section', null])('is an object, not %j', (value) => {
    expect(wrong(value)).toEqual(['must provide an object [json-pointer:/blocks/0]']);
  });
});
