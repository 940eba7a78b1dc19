import type { App } from '@slack/bolt';
import type { ShowHome } from '../delivery/show-home.ts';
import { homeView } from '../render/views.ts';
import { type Desk, displayContext } from './answer-request.ts';

/** App Home shows what is on file. */
export function registerHome(app: App, { desk, showHome }: { desk: Desk; showHome: ShowHome }): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    await showHome(event.user, homeView(desk.base, displayContext(desk)));
  });
}
