import { App, type Logger, LogLevel } from '@slack/bolt';
import type { Serve } from '../../src/workspace/platform/server.ts';
import { createUserActions, type UserActions } from '../../src/workspace/platform/user-actions.ts';
import { type Slack, startSlack } from '../start-slack.ts';
import { answerBlocks, formView, homeView } from './echo-blocks.ts';

export const ADA = 'U0ADA00000';
export const BEN = 'U0BEN00000';
export const BOT = 'U0BOT00000';
export const NEWSROOM = 'C0NEWSROOM';
export const GENERAL = 'C0GENERAL0';
export const DM_ADA = 'D0ADA00000';

/** What the tests provoke on purpose need not be read. */
const silent = () => {};
const QUIET: Logger = {
  ...{ debug: silent, info: silent, warn: silent, error: silent, setLevel: silent, setName: silent },
  getLevel: () => LogLevel.ERROR,
};

/** A bot of the tests' own over Socket Mode: it says back what it hears, and keeps what it was sent. */
export interface EchoApp {
  slack: Slack;
  actions: UserActions;
  app: App;
  /** Every payload that reached a listener, oldest first. */
  heard: Heard[];
  /** The last payload of a type: `command`, an event's or an interaction's type. */
  last(type: string): Heard['body'];
  stop(): Promise<void>;
}

interface Heard {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into payloads as they come
  body: any;
}

export interface EchoOptions {
  now?: () => number;
  /** The listeners to have instead of the echoes. */
  listen?: (app: App) => void;
  serve?: Serve;
}

export async function startEchoApp({
  listen = registerEchoes,
  ...options
}: EchoOptions = {}): Promise<EchoApp> {
  const slack = await startSlack({
    ...options,
    botName: 'Echo Desk',
    command: '/echo',
    users: [
      { id: ADA, name: 'ada', real_name: 'Ada' },
      { id: BEN, name: 'ben', real_name: 'Ben' },
    ],
    channels: [
      { id: NEWSROOM, name: 'newsroom' },
      { id: GENERAL, name: 'general' },
      { id: DM_ADA, is_im: true, user: ADA, members: [ADA] },
    ],
    allowLinks: true,
    allowMentions: 'asker',
  });
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logger: QUIET,
  });
  const heard: Heard[] = [];
  app.use(async ({ body, next }) => {
    const event = 'event' in body ? (body.event as { type: string }) : undefined;
    heard.push({ type: event?.type ?? ('type' in body ? String(body.type) : 'command'), body });
    await next();
  });
  listen(app);
  await app.start();
  await slack.socket.connected();
  return {
    ...{ slack, app, heard },
    actions: createUserActions(slack.platform, slack),
    last(type) {
      const found = heard.findLast((one) => one.type === type);
      if (!found) throw new Error(`nothing of type ${type} was heard, only ${heard.map((one) => one.type)}`);
      return found.body;
    },
    async stop() {
      await app.stop();
      await slack.close();
    },
  };
}

function registerEchoes(app: App): void {
  app.command('/echo', async ({ command, ack }) => {
    const { text } = command;
    await ack({ response_type: 'ephemeral', text: `Echo: ${text}`, blocks: answerBlocks(text) });
  });
  app.event('app_mention', async ({ event, client }) => {
    const question = event.text.replace(/<@[A-Z0-9]+>\s*/, '');
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: `Echo: ${question}`,
      blocks: answerBlocks(question),
    });
  });
  app.message(async ({ message, say }) => {
    if (message.subtype === undefined) await say({ text: `Echo: ${message.text}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: homeView(0) });
  });
  app.action('share', async ({ ack, action, body, client }) => {
    await ack();
    if (action.type !== 'button' || !body.channel) return;
    const { question } = JSON.parse(action.value ?? '{}');
    await client.chat.postMessage({
      channel: body.channel.id,
      text: `<@${body.user.id}> shared: ${question}`,
      unfurl_links: false,
    });
  });
  app.action('open', async ({ ack, body, client }) => {
    await ack();
    if (body.type === 'block_actions') {
      await client.views.open({ trigger_id: body.trigger_id, view: formView() });
    }
  });
  app.action('topic', async ({ ack, action, respond }) => {
    await ack();
    if (action.type !== 'static_select') return;
    await respond({ text: `Topic: ${action.selected_option?.value}`, replace_original: false });
  });
  app.action('more', async ({ ack, action, respond }) => {
    await ack();
    if (action.type === 'button') await respond({ text: `Chosen: ${action.value}` });
  });
  app.action('count', async ({ ack, action, body, client }) => {
    await ack();
    if (action.type !== 'button') return;
    await client.views.publish({ user_id: body.user.id, view: homeView(Number(action.value) + 1) });
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack }) => ack());
  app.view('form', async ({ ack, view, body, client }) => {
    const text = view.state.values.claim?.text?.value ?? '';
    if (text.includes('bad')) {
      await ack({ response_action: 'errors', errors: { claim: 'No source says so.' } });
      return;
    }
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Got: ${text}` });
  });
}
