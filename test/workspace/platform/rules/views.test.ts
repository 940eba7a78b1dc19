import { describe, expect, it } from 'vitest';
import { type Fields, slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { isViewTooLarge, viewProblems } from '../../../../src/workspace/platform/rules/views.ts';

const x = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const modal = (more: Fields = {}) => ({ type: 'modal', title: plain('a'), blocks: [], ...more });
const home = (more: Fields = {}) => ({ type: 'home', blocks: [], ...more });
const input = { type: 'input', label: plain('a'), element: { type: 'plain_text_input' } };

describe('a view', () => {
  it.each([
    [
      'title',
      modal({ title: plain(x(24)) }),
      modal({ title: plain(x(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'submit',
      modal({ submit: plain(x(24)) }),
      modal({ submit: plain(x(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'close',
      modal({ close: plain(x(24)) }),
      modal({ close: plain(x(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      'plain title',
      modal(),
      modal({ title: { type: 'mrkdwn', text: 'a' } }),
      'must be a valid enum value [json-pointer:/view/title/type]',
    ],
    [
      'private_metadata',
      modal({ private_metadata: x(3000) }),
      modal({ private_metadata: x(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'callback_id',
      modal({ callback_id: x(255) }),
      modal({ callback_id: x(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'external_id',
      modal({ external_id: x(255) }),
      modal({ external_id: x(256) }),
      'must be less than 256 characters [json-pointer:/view/external_id]',
    ],
    [
      'some title',
      modal(),
      { type: 'modal', blocks: [] },
      'missing required field: title [json-pointer:/view]',
    ],
    [
      'home without title',
      home(),
      home({ title: plain('a') }),
      'invalid additional property: title [json-pointer:/view]',
    ],
    [
      'unknown field',
      home(),
      home({ colour: 'red' }),
      'invalid additional property: colour [json-pointer:/view]',
    ],
    ['kind', home(), { type: 'dialog', blocks: [] }, 'unsupported type: dialog [json-pointer:/view/type]'],
    [
      'submit for inputs',
      modal({ blocks: [input], submit: plain('a') }),
      modal({ blocks: [input] }),
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ],
    [
      'its blocks',
      home({ blocks: [{ type: 'divider' }] }),
      home({ blocks: [{ type: 'line' }] }),
      'unsupported type: line [json-pointer:/view/blocks/0/type]',
    ],
  ])('keeps within its limits: %s', (_what, right, wrong, words) => {
    expect(viewProblems(right)).toEqual([]);
    expect(slackWords(viewProblems(wrong))).toContain(words);
  });

  it('is of the type the method takes', () => {
    expect(viewProblems(home(), 'home')).toEqual([]);
    expect(viewProblems(home(), 'modal')).not.toEqual([]);
    expect(viewProblems(modal(), 'home')).not.toEqual([]);
  });

  it('is at most 250 kB', () => {
    expect(isViewTooLarge({ a: x(249_000) })).toBe(false);
    expect(isViewTooLarge({ a: x(250_000) })).toBe(true);
  });
});
