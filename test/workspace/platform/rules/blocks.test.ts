import { describe, expect, it } from 'vitest';
import { type Fields, slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { blockProblems } from '../../../../src/workspace/platform/rules/layout.ts';
import { actions, button, icon, many, mrkdwn, plain, type Row, section, x } from './samples.ts';

const at = '[json-pointer:/blocks/0';

function wrong(block: unknown): string[] {
  return slackWords(blockProblems([block], 'message'));
}

const context = (elements: unknown[]): Fields => ({ type: 'context', elements });
const feedback = (length: number) => ({
  type: 'feedback_buttons',
  positive_button: { text: plain('Good'), value: x(length) },
  negative_button: { text: plain('Bad'), value: 'bad' },
});

const rows: Row[] = [
  [
    'section text',
    section({ text: mrkdwn(x(3000)) }),
    section({ text: mrkdwn(x(3001)) }),
    `must be less than 3001 characters ${at}/text/text]`,
  ],
  [
    'text at all',
    section({ text: plain('a') }),
    section({ text: plain('') }),
    `must be more than 0 characters ${at}/text/text]`,
  ],
  [
    'text or fields',
    section({ fields: [plain('a')] }),
    section({}),
    `must define either \`text\` or \`fields\` ${at}]`,
  ],
  [
    'section fields',
    section({ fields: many(10, () => plain('a')) }),
    section({ fields: many(11, () => plain('a')) }),
    `no more than 10 items allowed ${at}/fields]`,
  ],
  [
    'a field',
    section({ fields: [mrkdwn(x(2000))] }),
    section({ fields: [mrkdwn(x(2001))] }),
    `must be less than 2001 characters ${at}/fields/0/text]`,
  ],
  [
    'section accessory',
    section({ text: plain('a'), accessory: button() }),
    section({ text: plain('a'), accessory: icon }),
    `unsupported type: icon_button ${at}/accessory/type]`,
  ],
  [
    'section expand',
    section({ text: plain('a'), expand: true }),
    section({ text: plain('a'), expand: 'yes' }),
    `must provide a boolean ${at}/expand]`,
  ],
  [
    'unknown field',
    section({ text: plain('a') }),
    section({ text: plain('a'), colour: 'red' }),
    `invalid additional property: colour ${at}]`,
  ],
  [
    'kind of text',
    section({ text: mrkdwn('a') }),
    section({ text: { type: 'html', text: 'a' } }),
    `unsupported type: html ${at}/text/type]`,
  ],
  [
    'emoji flag',
    section({ text: { ...plain('a'), emoji: true } }),
    section({ text: { ...mrkdwn('a'), emoji: true } }),
    `invalid additional property: emoji ${at}/text]`,
  ],
  [
    'verbatim flag',
    section({ text: { ...mrkdwn('a'), verbatim: true } }),
    section({ text: { ...plain('a'), verbatim: true } }),
    `invalid additional property: verbatim ${at}/text]`,
  ],
  [
    'block_id',
    section({ text: plain('a'), block_id: x(255) }),
    section({ text: plain('a'), block_id: x(256) }),
    `must be less than 256 characters ${at}/block_id]`,
  ],
  [
    'context parts',
    context(many(10, () => mrkdwn('a'))),
    context(many(11, () => mrkdwn('a'))),
    `no more than 10 items allowed ${at}/elements]`,
  ],
  ['some context', context([plain('a')]), context([]), `no fewer than 1 items allowed ${at}/elements]`],
  [
    'kind of context',
    context([plain('a')]),
    context([button()]),
    `unsupported type: button ${at}/elements/0/type]`,
  ],
  [
    'header',
    { type: 'header', text: plain(x(150)) },
    { type: 'header', text: plain(x(151)) },
    `must be less than 151 characters ${at}/text/text]`,
  ],
  [
    'plain header',
    { type: 'header', text: plain('a') },
    { type: 'header', text: mrkdwn('a') },
    `must be a valid enum value ${at}/text/type]`,
  ],
  [
    'divider',
    { type: 'divider' },
    { type: 'divider', text: plain('a') },
    `invalid additional property: text ${at}]`,
  ],
  [
    'actions',
    actions(many(25, () => button())),
    actions(many(26, () => button())),
    `no more than 25 items allowed ${at}/elements]`,
  ],
  [
    'kind of action',
    actions([button()]),
    actions([icon]),
    `unsupported type: icon_button ${at}/elements/0/type]`,
  ],
  [
    'context actions',
    { type: 'context_actions', elements: many(5, () => icon) },
    { type: 'context_actions', elements: many(6, () => icon) },
    `no more than 5 items allowed ${at}/elements]`,
  ],
  [
    'feedback value',
    { type: 'context_actions', elements: [feedback(2000)] },
    { type: 'context_actions', elements: [feedback(2001)] },
    `must be less than 2001 characters ${at}/elements/0/positive_button/value]`,
  ],
  [
    'icon',
    { type: 'context_actions', elements: [icon] },
    { type: 'context_actions', elements: [{ ...icon, icon: 'star' }] },
    `must be a valid enum value ${at}/elements/0/icon]`,
  ],
  [
    'kind of block',
    { type: 'divider' },
    { type: 'carousel', elements: [] },
    `unsupported type: carousel ${at}/type]`,
  ],
  ['kind at all', { type: 'divider' }, { text: plain('a') }, `missing required field: type ${at}]`],
];

describe('a block', () => {
  it.each(rows)('keeps to its limits: %s', (_what, right, bad, words) => {
    expect(wrong(right)).toEqual([]);
    expect(wrong(bad)).toContain(words);
  });

  it('is an object', () => {
    expect(wrong('section')).toEqual([`must provide an object ${at}]`]);
    expect(wrong(null)).toEqual([`must provide an object ${at}]`]);
  });
});
