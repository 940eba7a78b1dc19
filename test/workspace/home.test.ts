import { afterEach, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, BEN, DM_ADA, until, visit, words } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

describe('App Home', () => {
  it('is asked for when it is opened, shown, and changed by its buttons', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    expect(words(await ada.page('home'))).toContain('has not put anything here yet');
    await ada.post('/opened', { tab: 'home' });
    expect(bot.last('app_home_opened').event).toMatchObject({ user: ADA, tab: 'home', channel: DM_ADA });
    const page = await until(
      () => ada.page('home'),
      (html) => words(html).includes('Pressed 0 times.'),
    );
    const view = /class="home blocks" data-view="([^"]+)"/.exec(page)?.[1];
    const block = /data-block="([^"]+)" data-action="count"/.exec(page)?.[1];
    await ada.post('/act', { place: { view }, block, action: 'count', choice: {} });
    expect(bot.last('block_actions')).toMatchObject({
      container: { type: 'view', view_id: view },
      view: { type: 'home' },
    });
    expect(bot.last('block_actions')).not.toHaveProperty('response_url');
    await until(
      () => ada.page('home'),
      (html) => words(html).includes('Pressed 1 times.'),
    );
    expect(words(await visit(bot.workspace, BEN).page('home'))).toContain('has not put anything here yet');
  });

  it('says which tab was opened, and what it shows already', async () => {
    bot = await startEchoBot();
    const ada = visit(bot.workspace);
    await ada.post('/opened', { tab: 'messages' });
    expect(bot.last('app_home_opened').event.tab).toBe('messages');
    await ada.post('/opened', { tab: 'home' });
    await ada.post('/opened', { tab: 'home' });
    expect(bot.last('app_home_opened').event.view).toMatchObject({ type: 'home', hash: expect.any(String) });
  });
});
