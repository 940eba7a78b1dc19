import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasFocus, reads, send, shoot } from './browser.ts';
import { useEcho } from './use-echo.ts';

const echo = useEcho();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const composer = (page: Page) => page.locator('#composer');
const lastMessage = (page: Page) => page.locator('#messages .message').last();
const thread = (page: Page) => page.locator('#thread');

describe('the page', () => {
  it('opens on the worked example: a private answer, and a mention with its thread beside it', async () => {
    const page = await echo.open();
    await reads(
      page.locator('.message-private'),
      'Only visible to you · you typed /echo who pays for the mission',
    );
    await reads(page.locator('#messages .message'), '@Echo Desk how many officers are there');
    await reads(thread(page), 'You asked how many officers are there.');
    expect(await page.locator('.topbar').innerText()).toMatch(
      /nothing leaves this computer.*SLACK_BOT_TOKEN.*SLACK_APP_TOKEN.*\.env.*README/s,
    );
    await shoot(page, '01-open');
  });
});

describe('the composer', () => {
  it('offers the command with its hint, then examples, and Enter sends', async () => {
    const page = await echo.open('?in=general');
    await composer(page).pressSequentially('/');
    const option = page.locator('#composer-list [role="option"]');
    await reads(option, '/echo a question, or help');
    await shoot(page, '03-completion');
    await composer(page).press('Enter');
    expect(await composer(page).inputValue()).toBe('/echo ');
    await reads(option, 'what did the UN decide example');
    await composer(page).pressSequentially('who really pays');
    await composer(page).press('Enter');
    await reads(lastMessage(page), 'You asked who really pays.');
    expect(await composer(page).inputValue()).toBe('');
    expect(await page.locator('#live').innerText()).toContain('Echo Desk: Echo: who really pays');
  });

  it('picks an example with the arrow keys, and Escape closes the list', async () => {
    const page = await echo.open('?in=general');
    await composer(page).fill('/echo ');
    await composer(page).press('ArrowDown');
    await composer(page).press('ArrowDown');
    await composer(page).press('Enter');
    expect(await composer(page).inputValue()).toBe('/echo how many officers are there');
    await composer(page).fill('/e');
    await composer(page).press('Escape');
    expect(await page.locator('#composer-list').isVisible()).toBe(false);
  });

  it('offers the bot at @, keeps Shift+Enter as a new line, and sends a mention', async () => {
    const page = await echo.open('?in=general');
    await composer(page).pressSequentially('ask @');
    await reads(page.locator('#composer-list [role="option"]'), '@Echo Desk App');
    await composer(page).press('Tab');
    expect(await composer(page).inputValue()).toBe('ask @Echo Desk ');
    await composer(page).pressSequentially('one');
    await composer(page).press('Shift+Enter');
    await composer(page).pressSequentially('two');
    await composer(page).press('Enter');
    await reads(lastMessage(page), '1 reply');
    expect(echo.bot.last('app_mention').event.text).toMatch(/^ask <@\w+> one\ntwo$/);
  });

  it('shows typed markup as text', async () => {
    const page = await echo.open('?in=general');
    await send(composer(page), '<img src=x onerror=alert(1)> <script>alert(1)</script>');
    await reads(lastMessage(page), '<img src=x onerror=alert(1)> <script>alert(1)</script>');
  });
});

describe('threads', () => {
  it('open beside the channel, take a mention, and refuse a slash command', async () => {
    const page = await echo.open('?in=general');
    await send(composer(page), 'a remark');
    await reads(lastMessage(page), 'a remark');
    await lastMessage(page).hover();
    await lastMessage(page).getByRole('button', { name: 'Reply in thread' }).click();
    const reply = page.locator('#thread-composer');
    await reply.waitFor();
    expect(await hasFocus(reply)).toBe(true);

    await reads(thread(page), 'Mention @Echo Desk to ask in this thread. Slash commands do not work here.');
    await reply.pressSequentially('/echo');
    expect(await page.locator('#thread-composer-list').isVisible()).toBe(false);
    await shoot(page, '04-thread-slash');
    await reply.press('Enter');
    await reads(thread(page), '/echo is not supported in threads. Sorry!');

    await send(reply, '@Echo Desk is it so');
    await reads(thread(page), 'You asked is it so.');
    await reads(lastMessage(page), '2 replies');
    expect(page.url()).toContain('thread=');
    await page.reload();
    await reads(thread(page), 'You asked is it so.');
    await thread(page).getByRole('button', { name: 'Close thread' }).click();
    expect(await thread(page).isVisible()).toBe(false);
  });
});

