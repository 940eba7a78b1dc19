import { describe, expect, it } from 'vitest';
import { type Fields, slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { blockProblems } from '../../../../src/workspace/platform/rules/layout.ts';
import { actions, button, input, mrkdwn, plain, type Row, select, x } from './samples.ts';

function wrong(block: Fields, where: string): string[] {
  return slackWords(blockProblems([block], 'modal')).map((words) =>
    words.replace(`[json-pointer:/blocks/0/${where}`, '#').replace(/\]$/, ''),
  );
}

const confirm = (more: Fields = {}) => ({
  confirm: { title: plain('a'), text: plain('a'), confirm: plain('a'), deny: plain('a'), ...more },
});
const text = (more: Fields = {}) => ({ type: 'plain_text_input', ...more });

const rows: Row[] = [
  [
    'button text',
    button({ text: plain(x(75)) }),
    button({ text: plain(x(76)) }),
    'must be less than 76 characters #/text/text',
  ],
  ['plain button', button(), button({ text: mrkdwn('a') }), 'must be a valid enum value #/text/type'],
  [
    'action_id',
    button({ action_id: x(255) }),
    button({ action_id: x(256) }),
    'must be less than 256 characters #/action_id',
  ],
  [
    'some action_id',
    button({ action_id: 'a' }),
    button({ action_id: '' }),
    'must be more than 0 characters #/action_id',
  ],
  [
    'value',
    button({ value: x(2000) }),
    button({ value: x(2001) }),
    'must be less than 2001 characters #/value',
  ],
  [
    'url',
    button({ url: `https://${x(2992)}` }),
    button({ url: `https://${x(2993)}` }),
    'must be less than 3001 characters #/url',
  ],
  [
    'a real url',
    button({ url: 'https://a.org' }),
    button({ url: 'somewhere' }),
    'failed to match schema #/url',
  ],
  ['style', button({ style: 'danger' }), button({ style: 'loud' }), 'must be a valid enum value #/style'],
  [
    'accessibility_label',
    button({ accessibility_label: x(75) }),
    button({ accessibility_label: x(76) }),
    'must be less than 76 characters #/accessibility_label',
  ],
  [
    'confirm title',
    button(confirm({ title: plain(x(100)) })),
    button(confirm({ title: plain(x(101)) })),
    'must be less than 101 characters #/confirm/title/text',
  ],
  [
    'confirm text',
    button(confirm({ text: plain(x(300)) })),
    button(confirm({ text: plain(x(301)) })),
    'must be less than 301 characters #/confirm/text/text',
  ],
  [
    'confirm yes',
    button(confirm({ confirm: plain(x(30)) })),
    button(confirm({ confirm: plain(x(31)) })),
    'must be less than 31 characters #/confirm/confirm/text',
  ],
  [
    'confirm no',
    button(confirm({ deny: plain(x(30)) })),
    button(confirm({ deny: plain(x(31)) })),
    'must be less than 31 characters #/confirm/deny/text',
  ],
  [
    'whole confirm',
    button(confirm()),
    button({ confirm: { text: plain('a') } }),
    'missing required field: title #/confirm',
  ],
  [
    'date',
    { type: 'datepicker', initial_date: '2026-11-21' },
    { type: 'datepicker', initial_date: '21.11.2026' },
    'failed to match schema #/initial_date',
  ],
];

const filledIn: Row[] = [
  [
    'text length',
    text({ max_length: 3000 }),
    text({ max_length: 3001 }),
    'must be less than 3001 #/max_length',
  ],
  [
    'shortest text',
    text({ min_length: 3000 }),
    text({ min_length: -1 }),
    'must be greater than -1 #/min_length',
  ],
  [
    'shortest and longest',
    text({ min_length: 1, max_length: 2 }),
    text({ min_length: 3, max_length: 2 }),
    'min_length exceeds max_length #',
  ],
  [
    'initial text',
    text({ initial_value: x(3000) }),
    text({ initial_value: x(3001) }),
    'must be less than 3001 characters #/initial_value',
  ],
  [
    'placeholder',
    text({ placeholder: plain(x(150)) }),
    text({ placeholder: mrkdwn('a') }),
    'must be a valid enum value #/placeholder/type',
  ],
  [
    'dispatch',
    text({ dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
    text({ dispatch_action_config: { trigger_actions_on: ['on_blur'] } }),
    'must be a valid enum value #/dispatch_action_config/trigger_actions_on/0',
  ],
  [
    'url',
    { type: 'url_text_input', initial_value: '' },
    { type: 'url_text_input', initial_value: 1 },
    'must provide a string #/initial_value',
  ],
  ['kind of input', select(), button(), 'unsupported type: button #/type'],
];

describe('an element', () => {
  it.each(rows)('keeps to its limits: %s', (_what, right, bad, words) => {
    expect(wrong(actions([right]), 'elements/0')).toEqual([]);
    expect(wrong(actions([bad]), 'elements/0')).toContain(words);
  });

  it.each(filledIn)('keeps to its limits where it is filled in: %s', (_what, right, bad, words) => {
    expect(wrong(input(right), 'element')).toEqual([]);
    expect(wrong(input(bad), 'element')).toContain(words);
  });

  it.each(['label', 'hint'])('has a %s of 2000 characters at most', (name) => {
    const block = (length: number) => ({
      type: 'input',
      label: plain('a'),
      element: text(),
      [name]: plain(x(length)),
    });
    expect(wrong(block(2000), '')).toEqual([]);
    expect(wrong(block(2001), '')).toEqual([`must be less than 2001 characters #${name}/text`]);
  });
});
