import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFactBase } from '../../src/facts/load.ts';
import { type Bot, DATA, startBot } from '../doors/bot.ts';
import { launchBrowser, reads, shoot, type TestBrowser } from './browser.ts';

const ADDRESS = /answers at (http:\S+)/;

let browser: TestBrowser;
let bot: Bot;
let page: Page;

beforeAll(async () => {
  // As a newcomer starts it, without tokens.
  bot = await startBot({}, (started) => ADDRESS.test(started.stdout()));
  browser = await launchBrowser();
  page = await browser.open(ADDRESS.exec(bot.stdout())?.[1] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});

describe('a newcomer', () => {
  const quotes = [...loadFactBase(DATA).facts.values()].flatMap((fact) =>
    fact.evidence.map((span) => span.quote),
  );
  const quoted = (text: string) => quotes.some((quote) => text.includes(quote.slice(0, 60)));

  it('finds a worked example: a question and its cited answer', async () => {
    await reads(page.locator('main'), 'who pays for the mission');
    await reads(page.locator('main'), /bankrolls|voluntary contributions/);
    expect(quoted(await page.locator('main').innerText())).toBe(true);
    await shoot(page, 'answer');
  });

  it('asks with the command, and is answered privately with the exact words and their place', async () => {
    await send('/haiti who pays for the mission');
    await reads(page.locator('main'), 'Only visible to you');
    await reads(page.locator('main'), 'paragraph 9 (us-oas-force)');
  });

  it('asks by mention, and is answered in the thread', async () => {
    await send('@Haiti Desk what did Rubio say about the OAS');
    await page
      .getByText(/1 reply/)
      .last()
      .click();
    await reads(page.locator('body'), /by Rose Achieng, 24 August 2025, paragraph 16/);
  });

  it('is told what is not on file, with the nearest as no answer', async () => {
    await send('/haiti how many Kenyan officers died');
    await reads(page.locator('main'), 'Nothing on file about Kenyan officers killed or wounded.');
    await reads(page.locator('main'), 'Nearest on file, but not an answer:');
  });

  it('sees both sides when the sources differ', async () => {
    await send('/haiti UN peacekeepers or an OAS force next?');
    await reads(page.locator('main'), 'The sources differ.');
    await reads(page.locator('main'), 'Undated: nothing here says how old this is.');
    await shoot(page, 'disputed');
  });

  it('causes no error on the page, and nothing that leaves this computer', () => {
    expect(browser.troubles).toEqual([]);
  });
});

async function send(text: string): Promise<void> {
  const box = page.locator('main textarea').first();
  await box.fill(text);
  await box.press('Escape');
  await box.press('Enter');
}
