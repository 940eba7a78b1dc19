import type { App } from '@slack/bolt';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { registerEchoes } from '../workspace/echo-app.ts';
import { type EchoPage, startEchoPage } from '../workspace/echo-page.ts';
import { barriers, hasFocus, launchBrowser, reads, shoot, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
let bot: EchoPage;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => {
  await bot?.stop();
  expect(browser.newTroubles()).toEqual([]);
});

const start = async (listen?: (app: App) => void) => {
  bot = await startEchoPage(listen ? { listen } : {}, ['who pays', 'how many']);
};
const openForm = async (page: Page) => {
  await page.locator('.message-private').getByRole('button', { name: 'Open form' }).click();
  await reads(page.locator('#modal'), 'Suggest a fact');
};

describe.each(['light', 'dark'] as const)('in %s mode, axe reports nothing', (colorScheme) => {
  it('in a channel with a thread, or in a modal', async () => {
    await start();
    const page = await browser.open(bot.url, { colorScheme });
    await reads(page.locator('#thread'), 'You asked how many.');
    expect(await barriers(page)).toEqual([]);
    await page.locator('#composer').fill('/echo ');
    expect(await barriers(page)).toEqual([]);
    await openForm(page);
    await page.locator('#modal').getByRole('button', { name: 'Send' }).click();
    await reads(page.locator('#modal'), 'Please complete this required field.');
    expect(await barriers(page)).toEqual([]);
  });

  it('in App Home or a direct message', async () => {
    await start();
    const page = await browser.open(`${bot.url}/?in=home`, { colorScheme });
    await reads(page.locator('#home'), 'Pressed 0 times.');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Messages' }).click();
    await reads(page.locator('h1'), 'Echo Desk');
    expect(await barriers(page)).toEqual([]);
  });

  it('on a phone, with the channels closed or open', async () => {
    await start();
    const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
    const page = await browser.open(bot.url, { colorScheme, ...phone });
    await reads(page.locator('.message-private'), 'You asked who pays.');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Channels' }).click();
    expect(await barriers(page)).toEqual([]);
  });
});

describe('the keyboard', () => {
  it('skips to the message field, and in App Home to its content', async () => {
    await start();
    const page = await browser.open(bot.url);
    expect(await page.getByRole('navigation', { name: 'Channels and apps' }).count()).toBe(1);
    expect(await page.getByRole('main', { name: '#newsroom' }).count()).toBe(1);
    expect(await page.getByRole('complementary', { name: 'Thread' }).count()).toBe(1);
    await page.locator('body').press('Tab');
    expect(await hasFocus(page.getByRole('link', { name: 'Skip to the message field' }))).toBe(true);
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#composer');
    await page.goto(`${bot.url}/?in=home`);
    await page.locator('body').press('Tab');
    await page.keyboard.press('Enter');
    expect(await hasFocus(page.locator('#home'))).toBe(true);
  });

  it('scrolls and closes a modal without fields', async () => {
    await start((app) => {
      registerEchoes(app);
      app.command('/echo', async ({ ack, client, command }) => {
        await ack();
        const lines = Array.from({ length: 60 }, (_, i) => ({
          type: 'section' as const,
          text: { type: 'plain_text' as const, text: `line ${i}` },
        }));
        const title = { type: 'plain_text' as const, text: 'More' };
        await client.views.open({
          trigger_id: command.trigger_id,
          view: { type: 'modal', title, blocks: lines },
        });
      });
    });
    const page = await browser.open(`${bot.url}/?in=general`);
    await page.locator('#composer').fill('/echo more');
    await page.keyboard.press('Enter');
    const body = page.locator('.modal-body');
    await reads(body, 'line 59');
    expect(await hasFocus(body)).toBe(true);
    await page.keyboard.press('End');
    await expect
      .poll(() => page.evaluate('document.querySelector(".modal-body").scrollTop'))
      .toBeGreaterThan(500);
    await shoot(page, '13-more-scrolled');
    await page.keyboard.press('Escape');
    await page.locator('#modal').waitFor({ state: 'hidden' });
  });
});
