import type { KnownBlock } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { blocks } from '../../src/workspace/page/blocks.ts';
import { NEWSROOM } from './echo-app.ts';
import { answerBlocks } from './echo-blocks.ts';
import { type EchoPage, startEchoPage } from './echo-page.ts';
import { rows, until, visit, words } from './visitor.ts';

let echo: EchoPage;
afterEach(() => echo?.stop());

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
    echo = await startEchoPage();
    const ada = visit(echo.url);
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

  it.each(HOSTILE)('sent raw by an app: %j', async (text) => {
    echo = await startEchoPage({ listen: () => {} });
    await echo.app.client.chat.postMessage({ channel: NEWSROOM, text });
    harmless(await visit(echo.url).page());
  });

  it.each(HOSTILE)('in every kind of block, even in those that Slack would refuse: %j', (text) => {
    const plain = { type: 'plain_text' as const, text };
    const option = { text: plain, description: plain, value: text };
    const cell = { type: 'raw_text', text };
    const inputs = [
      { type: 'plain_text_input', initial_value: text, placeholder: plain },
      { type: 'plain_text_input', initial_value: text, multiline: true },
      { type: 'static_select', options: [option], placeholder: plain },
      { type: 'radio_buttons', options: [option] },
    ];
    const link = { type: 'link', url: text, text };
    const section = { type: 'rich_text_section', elements: [{ type: 'text', text }, link] };
    const all = [
      { type: 'header', text: plain },
      {
        ...{ type: 'section', text: { type: 'mrkdwn', text }, fields: [plain, { type: 'mrkdwn', text }] },
        accessory: { type: 'button', text: plain, action_id: text },
      },
      { type: 'context', elements: [plain, { type: 'mrkdwn', text }] },
      { type: 'markdown', text },
      {
        type: 'rich_text',
        elements: [
          section,
          { type: 'rich_text_list', style: 'bullet', elements: [section] },
          { type: 'rich_text_quote', elements: [link] },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] },
        ],
      },
      { type: 'data_table', caption: text, rows: [[cell], [cell]] },
      {
        ...{ type: 'actions', block_id: text },
        elements: [{ type: 'button', text: plain, action_id: text, url: text, style: text }, ...inputs],
      },
      {
        type: 'context_actions',
        elements: [{ type: 'feedback_buttons', positive_button: option, negative_button: option }],
      },
      ...inputs.map((element, i) => ({
        ...{ type: 'input', block_id: `${text}${i}`, label: plain, hint: plain, element },
      })),
    ] as unknown as KnownBlock[];
    const names = { user: () => text, channel: () => text, timeZone: 'UTC' };
    const { markup } = blocks(all, { names, scope: text, heading: 2 });
    harmless(markup);
    expect(markup).not.toContain('class="ping"');
    // Whatever stands in the text, it opens no tag that the harmless text would not.
    const tags = (html: string) =>
      html.match(/<\/?\w+/g)?.filter((tag) => !/<\/?(?:a|code|pre|p|strong)$/.test(tag));
    const harmlessly = JSON.parse(JSON.stringify(all).replaceAll(JSON.stringify(text).slice(1, -1), 'x'));
    expect(tags(markup)).toEqual(tags(blocks(harmlessly, { names, scope: 'x', heading: 2 }).markup));
  });

  it('in a modal', async () => {
    const title = { type: 'plain_text' as const, text: '"><script>alert(1)' };
    const view = { type: 'modal' as const, title, submit: title, close: title, blocks: [] };
    echo = await startEchoPage({
      listen: (app) =>
        app.command('/echo', async ({ ack, client, command }) => {
          await ack();
          await client.views.open({ trigger_id: command.trigger_id, view });
        }),
    });
    const ada = visit(echo.url);
    await ada.say(NEWSROOM, '/echo');
    const modal = await until(ada.modal, (html) => html !== '');
    harmless(modal);
    expect(words(modal)).toBe('"><script>alert(1) "><script>alert(1) "><script>alert(1)');
  });
});

describe('pings', () => {
  it('show as a badge wherever a payload holds one unescaped, and not where it is escaped', async () => {
    echo = await startEchoPage({ listen: () => {} });
    const send = (text: string) => {
      const blocks = [{ type: 'section', text: { type: 'mrkdwn' as const, text } }];
      return echo.app.client.chat.postMessage({ channel: NEWSROOM, text: 'x', blocks });
    };
    await send('escaped &lt;!channel&gt; stays');
    await send('raw <!channel> pings');
    await send('raw <!here|here> and <!subteam^S123|@desk>');
    const [escaped, raw, more] = rows(await visit(echo.url).page());
    expect(escaped!.html).not.toContain('class="ping"');
    expect(words(escaped!.html)).toContain('escaped <!channel> stays');
    expect(words(raw!.html)).toContain('raw Ping @channel pings');
    expect(more!.html.match(/class="ping"/g)).toHaveLength(2);
  });

  it('show when only the notification text holds one', async () => {
    echo = await startEchoPage({ listen: () => {} });
    const { chat } = echo.app.client;
    await chat.postMessage({ channel: NEWSROOM, text: 'hey <!everyone>', blocks: answerBlocks('quiet') });
    const [row] = rows(await visit(echo.url).page());
    expect(words(row!.html)).toContain('Ping in the notification text');
  });
});

/** Every tag is one that the page itself writes, every link safe, every id there once. */
function harmless(html: string): void {
  const body = html.slice(html.indexOf('<body'));
  const tags = new Set([...body.matchAll(/<([a-z0-9]+)/gi)].map(([, name]) => name?.toLowerCase()));
  const never = 'script img iframe style object embed b i u base meta link'.split(' ');
  expect(never.filter((tag) => tags.has(tag))).toEqual([]);
  expect(body.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\s(?:on\w+|style)=/i);
  for (const [, href] of body.matchAll(/<a [^>]*?href="([^"]*)"/g))
    expect(href).toMatch(/^(?:https?:\/\/|mailto:|\/|#)/);
  for (const [link] of body.matchAll(/<a [^>]*?href="https?:[^>]*>/g)) expect(link).toContain('noopener');
  const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
}
