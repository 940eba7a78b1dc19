import type { App } from '@slack/bolt';
import { StateError } from '../../state/state.ts';
import { Unsettled } from '../delivery/post-once.ts';
import { type Heard, say } from '../delivery/reply.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { unescapeText } from '../render/escape.ts';
import { homeView } from '../render/views.ts';
import { registerButtons } from './actions.ts';
import { type Reply, reply, showing } from './answer-request.ts';
import type { Bot } from './bot.ts';
import { digestReply } from './digest.ts';
import { readRequest } from './request.ts';

/** Every door of the bot in Slack. */
export function registerListeners(app: App, bot: Bot): void {
  registerCommand(app, bot);
  registerMention(app, bot);
  registerDirectMessage(app, bot);
  registerHome(app, bot);
  registerButtons(app, bot);
  app.error(async (error) => {
    bot.log.error('listener failed', { why: error.message });
    // An event that could not be seen through stays in the inbox.
    if (isUnfinished(error)) throw error;
  });
}

// --- internal ---

/** A question is answered in the ack itself, from memory: no second call, no store. */
function registerCommand(app: App, bot: Bot): void {
  const { desk, log } = bot;
  app.command(/.*/, async ({ command, ack, respond }) => {
    const started = performance.now();
    if (command.command !== desk.base.desk.command) {
      return ack({ response_type: 'ephemeral', text: `This bot answers ${desk.base.desk.command}.` });
    }
    const request = readRequest(command.text ?? '', desk.base);
    if (request.form === 'digest') {
      await ack();
      const asker = { team: command.team_id, channel: command.channel_id, user: command.user_id };
      const message = await digestReply(request.order, { ...asker, key: `order ${command.trigger_id}` }, bot);
      await respond({ response_type: 'ephemeral', ...message });
      return;
    }
    const told = reply(request, desk, isChannel(command.channel_id));
    await ack({ response_type: 'ephemeral', ...told.message });
    const ms = performance.now() - started;
    log.info('command answered', { kind: told.kind, ms: Math.round(ms) });
    bot.metrics.question(told.kind, 'command');
    bot.metrics.answered('command', ms);
    const { team_id: team, channel_id: channel, trigger_id } = command;
    bot.remember.later({ id: `command ${trigger_id}`, team, channel, ts: null }, told);
  });
}

function registerMention(app: App, bot: Bot): void {
  app.event('app_mention', async ({ event, body }) => {
    if ('bot_id' in event && event.bot_id) return;
    if ('edited' in event && event.edited) return;
    const heard = {
      team: body.team_id,
      channel: event.channel,
      ts: event.ts,
      user: event.user,
      ...now('mention'),
    };
    const told = await answerMention(heard, event, bot);
    await say(heard, { channel: event.channel, thread: event.thread_ts ?? event.ts }, told, bot);
  });
}

/** Alone in a thread, a mention asks what the thread hangs on; alone elsewhere it asks for help. */
async function answerMention(
  heard: Heard,
  event: { text: string; channel: string; ts: string; thread_ts?: string },
  bot: Bot,
): Promise<Reply> {
  const { desk, clients, log } = bot;
  if (unescapeText(event.text) !== '' || event.thread_ts === undefined || event.thread_ts === event.ts) {
    return answer(event.text, heard, bot);
  }
  try {
    const thread = await clients.answering.conversations.replies({
      channel: event.channel,
      ts: event.thread_ts,
      limit: 1,
    });
    const parent = thread.messages?.[0];
    return parent?.text && !parent.bot_id
      ? answer(parent.text, heard, bot)
      : reply({ form: 'help' }, desk, true);
  } catch (error) {
    log.warn('thread not read', { why: slackFault(error) });
    return reply(
      { form: 'refused', why: 'I could not read the message above. Mention me with your question.' },
      desk,
      true,
    );
  }
}

function registerDirectMessage(app: App, bot: Bot): void {
  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id) return;
    const heard = {
      team: body.team_id,
      channel: event.channel,
      ts: event.ts,
      user: event.user,
      ...now('direct'),
    };
    await say(
      heard,
      { channel: event.channel, thread: event.thread_ts },
      await answer(event.text ?? '', heard, bot),
      bot,
    );
  });
}

/** The same grammar at every door. */
async function answer(text: string, heard: Heard, bot: Bot): Promise<Reply> {
  const request = readRequest(text, bot.desk.base);
  if (request.form !== 'digest') return reply(request, bot.desk, isChannel(heard.channel));
  const { team, channel, ts, user = '' } = heard;
  const asker = { team, channel, user, key: `order ${team} ${channel} ${ts}` };
  return { message: await digestReply(request.order, asker, bot), told: [], missed: [], kind: 'digest' };
}

function registerHome(app: App, { desk, clients, log }: Bot): void {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return;
    try {
      await clients.answering.views.publish({
        user_id: event.user,
        view: homeView(desk.base, showing(desk, false)),
      });
    } catch (error) {
      log.warn('home not shown', { why: slackFault(error) });
    }
  });
}

function now<Door extends Heard['door']>(door: Door): { door: Door; at: number } {
  return { door, at: performance.now() };
}

function isUnfinished(error: Error): boolean {
  const cause = 'original' in error ? error.original : error;
  return cause instanceof StateError || cause instanceof Unsettled;
}

/** Conversations between the bot and one person have ids that begin with D. */
function isChannel(id: string): boolean {
  return !id.startsWith('D');
}
