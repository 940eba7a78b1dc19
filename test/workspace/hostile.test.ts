import { afterEach, describe, expect, it } from 'vitest';
import { answerBlocks } from './echo-blocks.ts';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { NEWSROOM, rows, until, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</textarea></li><script src=//evil.example></script>',
  '<https://evil.example|your bank>',
  '<javascript:alert(1)|press me>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;',
  '[press](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '`<b>` ```<i>``` *<u>*',
  '\u202Egnp.exe \u0000 \uE0CAchannel\uE0CA',
];

describe('hostile text', () => {
  it.each(HOSTILE)('typed by a person: %j', async (text) => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, `@Echo Desk ${text}`);
    await ada.say(NEWSROOM, `/echo ${text}`);
    await until(
      () => ada.page(),
      (html) => html.includes('1 reply'),
    );
    const page = await ada.page();
    harmless(page);
    harmless(await ada.page('newsroom', rows(page)[0]!.ts));
    expect(page).not.toContain('class="ping"');
  });

  it.each(HOSTILE)('sent raw by an app, in every kind of block: %j', async (text) => {
    bot = await startEchoBot({ listen: () => {} });
    const { chat } = bot.app.client;
    const plain = { type: 'plain_text' as const, text };
    await chat.postMessage({ channel: NEWSROOM, text });
    await chat.postMessage({
      channel: NEWSROOM,
      text,
      blocks: [
        { type: 'header', text: plain },
        { type: 'section', text: { type: 'mrkdwn', text }, fields: [plain, { type: 'mrkdwn', text }] },
        { type: 'context', elements: [plain, { type: 'mrkdwn', text }] },
        { type: 'image', image_url: text, alt_text: text },
        { type: 'markdown', text },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text },
                { type: 'link', url: text, text },
              ],
            },
            { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] },
          ],
        },
        { type: 'table', rows: [[{ type: 'raw_text', text }], [{ type: 'raw_text', text }]] },
        {
          type: 'actions',
          block_id: text,
          elements: [
            { type: 'button', text: plain, action_id: text, url: text },
            { type: 'static_select', action_id: 'b', options: [{ text: plain, value: text }] },
          ],
        },
      ],
    });
    harmless(await visit(bot.workspace).page());
  });

  it('within a modal and a confirmation', async () => {
    bot = await startEchoBot({ listen: (app) => app.action('ask', async ({ ack }) => ack()) });
    const plain = (text: string) => ({ type: 'plain_text' as const, text: text.slice(0, 24) });
    const confirm = {
      title: plain(HOSTILE[0]!),
      text: { type: 'mrkdwn' as const, text: HOSTILE.join('\n').slice(0, 300) },
      confirm: plain('<b>'),
      deny: plain('"\'>'),
    };
    await bot.app.client.chat.postMessage({
      channel: NEWSROOM,
      text: 'x',
      blocks: [
        { type: 'actions', elements: [{ type: 'button', action_id: 'ask', text: plain('x'), confirm }] },
      ],
    });
    const answer = await visit(bot.workspace).act(NEWSROOM, 'ask');
    harmless(answer.confirm ?? '');
    expect(words(answer.confirm ?? '')).toContain('<script>alert(1)</scrip');
  });
});

describe('pings', () => {
  it('show as a badge wherever a payload holds one unescaped, and not where it is escaped', async () => {
    bot = await startEchoBot({ listen: () => {} });
    const send = (text: string) =>
      bot.app.client.chat.postMessage({
        channel: NEWSROOM,
        text: 'x',
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
      });
    await send('escaped &lt;!channel&gt; stays');
    await send('raw <!channel> pings');
    await send('raw <!here|here> and <!subteam^S123|@desk>');
    const [escaped, raw, more] = rows(await visit(bot.workspace).page());
    expect(escaped!.html).not.toContain('class="ping"');
    expect(words(escaped!.html)).toContain('escaped <!channel> stays');
    expect(words(raw!.html)).toContain('raw Ping @channel pings');
    expect(more!.html.match(/class="ping"/g)).toHaveLength(2);
  });

  it('show when only the notification text holds one, or a markdown block', async () => {
    bot = await startEchoBot({ listen: () => {} });
    const { chat } = bot.app.client;
    await chat.postMessage({ channel: NEWSROOM, text: 'hey <!everyone>', blocks: answerBlocks('quiet') });
    await chat.postMessage({
      channel: NEWSROOM,
      text: 'x',
      blocks: [{ type: 'markdown', text: 'hey <!channel>' }],
    });
    const [text, markdown] = rows(await visit(bot.workspace).page());
    expect(words(text!.html)).toContain('Ping in the notification text');
    expect(words(markdown!.html)).toContain('hey Ping @channel');
  });
});

/** Every tag is one that the page itself writes, every link safe, every id there once. */
function harmless(html: string): void {
  const body = html.slice(html.indexOf('<body'));
  const tags = new Set([...body.matchAll(/<([a-z0-9]+)/gi)].map(([, name]) => name?.toLowerCase()));
  for (const never of [
    'script',
    'img',
    'iframe',
    'style',
    'object',
    'embed',
    'b',
    'i',
    'u',
    'base',
    'meta',
    'link',
  ]) {
    expect(tags).not.toContain(never);
  }
  expect(body.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\s(?:on\w+|style)=/i);
  for (const [, href] of body.matchAll(/<a [^>]*?href="([^"]*)"/g))
    expect(href).toMatch(/^(?:https?:\/\/|mailto:|\/|#)/);
  for (const [link] of body.matchAll(/<a [^>]*?href="https?:[^>]*>/g)) {
    if (!link.includes('class="time"')) expect(link).toContain('noopener');
  }
  const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
}
