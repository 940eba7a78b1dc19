import { describe, expect, it } from 'vitest';
import { type Fields, slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { blockProblems } from '../../../../src/workspace/platform/rules/layout.ts';
import { actions, mrkdwn, option, options, plain, type Row, select, x } from './samples.ts';

function wrong(block: Fields, where: string): string[] {
  return slackWords(blockProblems([block], 'modal')).map((words) =>
    words.replace(`[json-pointer:/blocks/0/${where}`, '#').replace(/\]$/, ''),
  );
}

const group = (count: number) => ({ label: plain('a'), options: options(count) });
const groups = (count: number) => Array.from({ length: count }, () => group(1));
const multi = (more: Fields = {}) => ({ type: 'multi_static_select', options: options(2), ...more });
const radio = (list: unknown[], more: Fields = {}) => ({ type: 'radio_buttons', options: list, ...more });

const rows: Row[] = [
  [
    'options',
    select({ options: options(100) }),
    select({ options: options(101) }),
    'no more than 100 items allowed #/options',
  ],
  ['some option', select(), select({ options: [] }), 'no fewer than 1 items allowed #/options'],
  [
    'option text',
    select({ options: [option('a', { text: plain(x(75)) })] }),
    select({ options: [option('a', { text: plain(x(76)) })] }),
    'must be less than 76 characters #/options/0/text/text',
  ],
  [
    'option value',
    select({ options: [option(x(150))] }),
    select({ options: [option(x(151))] }),
    'must be less than 151 characters #/options/0/value',
  ],
  [
    'option description',
    select({ options: [option('a', { description: plain(x(75)) })] }),
    select({ options: [option('a', { description: plain(x(76)) })] }),
    'must be less than 76 characters #/options/0/description/text',
  ],
  [
    'plain option',
    select(),
    select({ options: [option('a', { text: mrkdwn('a') })] }),
    'must be a valid enum value #/options/0/text/type',
  ],
  [
    'groups',
    { type: 'static_select', option_groups: groups(100) },
    { type: 'static_select', option_groups: groups(101) },
    'no more than 100 items allowed #/option_groups',
  ],
  [
    'a group',
    { type: 'static_select', option_groups: [group(100)] },
    { type: 'static_select', option_groups: [group(101)] },
    'no more than 100 items allowed #/option_groups/0/options',
  ],
  [
    'options or groups',
    select(),
    select({ option_groups: groups(1) }),
    'must define either `options` or `option_groups` #',
  ],
  [
    'placeholder',
    select({ placeholder: plain(x(150)) }),
    select({ placeholder: plain(x(151)) }),
    'must be less than 151 characters #/placeholder/text',
  ],
  [
    'initial option',
    select({ initial_option: option('0') }),
    select({ initial_option: option('9') }),
    'initial option must match one of the options #',
  ],
  [
    'initial options',
    multi({ initial_options: [option('1')] }),
    multi({ initial_options: [option('9')] }),
    'initial option must match one of the options #',
  ],
  [
    'how many selected',
    multi({ max_selected_items: 1 }),
    multi({ max_selected_items: 0 }),
    'must be greater than 0 #/max_selected_items',
  ],
  [
    'external',
    { type: 'external_select', min_query_length: 1 },
    { type: 'external_select', min_query_length: '1' },
    'must provide an integer #/min_query_length',
  ],
  [
    'checkboxes',
    { type: 'checkboxes', options: options(10) },
    { type: 'checkboxes', options: options(11) },
    'no more than 10 items allowed #/options',
  ],
  ['radio buttons', radio(options(10)), radio(options(11)), 'no more than 10 items allowed #/options'],
  [
    'radio in mrkdwn',
    radio([option('a', { text: mrkdwn('a') })]),
    radio(options(1), { placeholder: plain('a') }),
    'invalid additional property: placeholder #',
  ],
];

describe('a menu', () => {
  it.each(rows)('keeps to its limits: %s', (_what, right, bad, words) => {
    expect(wrong(actions([right]), 'elements/0')).toEqual([]);
    expect(wrong(actions([bad]), 'elements/0')).toContain(words);
  });
});
