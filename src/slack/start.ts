import { App, type Receiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import type { Log } from '../log.ts';
import { clientOptions, createClients } from './clients.ts';
import type { Desk } from './desk.ts';
import { createDrain } from './drain.ts';
import { registerListeners } from './listeners.ts';
import { botRefusal } from './refusal.ts';
import { createSeen } from './seen.ts';
import { slackLogger } from './slack-logger.ts';

/** Where the bot is plugged in: a receiver for what comes, a fetch for what goes. */
export interface Seam {
  receiver: Receiver;
  token: string;
  slackApiUrl?: string | undefined;
  fetch?: FetchFunction | undefined;
}

/**
 * Starts the bot at a seam.
 * @returns a function that stops it, once the work in flight is done
 * @throws SlackRefusal when a token is refused; the receiver's own error when it cannot listen
 */
export async function startBot(seam: Seam, desk: Desk, log: Log): Promise<() => Promise<void>> {
  const { receiver, token } = seam;
  const options = { slackApiUrl: seam.slackApiUrl, fetch: seam.fetch, log };
  const clients = createClients({ token, ...options });
  const me = await clients.answering.auth.test().catch((error: unknown) => {
    throw botRefusal(error);
  });
  const app = new App({
    receiver,
    clientOptions: clientOptions(options),
    logger: slackLogger(log),
    convoStore: false,
    // One workspace, asked once: no call stands between an event and its answer.
    authorize: async () => ({
      botToken: token,
      ...(me.bot_id ? { botId: me.bot_id } : {}),
      ...(me.user_id ? { botUserId: me.user_id } : {}),
      ...(me.team_id ? { teamId: me.team_id } : {}),
    }),
  });
  const drain = createDrain();
  app.use(drain.middleware);
  registerListeners(app, { desk, clients, seen: createSeen(), log });
  await app.start();
  return async () => {
    await app.stop();
    await drain.drained();
  };
}
