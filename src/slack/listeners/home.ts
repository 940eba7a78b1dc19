import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { homeView } from '../render/views.ts';
import { type Desk, displayContext } from './answer-request.ts';

/** App Home shows what is on file. */
export function registerHome(
  app: App,
  { desk, client, log }: { desk: Desk; client: WebClient; log: Log },
): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    try {
      await client.views.publish({ user_id: event.user, view: homeView(desk.base, displayContext(desk)) });
    } catch (error) {
      log.warn('home not shown', { why: slackFault(error) });
    }
  });
}
