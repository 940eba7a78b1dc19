import { describe, expect, it } from 'vitest';
import { barriers, hasFocus, reads, send, shoot } from './browser.ts';
import { openForm, useEcho } from './use-echo.ts';

// No more: axe cannot judge the contrast of what a longer list of examples covers.
const echo = useEcho(['who pays', 'how many']);

describe.each(['light', 'dark'] as const)('in %s mode, axe reports nothing', (colorScheme) => {
  it('in a channel with a thread, or in a modal', async () => {
    const page = await echo.open('', { colorScheme });
    await reads(page.locator('#thread'), 'You asked how many.');
    expect(await barriers(page)).toEqual([]);
    await page.locator('#composer').fill('/echo ');
    expect(await barriers(page)).toEqual([]);
    const modal = await openForm(page);
    await modal.getByRole('button', { name: 'Send' }).click();
    await reads(modal, 'Please complete this required field.');
    expect(await barriers(page)).toEqual([]);
  });

  it('in App Home or a direct message', async () => {
    const page = await echo.open('?in=home', { colorScheme });
    await reads(page.locator('#home'), 'Pressed 0 times.');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Messages' }).click();
    await reads(page.locator('h1'), 'Echo Desk');
    expect(await barriers(page)).toEqual([]);
  });

  it('on a phone, with the channels closed or open', async () => {
    const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
    const page = await echo.open('', { colorScheme, ...phone });
    await reads(page.locator('.message-private'), 'You asked who pays.');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Channels' }).click();
    expect(await barriers(page)).toEqual([]);
  });
});

describe('the keyboard', () => {
  it('skips to the message field, and in App Home to its content', async () => {
    const page = await echo.open();
    expect(await page.getByRole('navigation', { name: 'Channels and apps' }).count()).toBe(1);
    expect(await page.getByRole('main', { name: '#newsroom' }).count()).toBe(1);
    expect(await page.getByRole('complementary', { name: 'Thread' }).count()).toBe(1);
    await page.locator('body').press('Tab');
    expect(await hasFocus(page.getByRole('link', { name: 'Skip to the message field' }))).toBe(true);
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#composer');
    await page.goto(echo.url('?in=home'));
    await page.locator('body').press('Tab');
    await page.keyboard.press('Enter');
    expect(await hasFocus(page.locator('#home'))).toBe(true);
  });

  it('scrolls and closes a modal without fields', async () => {
    await echo.restart({
      listen(app) {
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
      },
    });
    const page = await echo.open('?in=general');
    await send(page.locator('#composer'), '/echo more');
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
