import { afterEach, describe, expect, it } from 'vitest';
import { ADA, BEN, NEWSROOM } from './echo-app.ts';
import { type EchoPage, startEchoPage } from './echo-page.ts';
import { listen, rows, visit, words } from './visitor.ts';

let echo: EchoPage;
afterEach(() => echo?.stop());

const messages = (count: number) => (events: { type: string }[]) =>
  events.filter((one) => one.type === 'message').length >= count;

describe('the event stream', () => {
  it('brings a message, drawn for channel and thread, with what a screen reader says', async () => {
    echo = await startEchoPage();
    const coming = listen(echo.url, BEN, messages(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await visit(echo.url).say(NEWSROOM, 'to <all> *of* @Ben');
    const told = (await coming).at(-1)!.data;
    expect(told).toMatchObject({ kind: 'message', channel: NEWSROOM, fresh: true, mine: false });
    expect(told.say).toBe('Ada: to <all> of @Ben');
    expect(words(told.inChannel)).toContain('to <all> of @Ben');
    expect(told.thread).toBe(told.ts);
  });

  it('keeps private what is private', async () => {
    echo = await startEchoPage();
    const both = Promise.all([listen(echo.url, ADA, messages(2)), listen(echo.url, BEN, messages(1))]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const ada = visit(echo.url);
    await ada.say(NEWSROOM, '/echo a secret question');
    await ada.say(NEWSROOM, 'said to all');
    const [forAda, forBen] = await both;
    expect(JSON.stringify(forAda)).toContain('a secret question');
    expect(JSON.stringify(forBen)).not.toContain('a secret question');
    expect(JSON.stringify(forBen)).toContain('said to all');
  });

  it('tells a page that was away what it missed, and one of another run to load anew', async () => {
    echo = await startEchoPage();
    const ada = visit(echo.url);
    const seq = /data-seq="(\d+)"/.exec(await ada.page())![1]!;
    for (const text of ['one', 'two']) await ada.say(NEWSROOM, text);
    const missed = await listen(echo.url, ADA, messages(2), { since: seq });
    expect(missed.filter((one) => one.type === 'message').map((one) => one.data.say)).toEqual([
      'Ada: one',
      'Ada: two',
    ]);
    const [first] = await listen(echo.url, ADA, (events) => events.length > 0, { boot: 'another' });
    expect(first!.type).toBe('reload');
  });

  it('tells that a message is gone, and that the first of a thread has a reply', async () => {
    echo = await startEchoPage();
    const ada = visit(echo.url);
    await ada.say(NEWSROOM, 'root');
    const [root] = rows(await ada.page());
    const coming = listen(echo.url, BEN, messages(3));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const reply = { channel: NEWSROOM, thread_ts: root!.ts, text: 'reply' };
    const { ts } = await echo.app.client.chat.postMessage(reply);
    await echo.app.client.chat.delete({ channel: NEWSROOM, ts: ts! });
    const told = (await coming).filter((one) => one.type === 'message').map((one) => one.data);
    expect(told[0]).toMatchObject({ ts, thread: root!.ts, inChannel: null });
    expect(words(told[1].inChannel)).toContain('1 reply');
    expect(told[2]).toEqual({ kind: 'gone', channel: NEWSROOM, ts });
  });
});
