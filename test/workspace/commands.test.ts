import { afterEach, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, BEN, GENERAL, NEWSROOM, rows, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

describe('a slash command', () => {
  it('reaches the app as Slack sends it: form-shaped, text escaped', async () => {
    bot = await startEchoBot();
    await visit(bot.workspace).say(NEWSROOM, '/echo is <a> & b > c?');
    expect(bot.last('command')).toEqual({
      token: 'local',
      team_id: 'T0LOCAL001',
      team_domain: 'local',
      channel_id: NEWSROOM,
      channel_name: 'newsroom',
      user_id: ADA,
      user_name: 'ada',
      command: '/echo',
      text: 'is &lt;a&gt; &amp; b &gt; c?',
      api_app_id: 'A0LOCAL001',
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(/^https:\/\/hooks\.slack\.com\/commands\//),
      trigger_id: expect.stringMatching(/^\d+\./),
    });
  });

  it('is answered in the ack, visibly to the asker alone, who can dismiss the answer', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    const ben = visit(bot.workspace, BEN);
    await ada.say(NEWSROOM, '/echo who pays');
    const [answer] = rows(await ada.page());
    expect(words(answer!.html)).toContain('Only visible to you');
    expect(words(answer!.html)).toContain('you typed /echo who pays');
    expect(words(answer!.html)).toContain('You asked who pays .');
    expect(rows(await ben.page())).toEqual([]);

    await ben.post('/dismiss', { channel: NEWSROOM, ts: answer!.ts });
    expect(rows(await ada.page())).toHaveLength(1);
    await ada.post('/dismiss', { channel: NEWSROOM, ts: answer!.ts });
    expect(rows(await ada.page())).toEqual([]);
  });

  it('answered in_channel shows the command and the answer to everyone', async () => {
    bot = await startEchoBot({
      listen: (app) =>
        app.command('/echo', async ({ ack }) => ack({ response_type: 'in_channel', text: 'to *all*' })),
    });
    await visit(bot.workspace).say(GENERAL, '/echo hello');
    const seen = rows(await visit(bot.workspace, BEN).page('general')).map((row) => words(row.html));
    expect(seen).toHaveLength(2);
    expect(seen[0]).toMatch(/^.*Ada.*\/echo hello/);
    expect(seen[1]).toContain('to all');
    expect(seen.join()).not.toContain('Only visible to you');
  });

  it('may be acknowledged with a mere string, or with nothing', async () => {
    bot = await startEchoBot({
      listen: (app) =>
        app.command('/echo', async ({ ack, command }) =>
          ack(command.text === 'quiet' ? undefined : 'a string'),
        ),
    });
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo loud');
    await ada.say(NEWSROOM, '/echo quiet');
    expect(rows(await ada.page()).map((row) => words(row.html))).toEqual([
      expect.stringContaining('a string'),
    ]);
  });

  it('that is not acknowledged within 3 seconds fails as in Slack', async () => {
    bot = await startEchoBot({ listen: (app) => app.command('/echo', () => new Promise(() => {})) });
    const ada = visit(bot.workspace);
    const before = Date.now();
    await ada.say(NEWSROOM, '/echo slowly');
    expect(Date.now() - before).toBeGreaterThan(2900);
    const [failure] = rows(await ada.page());
    expect(words(failure!.html)).toContain('/echo failed with the error "operation_timeout"');
    expect(rows(await visit(bot.workspace, BEN).page())).toEqual([]);
  });

  it('whose listener throws first fails with dispatch_failed', async () => {
    bot = await startEchoBot({
      listen: (app) => {
        app.error((error) => Promise.reject(error));
        app.command('/echo', () => Promise.reject(new Error('broken on purpose')));
      },
    });
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo x');
    expect(words((await ada.page()) ?? '')).toContain('/echo failed with the error "dispatch_failed"');
  });

  it('answered with blocks that Slack refuses fails, naming each reason', async () => {
    bot = await startEchoBot({
      listen: (app) =>
        app.command('/echo', async ({ ack }) =>
          ack({
            text: 'x',
            blocks: [{ type: 'header', text: { type: 'plain_text', text: 'h'.repeat(151) } }],
          }),
        ),
    });
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo x');
    expect(words(await ada.page())).toContain(
      '/echo failed with the error "invalid_blocks" • must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    );
  });

  it('does not work in a thread, and Slackbot says so', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, 'a plain remark');
    const [root] = rows(await ada.page());
    await ada.say(NEWSROOM, '/echo who pays', root!.ts);
    const thread = rows(await ada.page('newsroom', root!.ts)).at(-1);
    expect(words(thread!.html)).toContain('/echo is not supported in threads. Sorry!');
    expect(bot.heard.filter((one) => one.type === 'command')).toEqual([]);
  });

  it('that nobody has is refused without troubling the app', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/remind me');
    expect(words(await ada.page())).toContain('/remind is not a valid command.');
    expect(bot.heard).toEqual([]);
  });
});
