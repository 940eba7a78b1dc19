import { App, type Receiver } from '@slack/bolt';
import type { Digest } from '../digest/digest.ts';
import type { DigestDelivery, DigestParts } from '../digest/run.ts';
import type { Log } from '../log.ts';
import type { State } from '../state/state.ts';
import { createIsGuest } from './access/guests.ts';
import { createAccessMiddleware } from './access/middleware.ts';
import { type AccessRules, createAccessPolicy } from './access/policy.ts';
import { createRefuse } from './access/refuse.ts';
import { untilAnswered } from './delivery/at-start.ts';
import { clientOptions, createClients } from './delivery/clients.ts';
import { createDigestDelivery } from './delivery/digest-delivery.ts';
import { createDrain } from './delivery/drain.ts';
import { createHistory } from './delivery/history.ts';
import { createDurableApp } from './delivery/inbox.ts';
import { createPoster, TIMINGS, type Timings } from './delivery/post-once.ts';
import { botRefusal, type SlackRefusal } from './delivery/refusal.ts';
import { type AnswerMetrics, createSendReply } from './delivery/reply.ts';
import { createPostToUrl } from './delivery/response-url.ts';
import { createSendOnce } from './delivery/send-once.ts';
import { createSendQueue } from './delivery/send-queue.ts';
import { createShowHome } from './delivery/show-home.ts';
import { slackLogger } from './delivery/slack-logger.ts';
import { createTell } from './delivery/tell.ts';
import type { WebApi } from './delivery/web-api.ts';
import { registerActions } from './listeners/actions.ts';
import { createAnswer, type Desk, displayContext } from './listeners/answer-request.ts';
import { registerCommand } from './listeners/command.ts';
import { createDigestReply } from './listeners/digest.ts';
import { registerDirectMessage } from './listeners/direct-message.ts';
import { registerHome } from './listeners/home.ts';
import { registerMention } from './listeners/mention.ts';
import { createNameMentioned } from './listeners/mentioned-names.ts';
import { createShare } from './listeners/share.ts';
import { createTellFailure, isNotKept, isUnfinished } from './listeners/tell-failure.ts';
import { digestBlocks } from './render/digest.ts';

/** How Slack reaches the bot, and how the bot reaches Slack. */
export interface Connection {
  receiver: Receiver;
  token: string;
  slackApiUrl: string | undefined;
  webApi: Pick<WebApi, 'fetch'>;
}

/** A bot that is listening. */
export interface RunningBot {
  /** What its digests run on. */
  digests: DigestParts & DigestDelivery;
  /** Handles events that were left unfinished, here or by an instance that is gone. To be called regularly. */
  replay(): Promise<void>;
  /** Stops once the work in flight is done; the next process finishes the rest. */
  stop(): Promise<void>;
}

/** What the bot counts. */
export interface BotMetrics extends AnswerMetrics {
  /** @param ms milliseconds */
  acked(ms: number): void;
  refused(door: string): void;
  duplicate(): void;
  /** A listener failed in a way that it does not handle. */
  listenerFailed(): void;
}

/**
 * Puts the bot together and connects it.
 * @param parts.editors user ids who may change settings, besides workspace admins
 * @param parts.lost called when Slack revokes the token while the bot runs
 * @throws SlackRefusal when a token is refused; the receiver's own error when it cannot listen
 */
