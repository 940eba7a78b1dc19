import { App, type Receiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import type { Log } from '../log.ts';
import { clientOptions, createClients } from './clients.ts';
import type { Desk } from './desk.ts';
import { registerListeners } from './listeners.ts';
import { createSeen } from './seen.ts';
import { slackFault } from './slack-fault.ts';
import { slackLogger } from './slack-logger.ts';

/** Slack, or whoever plays it, does not take the bot in; one line that says why and what to do. */
export class SlackRefusal extends Error {
  override readonly name = 'SlackRefusal';
}

/** Where the bot is plugged in: a receiver for what comes, a fetch for what goes. */
export interface Seam {
  receiver: Receiver;
  token: string;
  slackApiUrl?: string | undefined;
  fetch?: FetchFunction | undefined;
}

/**
 * Starts the bot at a seam.
 * @returns a function that stops it
 * @throws SlackRefusal when the token is refused; the receiver's own error when it cannot listen
 */
export async function startBot(seam: Seam, desk: Desk, log: Log): Promise<() => Promise<void>> {
  const { receiver, token } = seam;
  const options = { slackApiUrl: seam.slackApiUrl, fetch: seam.fetch, log };
  const clients = createClients({ token, ...options });
  const me = await clients.answering.auth.test().catch((error: unknown) => {
    throw new SlackRefusal(refusalLine(slackFault(error)), { cause: error });
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
  registerListeners(app, { desk, clients, seen: createSeen(), log });
  await app.start().catch((error: unknown) => {
    const why = slackFault(error);
    if (!(error instanceof Error && 'data' in error)) throw error;
    throw new SlackRefusal(
      `Slack refused SLACK_APP_TOKEN (${why}); make one at api.slack.com/apps under Basic Information, App-Level Tokens, with connections:write`,
      { cause: error },
    );
  });
  return async () => {
    await app.stop();
  };
}

// --- internal ---

function refusalLine(why: string): string {
  if (['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'].includes(why)) {
    return `Slack refused SLACK_BOT_TOKEN (${why}); copy the current one from api.slack.com/apps under OAuth & Permissions, and install the app again if it was removed`;
  }
  return `Slack did not answer the bot's first call (${why}); check the network, SLACK_API_URL and SLACK_BOT_TOKEN`;
}
