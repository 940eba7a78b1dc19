import { afterEach, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, BEN, listen, NEWSROOM, rows, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

const messages = (count: number) => (events: { type: string }[]) =>
  events.filter((one) => one.type === 'message').length >= count;

describe('the event stream', () => {
  it('brings a message, drawn for channel and thread, with what a screen reader says', async () => {
    bot = await startEchoBot();
    const coming = listen(bot.workspace, BEN, messages(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await visit(bot.workspace).say(NEWSROOM, 'to <all> *of* @Ben');
    const told = (await coming).at(-1)!.data;
    expect(told).toMatchObject({ kind: 'message', channel: NEWSROOM, fresh: true, mine: false });
    expect(told.say).toBe('Ada: to <all> of @Ben');
    expect(words(told.inChannel)).toContain('to <all> of @Ben');
    expect(told.thread).toBe(told.ts);
  });

  it('keeps private what is private', async () => {
    bot = await startEchoBot();
    const both = Promise.all([
      listen(bot.workspace, ADA, messages(2)),
      listen(bot.workspace, BEN, messages(1)),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo a secret question');
    await ada.say(NEWSROOM, 'said to all');
    const [forAda, forBen] = await both;
    expect(JSON.stringify(forAda)).toContain('a secret question');
    expect(JSON.stringify(forBen)).not.toContain('a secret question');
    expect(JSON.stringify(forBen)).toContain('said to all');
  });

  it('tells a page that was away what it missed, and one of another run to load anew', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    const seq = /data-seq="(\d+)"/.exec(await ada.page())![1]!;
    for (const text of ['one', 'two']) await ada.say(NEWSROOM, text);
    const missed = await listen(bot.workspace, ADA, messages(2), { since: seq });
    expect(missed.filter((one) => one.type === 'message').map((one) => one.data.say)).toEqual([
      'Ada: one',
      'Ada: two',
    ]);
    const [first] = await listen(bot.workspace, ADA, (events) => events.length > 0, { boot: 'another' });
    expect(first!.type).toBe('reload');
  });

  it('tells that a message is gone, and that the first of a thread has a reply', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, 'root');
    const [root] = rows(await ada.page());
    const coming = listen(bot.workspace, BEN, messages(3));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { ts } = await bot.app.client.chat.postMessage({
      channel: NEWSROOM,
      thread_ts: root!.ts,
      text: 'reply',
    });
    await bot.app.client.chat.delete({ channel: NEWSROOM, ts: ts! });
    const told = (await coming).filter((one) => one.type === 'message').map((one) => one.data);
    expect(told[0]).toMatchObject({ ts, thread: root!.ts, inChannel: null });
    expect(words(told[1].inChannel)).toContain('1 reply');
    expect(told[2]).toEqual({ kind: 'gone', channel: NEWSROOM, ts });
  });
});