describe('buttons and menus', () => {
  it('ask for confirmation, then do what they say, for everyone to see', async () => {
    const page = await echo.open();
    const ben = await echo.open('?as=U0BEN00000&in=newsroom');
    const answer = page.locator('.message-private').first();
    const questions: string[] = [];
    const share = async (answerWith: 'accept' | 'dismiss') => {
      page.once('dialog', async (dialog) => {
        questions.push(dialog.message());
        await dialog[answerWith]();
      });
      await answer.getByRole('button', { name: 'Share' }).click();
    };
    await share('dismiss');
    await pause(50);
    expect(questions).toEqual(['Share it here?\n\nEveryone in the channel will see it.']);
    expect(echo.bot.heard.some((one) => one.type === 'block_actions')).toBe(false);
    await share('accept');
    await reads(ben.locator('#messages .message'), '@Ada shared: who pays for the mission');
    expect(await ben.locator('.message-private').count()).toBe(0);
  });

  it('choose from a select, and press a button beside a section', async () => {
    const page = await echo.open();
    const answer = page.locator('.message-private').first();
    await answer.getByRole('combobox', { name: 'Topic' }).selectOption({ label: 'Force' });
    await reads(page.locator('.message-private'), 'Topic: force');
    await answer.getByRole('button', { name: 'Nearest facts' }).click();
    await reads(page.locator('.message-private'), 'Chosen: nearest');
  });

  it('dismiss a private answer', async () => {
    const page = await echo.open();
    await page.locator('.message-private').getByRole('button', { name: 'Dismiss' }).click();
    await page.locator('.message-private').waitFor({ state: 'detached' });
  });
});

describe('App Home and direct messages', () => {
  it('show what the app published, and its buttons work', async () => {
    const page = await echo.open();
    await page.getByRole('link', { name: 'App Home' }).click();
    await reads(page.locator('#home'), 'Pressed 0 times.');
    await page.getByRole('button', { name: 'Press' }).click();
    await reads(page.locator('#home'), 'Pressed 1 times.');
    await shoot(page, '07-home');
    await page.getByRole('link', { name: 'Messages' }).click();
    await send(composer(page), 'who pays');
    await reads(lastMessage(page), 'Echo: who pays');
  });
});

describe('another person', () => {
  it('does not see private answers, and every tab stays up to date', async () => {
    const page = await echo.open();
    const tab = await page.context().newPage();
    await tab.goto(echo.url(''));
    await page.getByLabel('You are').selectOption({ label: 'Ben' });
    await page.waitForURL(/as=U0BEN00000/);
    await reads(page.locator('#messages .message'), '@Echo Desk how many officers are there');
    expect(await page.locator('.message-private').count()).toBe(0);
    await shoot(page, '08-ben');
    await send(composer(page), '/echo only for Ben');
    await reads(page.locator('.message-private'), 'You asked only for Ben.');
    await send(composer(page), 'hello Ada');
    await reads(tab.locator('#messages .message'), 'hello Ada');
    expect(await tab.locator('text=only for Ben').count()).toBe(0);
  });
});

describe('a page in the background', () => {
  it('disconnects, and catches up when it becomes visible again', async () => {
    const page = await echo.open('?in=general');
    const ben = await echo.open('?as=U0BEN00000&in=general');
    const turn = (hidden: boolean) =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'));`,
      );
    await turn(true);
    await send(composer(ben), 'while you were away');
    await reads(lastMessage(ben), 'while you were away');
    expect(await page.locator('#messages .message').count()).toBe(0);
    await turn(false);
    await reads(lastMessage(page), 'while you were away');
  });
});

describe('a narrow screen', () => {
  it('fits 380 pixels: channels behind a button, the thread over the page', async () => {
    const page = await echo.open('', {
      viewport: { width: 380, height: 760 },
      hasTouch: true,
      isMobile: true,
    });
    await page.locator('.message-private').first().waitFor();
    expect(await thread(page).isVisible()).toBe(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
    await shoot(page, '09-narrow');
    await page.getByRole('button', { name: /1 reply/ }).click();
    await reads(thread(page), 'You asked how many officers are there.');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
    await shoot(page, '10-narrow-thread');
    await page.getByRole('button', { name: 'Close thread' }).click();
    await page.getByRole('button', { name: 'Channels' }).click();
    await shoot(page, '11-narrow-menu');
    await page.getByRole('link', { name: 'general' }).click();
    await reads(page.locator('h1'), '#general');
  });

  it('is dark in dark mode', async () => {
    const page = await echo.open('', { viewport: { width: 380, height: 760 }, colorScheme: 'dark' });
    await page.locator('.message-private').first().waitFor();
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe('rgb(20, 25, 30)');
    await shoot(page, '12-narrow-dark');
  });
});

describe('a long answer', () => {
  it('in a thread is shown from its beginning, even when a short reply follows', async () => {
    const long = Array.from({ length: 80 }, (_, i) => `line ${i}`).join('\n');
    await echo.restart({
      listen: (app) =>
        app.event('app_mention', async ({ event, client }) => {
          const { channel, ts, thread_ts = ts } = event;
          await client.chat.postMessage({ channel, thread_ts, text: long });
        }),
    });
    const page = await echo.open('?in=general');
    await send(composer(page), '@Echo Desk tell me all');
    await page.getByRole('button', { name: /1 reply/ }).click();
    const answer = thread(page).locator('[data-kind="bot"]').last();
    const distance = async () => {
      const [top, row] = [await thread(page).locator('.messages').boundingBox(), await answer.boundingBox()];
      return Math.abs((row?.y ?? 0) - (top?.y ?? 0));
    };
    expect(await distance()).toBeLessThan(2);
    await send(page.locator('#thread-composer'), 'thanks');
    await reads(thread(page), 'thanks');
    await page.reload();
    await reads(thread(page), 'thanks');
    expect(await distance()).toBeLessThan(2);
    await send(page.locator('#thread-composer'), '@Echo Desk again');
    await thread(page).locator('[data-kind="bot"]').nth(1).waitFor();
    expect(await distance()).toBeLessThan(2);
    await shoot(page, '14-long-thread');
  });
});
