import { afterEach, describe, expect, it } from 'vitest';
import { ADA, BEN, DM_ADA, NEWSROOM } from './echo-app.ts';
import { type EchoPage, startEchoPage } from './echo-page.ts';
import { rows, until, visit, words } from './visitor.ts';

let echo: EchoPage;
afterEach(() => echo?.stop());

describe('what a person sees', () => {
  it('is a private answer with what they typed, until they dismiss it', async () => {
    echo = await startEchoPage();
    const [ada, ben] = [visit(echo.url), visit(echo.url, BEN)];
    await ada.say(NEWSROOM, '/echo who <pays>');
    const [answer] = rows(await ada.page());
    expect(words(answer!.html)).toContain('Only visible to you · you typed /echo who <pays>');
    expect(rows(await ben.page())).toEqual([]);
    await ben.post('/dismiss', { channel: NEWSROOM, ts: answer!.ts });
    expect(rows(await ada.page())).toHaveLength(1);
    await ada.post('/dismiss', { channel: NEWSROOM, ts: answer!.ts });
    expect(rows(await ada.page())).toEqual([]);
  });

  it('is never another person’s direct message', async () => {
    echo = await startEchoPage();
    await visit(echo.url).say(DM_ADA, 'between us');
    const ben = visit(echo.url, BEN);
    const page = await ben.page(DM_ADA);
    expect(page).not.toContain('between us');
    expect(page).not.toContain(DM_ADA);
    expect(await ben.say(DM_ADA, 'hello')).toMatchObject({ ok: false });
    expect(await ben.page(DM_ADA, '1.000001')).not.toContain(DM_ADA);
  });

  it('is a modal in the window in which they opened it', async () => {
    echo = await startEchoPage();
    const ada = visit(echo.url);
    await ada.say(NEWSROOM, '/echo who pays');
    await ada.act(NEWSROOM, 'open');
    const modal = await until(ada.modal, (html) => html !== '');
    expect(words(modal)).toBe(
      'Suggest a fact Words that a source says. Claim One sentence. Kind (optional) Choose an option A number A date ' +
        'Marks (optional) Checked by me Urgent Cancel Send',
    );
    expect(await visit(echo.url, ADA, 'another window').modal()).toBe('');
    expect(await visit(echo.url, BEN).modal()).toBe('');
  });

  it('is an App Home once the app has published one', async () => {
    echo = await startEchoPage({ listen: () => {} });
    const ada = visit(echo.url);
    expect(words(await ada.page('home'))).toContain('Echo Desk has not put anything here yet.');
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    await echo.app.client.views.publish({ user_id: ADA, view });
    expect(await ada.page('home')).toContain('<hr>');
    expect(words(await visit(echo.url, BEN).page('home'))).toContain('has not put anything here yet.');
  });
});

describe('an address', () => {
  it('of a direct message opens the viewer’s own, as after switching person', async () => {
    echo = await startEchoPage();
    const { id } = echo.slack.platform.members.directMessage(BEN);
    expect(await visit(echo.url, BEN).page(DM_ADA)).toContain(`data-in="${id}"`);
  });

  it('of a message opens it, a reply in its thread', async () => {
    echo = await startEchoPage({ listen: () => {} });
    const post = async (text: string, thread_ts?: string) => {
      const posted = { channel: NEWSROOM, text, ...(thread_ts ? { thread_ts } : {}) };
      return String((await echo.app.client.chat.postMessage(posted)).ts);
    };
    const root = await post('root');
    const reply = await post('reply', root);
    const response = await fetch(`${echo.url}/archives/${NEWSROOM}/p${reply.replace('.', '')}`, {
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe(`/?as=${ADA}&in=${NEWSROOM}&thread=${root}#${reply}`);
  });
});

describe('a post', () => {
  it.each([
    ['from nobody', '/say', { user: 'U0NOBODY00', channel: NEWSROOM, text: 'x' }, 'nobody of this workspace'],
    ['without its place', '/act', { block: 'b', action: 'a' }, 'at place'],
    [
      'with options that are no numbers',
      '/submit',
      { view: 'V1', inputs: { b: { a: { options: ['x'] } } } },
      'options',
    ],
  ])('%s is rejected with the reason', async (_what, path, body, reason) => {
    echo = await startEchoPage();
    expect(await visit(echo.url).post(path, body)).toMatchObject({
      ok: false,
      error: expect.stringContaining(reason),
    });
  });
});
