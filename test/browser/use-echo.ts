import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { EchoOptions } from '../workspace/echo-app.ts';
import { type EchoPage, startEchoPage } from '../workspace/echo-page.ts';
import { launchBrowser, reads, type TestBrowser } from './browser.ts';

const EXAMPLES = ['who pays for the mission', 'how many officers are there', 'what did the UN decide'];

export interface Echo {
  /** The echo bot of this test, which has answered the first two examples. */
  bot: EchoPage;
  /** Starts another in its place, without examples. */
  restart(options: EchoOptions): Promise<void>;
  url(query: string): string;
  /** Opens its page in a window of its own. */
  open(query?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** A browser for the tests of a file, with a bot for each; after each, no page may have complained. */
export function useEcho(examples = EXAMPLES): Echo {
  let browser: TestBrowser;
  const echo: Echo = {
    bot: {} as EchoPage,
    async restart(options) {
      await echo.bot.stop();
      echo.bot = await startEchoPage(options);
    },
    url: (query) => `${echo.bot.url}/${query}`,
    open: (query = '', options) => browser.open(echo.url(query), options),
  };
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    echo.bot = await startEchoPage({}, examples);
  });
  afterEach(async () => {
    await echo.bot.stop?.();
    expect(browser.newTroubles()).toEqual([]);
  });
  return echo;
}

/** Opens the form under a private answer. */
export async function openForm(page: Page): Promise<Locator> {
  await page.locator('.message-private').getByRole('button', { name: 'Open form' }).click();
  await reads(page.locator('#modal'), 'Suggest a fact');
  return page.locator('#modal');
}
