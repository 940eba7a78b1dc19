import { afterEach, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, BEN, BOT, DM_ADA, NEWSROOM, rows, until, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

describe('a mention', () => {
  it('reaches the app as app_mention, in an envelope like Slack’s', async () => {
    bot = await startEchoBot();
    await visit(bot.workspace).say(NEWSROOM, '@Echo Desk is a < b & c?');
    const body = bot.last('app_mention');
    expect(body).toMatchObject({
      type: 'event_callback',
      team_id: 'T0LOCAL001',
      api_app_id: 'A0LOCAL001',
      event_id: expect.stringMatching(/^Ev\d+$/),
      event_time: expect.any(Number),
      authorizations: [{ team_id: 'T0LOCAL001', user_id: BOT, is_bot: true }],
      event: {
        type: 'app_mention',
        user: ADA,
        channel: NEWSROOM,
        text: `<@${BOT}> is a &lt; b &amp; c?`,
        ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'user', user_id: BOT },
                  { type: 'text', text: ' is a < b & c?' },
                ],
              },
            ],
          },
        ],
      },
    });
    expect(body.event.event_ts).toBe(body.event.ts);
    expect(body.event).not.toHaveProperty('thread_ts');
  });

  it('is answered in its thread, which the channel counts', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '@Echo Desk who pays');
    const page = await until(
      () => ada.page(),
      (html) => html.includes('1 reply'),
    );
    const [root, ...more] = rows(page);
    expect(more).toEqual([]);
    const thread = rows(await ada.page('newsroom', root!.ts));
    expect(words(thread.at(-1)!.html)).toContain('You asked who pays .');
  });

  it('within a thread carries the thread, and is answered there', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, 'the mission is paid by all');
    const [root] = rows(await ada.page());
    await ada.say(NEWSROOM, '@echo desk is that so', root!.ts);
    expect(bot.last('app_mention').event).toMatchObject({ thread_ts: root!.ts, parent_user_id: ADA });
    await until(
      () => ada.page(),
      (html) => html.includes('2 replies'),
    );
  });

  it('is only that: a plain remark, or a mention of someone else, reaches nobody', async () => {
    bot = await startEchoBot();
    await visit(bot.workspace).say(NEWSROOM, 'no need to ask @Ben, or mail@Echo Deskside');
    expect(bot.heard).toEqual([]);
    expect(words(await visit(bot.workspace, BEN).page())).toContain(
      'no need to ask @Ben , or mail@Echo Deskside',
    );
  });
});

describe('a typed call to everyone', () => {
  it('is sent as Slack sends it, unescaped, so that a bot that repeats it raw pings', async () => {
    bot = await startEchoBot();
    await visit(bot.workspace).say(NEWSROOM, '@Echo Desk tell @channel about <!here>');
    expect(bot.last('app_mention').event.text).toBe(`<@${BOT}> tell <!channel> about &lt;!here&gt;`);
  });
});

describe('a direct message', () => {
  it('reaches the app as a message of channel type im, each line of it, and no mention beside it', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.say(DM_ADA, '@Echo Desk who pays');
    expect(bot.heard.map((one) => one.type)).toEqual(['message']);
    expect(bot.last('message').event).toMatchObject({ channel: DM_ADA, channel_type: 'im', user: ADA });
    await until(
      () => ada.page(DM_ADA),
      (html) => words(html).includes('Echo: @Echo Desk who pays'),
    );
  });

  it('is the person’s own: another sees neither it nor its channel', async () => {
    bot = await startEchoBot();
    await visit(bot.workspace).say(DM_ADA, 'between us');
    const ben = visit(bot.workspace, BEN);
    const page = await ben.page(DM_ADA);
    expect(page).not.toContain('between us');
    expect(page).not.toContain(DM_ADA);
    expect(await ben.say(DM_ADA, 'hello')).toMatchObject({ ok: false });
    expect((await fetch(`${bot.workspace.url}/thread?as=${BEN}&in=${DM_ADA}&thread=1`)).status).toBe(404);
  });
});

describe('the worked example', () => {
  it('is asked at both doors when the workspace starts, by Ada', async () => {
    bot = await startEchoBot({ examples: ['who pays', 'how many'] });
    const page = await until(
      () => visit(bot.workspace).page(''),
      (html) => html.includes('1 reply'),
    );
    const text = words(page);
    expect(text).toContain('you typed /echo who pays');
    expect(text).toContain('You asked who pays .');
    expect(text).toContain('@Echo Desk how many');
    // Whoever comes without a wish finds the thread open beside it.
    expect(text).toContain('You asked how many .');
    expect(bot.heard.map((one) => one.type)).toEqual(['command', 'app_mention']);
  });
});

describe('names of messages', () => {
  it('are unique and increase, within the same millisecond and when the clock is set back', async () => {
    let time = Date.parse('2026-03-01T10:00:00Z');
    bot = await startEchoBot({ now: () => new Date(time) });
    const ada = visit(bot.workspace);
    for (const text of ['one', 'two']) await ada.say(NEWSROOM, text);
    time -= 60_000;
    await ada.say(NEWSROOM, 'three');
    const names = rows(await ada.page()).map((row) => row.ts);
    expect(names).toEqual(['1772359200.000000', '1772359200.000001', '1772359200.000002']);
  });
});
