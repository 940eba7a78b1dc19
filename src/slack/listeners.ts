import type { App } from '@slack/bolt';
import type { Bot } from './bot.ts';
import { registerButtons } from './buttons.ts';
import { reply, showing } from './desk.ts';
import { unescapeText } from './escape.ts';
import { readRequest } from './request.ts';
import type { Message } from './rich-text.ts';
import { retryAfter, slackFault } from './slack-fault.ts';
import { homeView } from './views.ts';

/** Every door of the bot in Slack. */
export function registerListeners(app: App, bot: Bot): void {
  registerCommand(app, bot);
  registerMention(app, bot);
  registerDirectMessage(app, bot);
  registerHome(app, bot);
  registerButtons(app, bot);
  app.error(async (error) => bot.log.error('listener failed', { why: error.message }));
}

// --- internal ---

/** A question is answered in the ack itself, from memory: no second call, no store. */
function registerCommand(app: App, { desk, log }: Bot): void {
  app.command(/.*/, async ({ command, ack }) => {
    const started = performance.now();
    const ours = command.command === desk.base.desk.command;
    const message = ours
      ? reply(readRequest(command.text ?? '', desk.base), desk, isChannel(command.channel_id))
      : { text: `This bot answers ${desk.base.desk.command}.` };
    await ack({ response_type: 'ephemeral', ...message });
    log.info('command answered', { ms: Math.round(performance.now() - started) });
  });
}

function registerMention(app: App, bot: Bot): void {
  app.event('app_mention', async ({ event, body }) => {
    if ('bot_id' in event && event.bot_id) return;
    if ('edited' in event && event.edited) return;
    if (!bot.seen.first(body.event_id, `${body.team_id} ${event.channel} ${event.ts}`)) return;
    const message = await answerMention(event, bot);
    await say({ channel: event.channel, thread_ts: event.thread_ts ?? event.ts, ...message }, bot);
  });
}

/** Alone in a thread, a mention asks what the thread hangs on; alone elsewhere it asks for help. */
async function answerMention(
  event: { text: string; channel: string; ts: string; thread_ts?: string },
  { desk, clients, log }: Bot,
): Promise<Message> {
  const request = readRequest(event.text, desk.base);
  if (unescapeText(event.text) !== '' || event.thread_ts === undefined || event.thread_ts === event.ts) {
    return reply(request, desk, true);
  }
  try {
    const thread = await clients.answering.conversations.replies({
      channel: event.channel,
      ts: event.thread_ts,
      limit: 1,
    });
    const parent = thread.messages?.[0];
    if (parent?.text && !parent.bot_id) return reply(readRequest(parent.text, desk.base), desk, true);
    return reply({ form: 'help' }, desk, true);
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
    if (!bot.seen.first(body.event_id, `${body.team_id} ${event.channel} ${event.ts}`)) return;
    const message = reply(readRequest(event.text ?? '', bot.desk.base), bot.desk, false);
    await say(
      { channel: event.channel, ...(event.thread_ts ? { thread_ts: event.thread_ts } : {}), ...message },
      bot,
    );
  });
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

/** Longest that an answer waits on a rate limit, in seconds; Slack did not take the message, so it may be sent again. */
const PATIENCE = 30;
const TRIES = 4;

async function say(
  message: Message & { channel: string; thread_ts?: string },
  { clients, log }: Bot,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await clients.answering.chat.postMessage({ ...message, unfurl_links: false, unfurl_media: false });
      log.info('answered', { attempt });
      return;
    } catch (error) {
      const wait = retryAfter(error);
      if (wait === null || wait > PATIENCE || attempt === TRIES) {
        log.error('answer not sent', { why: slackFault(error), attempt });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }
}

/** Conversations between the bot and one person have ids that begin with D. */
function isChannel(id: string): boolean {
  return !id.startsWith('D');
}
