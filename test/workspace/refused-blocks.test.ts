import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { NEWSROOM, visit } from './visitor.ts';

let bot: EchoBot;
beforeEach(async () => {
  bot = await startEchoBot();
});
afterEach(() => bot.stop());

/** A call as the Web API gives it, refusals included. */
async function call(method: string, args: Record<string, unknown> = {}) {
  try {
    return await bot.app.client.apiCall(method, args);
    // biome-ignore lint/suspicious/noExplicitAny: the client's error carries Slack's answer
  } catch (error: any) {
    return error.data;
  }
}
const post = (args: Record<string, unknown>) => call('chat.postMessage', { channel: NEWSROOM, ...args });
const text = (value: string) => ({ type: 'mrkdwn', text: value });
const plain = (value: string) => ({ type: 'plain_text', text: value });
const section = (value: string) => ({ type: 'section', text: text(value) });
const button = (more: object) => ({ type: 'button', text: plain('x'), ...more });
const actions = (elements: object[]) => ({ type: 'actions', elements });

describe('blocks that Slack refuses', () => {
  const at = (pointer: string) =>
    expect.arrayContaining([expect.stringContaining(`[json-pointer:${pointer}]`)]);

  it.each([
    ['no list', 'text', 'invalid_blocks_format', undefined],
    ['more than 50', Array.from({ length: 51 }, () => section('x')), 'invalid_blocks', '/blocks'],
    ['an unknown type', [{ type: 'hologram' }], 'invalid_blocks', '/blocks/0/type'],
    ['section text over 3000', [section('x'.repeat(3001))], 'invalid_blocks', '/blocks/0/text/text'],
    ['empty section text', [section('')], 'invalid_blocks', '/blocks/0/text/text'],
    ['a header in mrkdwn', [{ type: 'header', text: text('x') }], 'invalid_blocks', '/blocks/0/text'],
    [
      'a header over 150',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'invalid_blocks',
      '/blocks/0/text/text',
    ],
    [
      'over 25 elements',
      [actions(Array.from({ length: 26 }, () => button({})))],
      'invalid_blocks',
      '/blocks/0/elements',
    ],
    [
      'button text over 75',
      [actions([button({ text: plain('x'.repeat(76)) })])],
      'invalid_blocks',
      '/blocks/0/elements/0/text/text',
    ],
    [
      'a value over 2000',
      [actions([button({ value: 'x'.repeat(2001) })])],
      'invalid_blocks',
      '/blocks/0/elements/0/value',
    ],
    [
      'an action_id over 255',
      [actions([button({ action_id: 'x'.repeat(256) })])],
      'invalid_blocks',
      '/blocks/0/elements/0/action_id',
    ],
    [
      'an action_id twice',
      [actions([button({ action_id: 'a' }), button({ action_id: 'a' })])],
      'invalid_blocks',
      '/blocks/0/elements/1/action_id',
    ],
    [
      'a block_id over 255',
      [{ ...section('x'), block_id: 'x'.repeat(256) }],
      'invalid_blocks',
      '/blocks/0/block_id',
    ],
    [
      'a block_id twice',
      [
        { ...section('x'), block_id: 'b' },
        { ...section('y'), block_id: 'b' },
      ],
      'invalid_blocks',
      '/blocks/1/block_id',
    ],
    [
      'over 10 in a context',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => text('x')) }],
      'invalid_blocks',
      '/blocks/0/elements',
    ],
    [
      'over 10 fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => text('x')) }],
      'invalid_blocks',
      '/blocks/0/fields',
    ],
    [
      'over 13,200 characters in all',
      Array.from({ length: 5 }, () => section('x'.repeat(2641))),
      'msg_blocks_too_long',
      undefined,
    ],
  ])('%s', async (_, blocks, error, pointer) => {
    const refused = await post({ text: 'x', blocks });
    expect(refused).toMatchObject({ ok: false, error });
    if (pointer) expect(refused.response_metadata.messages).toEqual(at(pointer));
  });

  it('and those just within its limits pass', async () => {
    const blocks = [
      section('x'.repeat(3000)),
      { type: 'header', text: plain('x'.repeat(150)) },
      actions(Array.from({ length: 25 }, (_, i) => button({ action_id: `a${i}`, value: 'v'.repeat(2000) }))),
      ...Array.from({ length: 47 }, () => ({ type: 'divider' })),
    ];
    expect(await post({ text: 'x', blocks })).toMatchObject({ ok: true });
  });

  it('in a modal: a title over 24, no submit beside an input, a message’s block', async () => {
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo');
    const { trigger_id } = bot.last('command');
    const open = (view: object) =>
      call('views.open', { trigger_id, view: { type: 'modal', title: plain('T'), blocks: [], ...view } });
    const input = { type: 'input', label: plain('L'), element: { type: 'plain_text_input', action_id: 'i' } };
    expect(await open({ title: plain('x'.repeat(25)) })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: at('/view/title/text') },
    });
    expect(await open({ blocks: [input] })).toMatchObject({ response_metadata: { messages: at('/view') } });
    expect(await open({ blocks: [{ type: 'markdown', text: 'x' }] })).toMatchObject({
      response_metadata: { messages: at('/view/blocks/0/type') },
    });
    // None of these used the trigger up.
    expect(await open({ blocks: [input], submit: plain('Go') })).toMatchObject({ ok: true });
  });
});
