import type { App, types } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { formView } from './echo-blocks.ts';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, BEN, DM_ADA, NEWSROOM, until, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

async function opened(options: Parameters<typeof startEchoBot>[0] = {}) {
  bot = await startEchoBot(options);
  const ada = visit(bot.workspace);
  await ada.say(NEWSROOM, '/echo who pays');
  await ada.act(NEWSROOM, 'open');
  const html = await until(
    () => ada.modal(),
    (modal) => modal !== '',
  );
  return { ada, html, view: viewOf(html) };
}

function viewOf(html: string): string {
  return /data-view="([^"]+)"/.exec(html)?.[1] ?? '';
}

const filled = (text: string) => ({ claim: { text: { value: text } }, kind: { choice: { options: [1] } } });

describe('a modal', () => {
  it('opens for the person who pressed, with its fields', async () => {
    const { html } = await opened();
    expect(words(html)).toBe(
      'Suggest a fact Words that a source says. Claim One sentence. Kind (optional) Choose an option A number A date ' +
        'Marks (optional) Marks Checked by me Urgent Cancel Send',
    );
    expect(await visit(bot.workspace, BEN).modal()).toBe('');
  });

  it('sends what stands in its fields, and closes', async () => {
    const { ada, view } = await opened();
    expect(await ada.post('/submit', { view, inputs: filled('It is paid') })).toEqual({ ok: true });
    expect(bot.last('view_submission')).toMatchObject({
      type: 'view_submission',
      user: { id: ADA },
      trigger_id: expect.any(String),
      response_urls: [],
      view: {
        id: view,
        type: 'modal',
        callback_id: 'form',
        private_metadata: 'kept',
        hash: expect.any(String),
        root_view_id: view,
        previous_view_id: null,
        state: {
          values: {
            claim: { text: { type: 'plain_text_input', value: 'It is paid' } },
            kind: { choice: { type: 'static_select', selected_option: { value: 'date' } } },
            marks: { boxes: { type: 'checkboxes', selected_options: [] } },
          },
        },
      },
    });
    expect(await ada.modal()).toBe('');
    await until(
      () => ada.page(DM_ADA),
      (html) => words(html).includes('Got: It is paid'),
    );
  });

  it('keeps what is missing or wrong, and says so at the field', async () => {
    const { ada, view } = await opened();
    expect((await ada.post('/submit', { view, inputs: {} })).errors).toEqual({
      claim: 'Please complete this required field.',
    });
    expect((await ada.post('/submit', { view, inputs: filled('x'.repeat(41)) })).errors).toEqual({
      claim: 'Please enter no more than 40 characters.',
    });
    expect(bot.heard.some((one) => one.type === 'view_submission')).toBe(false);
    expect((await ada.post('/submit', { view, inputs: filled('a bad one') })).errors).toEqual({
      claim: 'No source says so.',
    });
    expect(await ada.modal()).not.toBe('');
  });

  it('tells the app that it was closed, when the app asked for that', async () => {
    const { ada, view } = await opened();
    await ada.post('/close', { view, all: false });
    expect(bot.last('view_closed')).toMatchObject({ view: { id: view }, is_cleared: false });
    expect(await ada.modal()).toBe('');
    expect(await ada.post('/submit', { view, inputs: filled('late') })).toMatchObject({
      notice: 'This is no longer open.',
    });
  });

  it('can push, update and clear through the acknowledgement', async () => {
    const simple = (title: string): types.ModalView => ({
      type: 'modal',
      callback_id: title,
      title: { type: 'plain_text', text: title },
      submit: { type: 'plain_text', text: 'Go' },
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `about ${title}` } }],
    });
    const listen = (app: App) => {
      app.command('/echo', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: simple('first') });
      });
      app.view('first', async ({ ack }) => ack({ response_action: 'push', view: simple('second') }));
      app.view('second', async ({ ack }) => ack({ response_action: 'update', view: simple('third') }));
      app.view('third', async ({ ack }) => ack({ response_action: 'clear' }));
    };
    bot = await startEchoBot({ listen });
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo');
    const first = await until(
      () => ada.modal(),
      (html) => html.includes('about first'),
    );
    await ada.post('/submit', { view: viewOf(first), inputs: {} });
    const second = await ada.modal();
    expect(words(second)).toContain('about second');
    expect(words(second)).toContain('Back');
    await ada.post('/submit', { view: viewOf(second), inputs: {} });
    const third = await ada.modal();
    expect(words(third)).toContain('about third');
    expect(viewOf(third)).toBe(viewOf(second));
    await ada.post('/submit', { view: viewOf(third), inputs: {} });
    expect(await ada.modal()).toBe('');
  });

  it('that is not acknowledged stays, and says that something is wrong', async () => {
    const listen = (app: App) => {
      app.command('/echo', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: formView() });
      });
      app.view('form', () => Promise.reject(new Error('broken on purpose')));
      app.error((error) => Promise.reject(error));
    };
    bot = await startEchoBot({ listen });
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo');
    const html = await until(
      () => ada.modal(),
      (modal) => modal !== '',
    );
    const answer = await ada.post('/submit', { view: viewOf(html), inputs: filled('x') });
    expect(answer.notice).toContain('We had some trouble connecting.');
    expect(await ada.modal()).not.toBe('');
  });
});

describe('a trigger_id', () => {
  const open = (trigger_id: string) =>
    bot.app.client.views.open({ trigger_id, view: formView() }).then(
      () => 'opened',
      (error) => error.data.error,
    );

  it('counts once, for three seconds', async () => {
    let time = Date.parse('2026-03-01T10:00:00Z');
    bot = await startEchoBot({ now: () => new Date(time) });
    const ada = visit(bot.workspace);
    await ada.say(NEWSROOM, '/echo one');
    const first = bot.last('command').trigger_id;
    expect(await open(first)).toBe('opened');
    expect(await open(first)).toBe('exchanged_trigger_id');
    await ada.say(NEWSROOM, '/echo two');
    time += 3001;
    expect(await open(bot.last('command').trigger_id)).toBe('expired_trigger_id');
    expect(await open('made.up')).toBe('invalid_trigger_id');
  });
});

describe('views.update', () => {
  it('redraws an open modal, refuses an old hash, and a modal that is gone', async () => {
    const { ada, view } = await opened();
    const { client } = bot.app;
    const next = { ...formView(), title: { type: 'plain_text' as const, text: 'Filled now' } };
    const updated = await client.views.update({ view_id: view, view: next });
    expect(words(await ada.modal())).toContain('Filled now');
    const failing = (args: { view_id: string; hash?: string }) =>
      client.views.update({ ...args, view: next }).catch((error) => error.data.error);
    expect(await failing({ view_id: view, hash: '1.old' })).toBe('hash_conflict');
    expect(await failing({ view_id: view, hash: updated.view?.hash ?? '' })).toMatchObject({ ok: true });
    await ada.post('/close', { view, all: true });
    expect(await failing({ view_id: view })).toBe('view_not_found');
  });
});
