import { describe, expect, it } from 'vitest';
import { formView } from '../workspace/echo-blocks.ts';
import { hasFocus, reads, send, shoot } from './browser.ts';
import { openForm, useEcho } from './use-echo.ts';

const echo = useEcho();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a modal', () => {
  it('takes focus, shows errors at their fields, keeps what was typed, submits, and returns focus', async () => {
    const page = await echo.open();
    const opener = page.locator('.message-private').getByRole('button', { name: 'Open form' });
    const modal = await openForm(page);
    const claim = modal.getByRole('textbox', { name: 'Claim' });
    expect(await hasFocus(claim)).toBe(true);
    await modal.getByRole('button', { name: 'Send' }).click();
    await reads(modal, 'Please complete this required field.');
    await claim.fill('a bad claim');
    await claim.press('Enter');
    await reads(modal, 'No source says so.');
    await shoot(page, '06-modal');
    await claim.fill('The mission is paid');
    await modal.getByRole('combobox', { name: /Kind/ }).selectOption({ label: 'A date' });
    await modal.getByRole('checkbox', { name: 'Urgent' }).check();
    await modal.getByRole('button', { name: 'Send' }).click();
    await modal.waitFor({ state: 'hidden' });
    expect(echo.bot.last('view_submission').view.state.values).toMatchObject({
      claim: { text: { value: 'The mission is paid' } },
      kind: { choice: { selected_option: { value: 'date' } } },
      marks: { boxes: { selected_options: [{ value: 'urgent' }] } },
    });
    expect(await hasFocus(opener)).toBe(true);
    await reads(page.locator('[data-room="D0ADA00000"] .unread'), '1');
  });

  it('closes on Escape, and the app is told', async () => {
    const page = await echo.open();
    const modal = await openForm(page);
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'hidden' });
    await pause(50);
    expect(echo.bot.last('view_closed')).toMatchObject({ is_cleared: false });
  });

  it('keeps what was typed when the app redraws it', async () => {
    const page = await echo.open();
    const modal = await openForm(page);
    const claim = modal.getByRole('textbox', { name: 'Claim' });
    await claim.fill('half a sen');
    const view_id = (await modal.locator('[data-view]').getAttribute('data-view')) ?? '';
    const title = { type: 'plain_text' as const, text: 'Redrawn' };
    await echo.bot.app.client.views.update({ view_id, view: { ...formView(), title } });
    await reads(modal, 'Redrawn');
    expect(await claim.inputValue()).toBe('half a sen');
    expect(await hasFocus(claim)).toBe(true);
  });
});

describe('stacked modals', () => {
  it('show the topmost, and close one at a time or all at once', async () => {
    const simple = (text: string) => ({
      ...{ type: 'modal' as const, callback_id: text, title: { type: 'plain_text' as const, text } },
      submit: { type: 'plain_text' as const, text: 'On' },
      blocks: [{ type: 'header' as const, text: { type: 'plain_text' as const, text: `about ${text}` } }],
    });
    await echo.restart({
      listen: (app) => {
        app.command('/echo', async ({ ack, client, command }) => {
          await ack();
          await client.views.open({ trigger_id: command.trigger_id, view: simple('first') });
        });
        app.view('first', ({ ack }) => ack({ response_action: 'push', view: simple('second') }));
        app.view('second', ({ ack }) => ack({ response_action: 'push', view: simple('third') }));
      },
    });
    const page = await echo.open();
    const modal = page.locator('#modal');
    const press = (name: string) => modal.getByRole('button', { name, exact: true }).click();
    await send(page.locator('#composer'), '/echo');
    await reads(modal, 'about first');
    await press('On');
    await reads(modal, 'about second');
    await press('On');
    await reads(modal, 'about third');
    await press('Back');
    await reads(modal, 'about second');
    await page.keyboard.press('Escape');
    await reads(modal, 'about first');
    await press('On');
    await reads(modal, 'about second');
    await press('Close');
    await modal.waitFor({ state: 'hidden' });
  });
});

describe('two windows of one person', () => {
  it('each show their own modal, and keep it across a reload', async () => {
    const page = await echo.open();
    const other = await echo.open();
    const claim = (await openForm(page)).getByRole('textbox', { name: 'Claim' });
    await claim.fill('left');
    await pause(100);
    expect(await other.locator('#modal').isVisible()).toBe(false);
    await openForm(other);
    await other.keyboard.press('Escape');
    await other.locator('#modal').waitFor({ state: 'hidden' });
    expect(await claim.inputValue()).toBe('left');
    await page.reload();
    await reads(page.locator('#modal'), 'Suggest a fact');
  });
});
