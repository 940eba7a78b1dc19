import { describe, expect, it } from 'vitest';
import { slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { blockProblems } from '../../../../src/workspace/platform/rules/layout.ts';
import { actions, button, cell, icon, many, plain, table } from './samples.ts';

describe('blocks together', () => {
  const words = (blocks: unknown, surface: 'message' | 'modal' | 'home' = 'message') =>
    slackWords(blockProblems(blocks, surface));

  it.each([
    ['message', 50],
    ['modal', 100],
    ['home', 100],
  ] as const)('a %s holds %i of them', (surface, most) => {
    const divider = () => ({ type: 'divider' });
    expect(words(many(most, divider), surface)).toEqual([]);
    expect(words(many(most + 1, divider), surface)).toEqual([
      `no more than ${most} items allowed [json-pointer:/blocks]`,
    ]);
  });

  it('are an array', () => {
    expect(words({ type: 'divider' })).toEqual(['must provide an array [json-pointer:/blocks]']);
  });

  it('have unique ids', () => {
    const divider = (block_id: string) => ({ type: 'divider', block_id });
    expect(words([divider('a'), divider('b')])).toEqual([]);
    expect(words([divider('a'), divider('a')])).toEqual([
      '`block_id` "a" already exists [json-pointer:/blocks/1/block_id]',
    ]);
  });

  it('have unique action_ids within a block, not across blocks', () => {
    const press = button({ action_id: 'a' });
    expect(words([actions([press]), actions([press])])).toEqual([]);
    expect(words([actions([press, press])])).toEqual([
      '`action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
  });

  it('contain at most one table', () => {
    expect(words([table([[cell('a')]])])).toEqual([]);
    expect(words([table([[cell('a')]]), table([[cell('a')]])])).toEqual([
      'only_one_table_allowed [json-pointer:/blocks/1]',
    ]);
  });

  it.each([
    ['table', table([[cell('a')]])],
    ['context_actions', { type: 'context_actions', elements: [icon] }],
  ])('%s stands in messages only', (type, block) => {
    expect(words([block])).toEqual([]);
    expect(words([block], 'modal')).toEqual([`unsupported type: ${type} [json-pointer:/blocks/0/type]`]);
    expect(words([block], 'home')).toEqual([`unsupported type: ${type} [json-pointer:/blocks/0/type]`]);
  });

  it('focus at most one element', () => {
    const ask = (focus_on_load: boolean) => {
      return { type: 'input', label: plain('a'), element: { type: 'plain_text_input', focus_on_load } };
    };
    expect(words([ask(true), ask(false)], 'modal')).toEqual([]);
    expect(words([ask(true), ask(true)], 'modal')).toEqual([
      'only one element can have `focus_on_load` [json-pointer:/blocks/1/element]',
    ]);
  });
});
