import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formView } from '../workspace/echo-blocks.ts';
import { type EchoPage, startEchoPage } from '../workspace/echo-page.ts';
import { hasFocus, launchBrowser, reads, shoot, type TestBrowser } from './browser.ts';

const EXAMPLES = ['who pays for the mission', 'how many officers are there', 'what did the UN decide'];

let browser: TestBrowser;
let bot: EchoPage;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  bot = await startEchoPage({}, EXAMPLES);
});
afterEach(async () => {
  await bot?.stop();
  expect(browser.newTroubles()).toEqual([]);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const at = (query = '') => `${bot.url}/${query}`;
const composer = (page: Page) => page.locator('#composer');

describe('a modal', () => {
  it('takes focus, shows errors at their fields, keeps what was typed, submits, and returns focus', async () => {
    const page = await browser.open(at());
    const opener = page.locator('.message-private').getByRole('button', { name: 'Open form' });
    await opener.click();
    const modal = page.locator('#modal');
    await reads(modal, 'Suggest a fact');
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
    expect(bot.last('view_submission').view.state.values).toMatchObject({
      claim: { text: { value: 'The mission is paid' } },
      kind: { choice: { selected_option: { value: 'date' } } },
      marks: { boxes: { selected_options: [{ value: 'urgent' }] } },
    });
    expect(await hasFocus(opener)).toBe(true);
    await reads(page.locator('[data-room="D0ADA00000"] .unread'), '1');
  });

  it('closes on Escape, and the app is told', async () => {
    const page = await browser.open(at());
    await page.locator('.message-private').getByRole('button', { name: 'Open form' }).click();
    await reads(page.locator('#modal'), 'Suggest a fact');
    await page.keyboard.press('Escape');
    await page.locator('#modal').waitFor({ state: 'hidden' });
    await pause(50);
    expect(bot.last('view_closed')).toMatchObject({ is_cleared: false });
  });

  it('keeps what was typed when the app redraws it', async () => {
    const page = await browser.open(at());
    await page.locator('.message-private').getByRole('button', { name: 'Open form' }).click();
    const claim = page.locator('#modal').getByRole('textbox', { name: 'Claim' });
    await claim.fill('half a sen');
    const view_id = (await page.locator('#modal [data-view]').getAttribute('data-view')) ?? '';
    const title = { type: 'plain_text' as const, text: 'Redrawn' };
    await bot.app.client.views.update({ view_id, view: { ...formView(), title } });
    await reads(page.locator('#modal'), 'Redrawn');
    expect(await claim.inputValue()).toBe('half a sen');
    expect(await hasFocus(claim)).toBe(true);
  });
});

describe('stacked modals', () => {
  it('show the topmost, and close one at a time or all at once', async () => {
    await bot.stop();
    const simple = (text: string) => ({
      ...{ type: 'modal' as const, callback_id: text, title: { type: 'plain_text' as const, text } },
      submit: { type: 'plain_text' as const, text: 'On' },
      blocks: [{ type: 'header' as const, text: { type: 'plain_text' as const, text: `about ${text}` } }],
    });
    bot = await startEchoPage({
      listen: (app) => {
        app.command('/echo', async ({ ack, client, command }) => {
          await ack();
          await client.views.open({ trigger_id: command.trigger_id, view: simple('first') });
        });
        app.view('first', ({ ack }) => ack({ response_action: 'push', view: simple('second') }));
        app.view('second', ({ ack }) => ack({ response_action: 'push', view: simple('third') }));
      },
    });
    const page = await browser.open(at());
    const modal = page.locator('#modal');
    const press = (name: string) => modal.getByRole('button', { name, exact: true }).click();
    await composer(page).fill('/echo');
    await composer(page).press('Enter');
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
    const page = await browser.open(at());
    const other = await browser.open(at());
    const open = (from: Page) =>
      from.locator('.message-private').getByRole('button', { name: 'Open form' }).click();
    await open(page);
    await reads(page.locator('#modal'), 'Suggest a fact');
    await page.locator('#modal').getByRole('textbox', { name: 'Claim' }).fill('left');
    await pause(100);
    expect(await other.locator('#modal').isVisible()).toBe(false);
    await open(other);
    await reads(other.locator('#modal'), 'Suggest a fact');
    await other.keyboard.press('Escape');
    await other.locator('#modal').waitFor({ state: 'hidden' });
    expect(await page.locator('#modal').getByRole('textbox', { name: 'Claim' }).inputValue()).toBe('left');
    await page.reload();
    await reads(page.locator('#modal'), 'Suggest a fact');
  });
});
