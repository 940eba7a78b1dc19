import { describe, expect, it } from 'vitest';
import { slackWords } from '../../../../src/workspace/platform/rules/check.ts';
import { blockProblems } from '../../../../src/workspace/platform/rules/layout.ts';
import { cell, many, mrkdwn, piece, type Row, rich, table, word, x } from './samples.ts';

const at = '[json-pointer:/blocks/0';

function wrong(block: unknown): string[] {
  return slackWords(blockProblems([block], 'message'));
}

const rows: Row[] = [
  ['rich text', rich(piece(word('a'))), rich(), `no fewer than 1 items allowed ${at}/elements]`],
  [
    'rich text piece',
    rich(piece(word('a'))),
    rich(piece(word(''))),
    `must be more than 0 characters ${at}/elements/0/elements/0/text]`,
  ],
  [
    'rich text part',
    rich(piece({ type: 'emoji', name: 'wave' })),
    rich(piece({ type: 'gif' })),
    `unsupported type: gif ${at}/elements/0/elements/0/type]`,
  ],
  [
    'rich text style',
    rich(piece({ ...word('a'), style: { bold: true } })),
    rich(piece({ ...word('a'), style: { big: true } })),
    `invalid additional property: big ${at}/elements/0/elements/0/style]`,
  ],
  [
    'rich text list',
    rich({ type: 'rich_text_list', style: 'bullet', indent: 8, elements: [piece(word('a'))] }),
    rich({ type: 'rich_text_list', style: 'bullet', indent: 9, elements: [piece(word('a'))] }),
    `must be less than 9 ${at}/elements/0/indent]`,
  ],
  [
    'rich text list style',
    rich({ type: 'rich_text_list', style: 'ordered', elements: [piece()] }),
    rich({ type: 'rich_text_list', style: 'roman', elements: [piece()] }),
    `must be a valid enum value ${at}/elements/0/style]`,
  ],
  [
    'rich text quote',
    rich({ type: 'rich_text_quote', border: 1, elements: [word('a')] }),
    rich({ type: 'rich_text_quote', border: 2, elements: [word('a')] }),
    `must be a valid enum value ${at}/elements/0/border]`,
  ],
  [
    'preformatted',
    rich({ type: 'rich_text_preformatted', elements: [word('a')] }),
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }),
    `unsupported type: user ${at}/elements/0/elements/0/type]`,
  ],
  [
    'table rows',
    table(many(100, () => [cell('a')])),
    table(many(101, () => [cell('a')])),
    `no more than 100 items allowed ${at}/rows]`,
  ],
  [
    'table cells',
    table([many(20, () => cell('a'))]),
    table([many(21, () => cell('a'))]),
    `no more than 20 items allowed ${at}/rows/0]`,
  ],
  [
    'kind of cell',
    table([[rich(piece(word('a')))]]),
    table([[mrkdwn('a')]]),
    `unsupported type: mrkdwn ${at}/rows/0/0/type]`,
  ],
  [
    'number cell',
    table([[{ type: 'raw_number', value: 1, text: '1' }]]),
    table([[{ type: 'raw_number', value: '1', text: '1' }]]),
    `must provide a number ${at}/rows/0/0/value]`,
  ],
  [
    'table text',
    table([[cell(x(10_000))]]),
    table([[cell(x(10_001))]]),
    `table cells must be less than 10001 characters in all ${at}/rows]`,
  ],
  [
    'columns',
    table([[cell('a')]], { column_settings: many(20, () => ({ align: 'left' })) }),
    table([[cell('a')]], { column_settings: many(21, () => null) }),
    `no more than 20 items allowed ${at}/column_settings]`,
  ],
  [
    'column',
    table([[cell('a')]], { column_settings: [{ is_wrapped: true }] }),
    table([[cell('a')]], { column_settings: [{ align: 'top' }] }),
    `must be a valid enum value ${at}/column_settings/0/align]`,
  ],
];

describe('a block of text', () => {
  it.each(rows)('keeps to its limits: %s', (_what, right, bad, words) => {
    expect(wrong(right)).toEqual([]);
    expect(wrong(bad)).toContain(words);
  });
});
