import { describe, expect, it } from 'vitest';
import { type Fields, slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { isViewTooLarge, viewProblems } from '../../../../src/workspace/platform/rules/views.ts';
import { plain, x } from './samples.ts';

const modal = (more: Fields = {}) => ({ type: 'modal', title: plain('a'), blocks: [], ...more });
const home = (more: Fields = {}) => ({ type: 'home', blocks: [], ...more });
const input = { type: 'input', label: plain('a'), element: { type: 'plain_text_input' } };

describe('a view', () => {
  const words = (view: unknown) => slackWords(viewProblems(view));

  it.each([
    ['title', 24, (text: string) => modal({ title: plain(text) }), 'title/text'],
    ['submit', 24, (text: string) => modal({ submit: plain(text) }), 'submit/text'],
    ['close', 24, (text: string) => modal({ close: plain(text) }), 'close/text'],
    ['private_metadata', 3000, (text: string) => modal({ private_metadata: text }), 'private_metadata'],
    ['callback_id', 255, (text: string) => modal({ callback_id: text }), 'callback_id'],
    ['external_id', 255, (text: string) => modal({ external_id: text }), 'external_id'],
  ] as const)('has a %s of at most %i characters', (_what, max, view, at) => {
    expect(words(view(x(max)))).toEqual([]);
    expect(words(view(x(max + 1)))).toEqual([
      `must be less than ${max + 1} characters [json-pointer:/view/${at}]`,
    ]);
  });

  it.each([
    [modal({ title: { type: 'mrkdwn', text: 'a' } }), 'must be a valid enum value', '/title/type'],
    [{ type: 'modal', blocks: [] }, 'missing required field: title', ''],
    [home({ title: plain('a') }), 'invalid additional property: title', ''],
    [home({ colour: 'red' }), 'invalid additional property: colour', ''],
    [{ type: 'dialog', blocks: [] }, 'unsupported type: dialog', '/type'],
    [modal({ blocks: [input] }), 'must define `submit` to use an `input` block in modals', '/blocks/0/input'],
    [home({ blocks: [{ type: 'line' }] }), 'unsupported type: line', '/blocks/0/type'],
  ])('is refused as %j: %s', (view, says, at) => {
    expect(words(view)).toContain(`${says} [json-pointer:/view${at}]`);
  });

  it.each([
    modal(),
    home(),
    modal({ blocks: [input], submit: plain('a') }),
    home({ blocks: [{ type: 'divider' }] }),
  ])('is accepted as %j', (view) => {
    expect(words(view)).toEqual([]);
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