export async function startBot(
  connection: Connection,
  parts: {
    desk: Desk;
    state: State;
    editors: readonly string[];
    access: AccessRules;
    metrics: BotMetrics;
    log: Log;
    timings?: Timings;
    lost?(refusal: SlackRefusal): void;
  },
): Promise<RunningBot> {
  const { desk, state, editors, access, metrics, log, timings = TIMINGS, lost = () => {} } = parts;
  const { receiver, token, slackApiUrl, webApi } = connection;
  const { name } = desk.base.desk;

  const options = { slackApiUrl, webApi, log };
  const clients = createClients({ token, ...options, lost });
  const client = clients.answering;
  const me = await untilAnswered('auth.test', () => client.auth.test(), { log }).catch((error: unknown) => {
    throw botRefusal(error);
  });

  const app = new App({
    // Connects the receiver to the durable app below; Bolt would connect it to this one.
    receiver: { init() {}, start: () => receiver.start(), stop: () => receiver.stop() },
    clientOptions: clientOptions(options),
    logger: slackLogger(log),
    convoStore: false,
    // There is one workspace, looked up once: no call comes between an event and its answer.
    authorize: async () => ({
      botToken: token,
      ...(me.bot_id ? { botId: me.bot_id } : {}),
      ...(me.user_id ? { botUserId: me.user_id } : {}),
      ...(me.team_id ? { teamId: me.team_id } : {}),
    }),
  });

  const drain = createDrain();
  const isGuest = createIsGuest({ users: client.users, log, now: () => performance.now() });
  const own = [me.team_id, me.is_enterprise_install ? me.enterprise_id : undefined].filter(
    (id) => id !== undefined,
  );
  const policy = createAccessPolicy(access, { name, own, isGuest });

  const stopping = new AbortController();
  const posting = {
    ledger: state.ledger,
    queue: createSendQueue(stopping.signal),
    me: { user: me.user_id, bot: me.bot_id },
    log,
    timings,
    stopping: stopping.signal,
    now: desk.now,
  };
  // What somebody waits for is refused at once when it needs an operator, and may go another way; a digest waits.
  const answerPoster = createPoster({ ...posting, client, isPatient: false });
  const [team = ''] = own;
  const postToUrl = createPostToUrl(webApi);
  const sendOnce = createSendOnce({ ledger: state.ledger, log, stopping: stopping.signal });
  const tell = createTell({ postToUrl, sendOnce, poster: answerPoster, log });
  const showHome = createShowHome({ client, log, stopping: stopping.signal });
  const sending = { poster: answerPoster, sendOnce, tell, showHome };
  const refuse = createRefuse({ name, team, client, ...sending, log });
  app.use(drain.middleware);
  app.use(createTellFailure({ poster: answerPoster, team, log }));
  app.use(createAccessMiddleware({ policy, refuse, log, refused: metrics.refused }));
  const poster = createPoster({ ...posting, client: clients.posting, isPatient: false });
  const digestPoster = createPoster({ ...posting, client: clients.posting, isPatient: true });
  const history = createHistory({ memory: state.memory, desk, log });
  const render = (digest: Digest) => digestBlocks(digest, displayContext(desk));
  const delivery = createDigestDelivery({
    poster: digestPoster,
    noticePoster: poster,
    render,
    channels: access.channels,
  });
  const digests = { desk, state, history, log, ...delivery };

  const send = createSendReply({ poster: answerPoster, history, metrics, log });
  const onRequest = { desk, state, history, log, post: delivery.postNow };
  const digestReply = createDigestReply({ digests: onRequest, render, client, editors });
  const answer = createAnswer(desk, digestReply, history);
  const share = createShare({ poster, postToUrl, sendOnce, history });
  registerCommand(app, { desk, digestReply, tell, history, metrics, log });
  const nameMentioned = createNameMentioned({ users: client.users, me: me.user_id, log });
  registerMention(app, { desk, team, answer, nameMentioned, send, client, log });
  registerDirectMessage(app, { desk, team, answer, nameMentioned, send });
  registerHome(app, { desk, showHome });
  registerActions(app, { desk, share, tell, client, log });
  app.error(async (error) => {
    if (isNotKept(error)) throw error;
    log.error('listener failed', { why: error.message });
    metrics.listenerFailed();
    if (isUnfinished(error)) throw error;
  });

  const { inbox } = state;
  const durable = createDurableApp(app, {
    inbox,
    postToUrl,
    log,
    duplicate: metrics.duplicate,
    acked: metrics.acked,
  });
  receiver.init(durable.app);
  await app.start();
  return {
    digests,
    replay: durable.replay,
    async stop() {
      await app.stop();
      await drain.drained();
      stopping.abort();
      await history.flush();
    },
  };
}
