import { App, type Receiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import type { Log } from '../log.ts';
import type { State } from '../state/state.ts';
import { createIsGuest } from './access/guests.ts';
import { createGuard } from './access/middleware.ts';
import { type AccessRules, createAccess } from './access/policy.ts';
import { clientOptions, createClients } from './delivery/clients.ts';
import { createDrain } from './delivery/drain.ts';
import { createRemember } from './delivery/history.ts';
import { createDurable } from './delivery/inbox.ts';
import { createPoster, TIMINGS, type Timings } from './delivery/post-once.ts';
import { botRefusal, type SlackRefusal } from './delivery/refusal.ts';
import { slackLogger } from './delivery/slack-logger.ts';
import type { Desk } from './listeners/answer-request.ts';
import type { Bot, BotMetrics } from './listeners/bot.ts';
import { registerListeners } from './listeners/listeners.ts';

/** Where the bot is plugged in: a receiver for what comes, a fetch for what goes. */
export interface Seam {
  receiver: Receiver;
  token: string;
  slackApiUrl?: string | undefined;
  fetch?: FetchFunction | undefined;
}

/** A bot that listens. */
export interface RunningBot extends Bot {
  /** Works on events that were left unfinished, here or by an instance that is gone. To be called now and then. */
  replay(): Promise<void>;
  /** Stops once the work in flight is done; what is not done by then is done by whoever starts next. */
  stop(): Promise<void>;
}

/**
 * Starts the bot at a seam.
 * @throws SlackRefusal when a token is refused; the receiver's own error when it cannot listen
 */
export async function startBot(
  seam: Seam,
  { desk, state, editors, access, log, timings = TIMINGS, metrics, lost = () => {} }: Parts,
): Promise<RunningBot> {
  const { receiver, token } = seam;
  const options = { slackApiUrl: seam.slackApiUrl, fetch: seam.fetch, log };
  const clients = createClients({ token, ...options, lost });
  const me = await clients.answering.auth.test().catch((error: unknown) => {
    throw botRefusal(error);
  });
  const stopping = new AbortController();
  const posters = {
    ledger: state.ledger,
    me: { user: me.user_id, bot: me.bot_id },
    log,
    timings,
    stopping: stopping.signal,
    now: desk.now,
  };
  const bot: Bot = {
    desk,
    clients,
    state,
    editors,
    poster: createPoster({ ...posters, client: clients.answering }),
    postingPoster: createPoster({ ...posters, client: clients.posting }),
    remember: createRemember(state.memory, desk, log),
    metrics,
    team: me.team_id ?? '',
    channels: access.channels,
    log,
  };
  const { users } = clients.answering;
  const isGuest = createIsGuest({ users, log, now: () => desk.now().getTime() });
  const drain = createDrain();
  const app = new App({
    // The receiver is handed the durable app below; the library itself would hand it the bare one.
    receiver: { init() {}, start: () => receiver.start(), stop: () => receiver.stop() },
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
  app.use(drain.middleware);
  app.use(
    createGuard({
      access: createAccess(access, { name: desk.base.desk.name, team: me.team_id, isGuest }),
      name: desk.base.desk.name,
      clients,
      log,
      refused: metrics.refused,
    }),
  );
  registerListeners(app, bot);
  const durable = createDurable(app, {
    inbox: state.inbox,
    log,
    duplicate: metrics.duplicate,
    acked: metrics.acked,
  });
  receiver.init(durable.app);
  await app.start();
  return {
    ...bot,
    replay: durable.replay,
    async stop() {
      await app.stop();
      await drain.drained();
      stopping.abort();
      await bot.remember.flush();
    },
  };
}

// --- internal ---

interface Parts {
  desk: Desk;
  state: State;
  /** User ids who may change settings, beside the workspace's admins. */
  editors: readonly string[];
  access: AccessRules;
  metrics: BotMetrics;
  log: Log;
  timings?: Timings;
  /** Told when Slack refuses the token while the bot runs. */
  lost?(refusal: SlackRefusal): void;
}
