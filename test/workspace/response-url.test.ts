import { afterEach, describe, expect, it } from 'vitest';
import { type EchoBot, registerDoors, startEchoBot } from './echo-bot.ts';
import { BEN, NEWSROOM, rows, until, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

describe('a response_url', () => {
  const url = async () => {
    await visit(bot.workspace).say(NEWSROOM, '/echo who pays');
    return String(bot.last('command').response_url);
  };
  const respond = (to: string, body: object) =>
    bot.workspace.fetch(to, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('counts five times, then no more', async () => {
    bot = await startEchoBot();
    const to = await url();
    for (let i = 1; i <= 5; i++) expect((await respond(to, { text: `answer ${i}` })).status).toBe(200);
    const sixth = await respond(to, { text: 'answer 6' });
    expect(sixth.status).toBe(404);
    expect(await sixth.json()).toEqual({ ok: false, error: 'used_url' });
    const seen = words(await visit(bot.workspace).page());
    expect(seen).toContain('answer 5');
    expect(seen).not.toContain('answer 6');
  });

  it('counts for thirty minutes', async () => {
    let time = Date.parse('2026-03-01T10:00:00Z');
    bot = await startEchoBot({ now: () => new Date(time) });
    const to = await url();
    time += 30 * 60_000;
    expect((await respond(to, { text: 'just in time' })).status).toBe(200);
    time += 1;
    const late = await respond(to, { text: 'too late' });
    expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }]);
  });

  it('answers privately unless told otherwise, and to a thread when it names one', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    const ben = visit(bot.workspace, BEN);
    await ada.say(NEWSROOM, 'a remark');
    const [root] = rows(await ada.page());
    const to = await url();
    await respond(to, { text: 'whispered' });
    await respond(to, { text: 'said aloud', response_type: 'in_channel' });
    await respond(to, { text: 'in the thread', response_type: 'in_channel', thread_ts: root!.ts });
    expect(words(await ada.page())).toContain('whispered');
    const seen = words(await ben.page());
    expect(seen).toContain('said aloud');
    expect(seen).not.toContain('whispered');
    expect(seen).not.toContain('in the thread');
    expect(words(await ben.page('newsroom', root!.ts))).toContain('in the thread');
  });

  it('of a button replaces or deletes the message the button stood in, a private one too', async () => {
    bot = await startEchoBot({
      listen: (app) => {
        registerDoors(app);
        app.action('open', async ({ ack, respond }) => {
          await ack();
          await respond({ replace_original: true, text: 'was replaced' });
        });
        app.action('topic', async ({ ack, respond }) => {
          await ack();
          await respond({ delete_original: true });
        });
      },
    });
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo one');
    await ada.act(NEWSROOM, 'open');
    await until(
      () => ada.page(),
      (page) => page.includes('was replaced'),
    );
    expect(rows(await ada.page()).filter((row) => row.html.includes('was replaced'))).toHaveLength(1);

    await ada.say(NEWSROOM, '/echo two');
    const before = rows(await ada.page()).length;
    await ada.act(NEWSROOM, 'topic', { choice: { options: [0] } });
    await until(
      () => ada.page(),
      (page) => rows(page).length < before + 1 && !words(page).includes('asked two'),
    );
  });

  it('refuses what Slack refuses', async () => {
    bot = await startEchoBot();
    const to = await url();
    const empty = await respond(to, {});
    expect([empty.status, await empty.text()]).toEqual([400, 'no_text']);
  });
});
