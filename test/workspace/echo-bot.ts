import { App, type Logger, LogLevel } from '@slack/bolt';
import { createWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { answerBlocks, formView, homeView } from './echo-blocks.ts';

/** What the tests provoke on purpose need not be read. */
const QUIET: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A bot of the tests' own: it says back what it hears, in every kind of block, and keeps what it was sent. */
export interface EchoBot {
  app: App;
  workspace: Workspace;
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
  examples?: string[];
  now?: () => Date;
  /** The listeners to have instead of the echoes. */
  listen?: (app: App) => void;
}

export async function startEchoBot(options: EchoOptions = {}): Promise<EchoBot> {
  const workspace = createWorkspace({
    port: 0,
    name: 'Echo Desk',
    command: '/echo',
    examples: options.examples ?? [],
    ...(options.now ? { now: options.now } : {}),
  });
  const app = new App({
    token: workspace.token,
    receiver: workspace.receiver,
    clientOptions: { fetch: workspace.fetch, retryConfig: { retries: 0 } },
    logger: QUIET,
  });
  const heard: Heard[] = [];
  app.use(async ({ body, next }) => {
    const event = 'event' in body ? (body.event as { type: string }) : undefined;
    heard.push({ type: event?.type ?? ('type' in body ? String(body.type) : 'command'), body });
    await next();
  });
  const listen = options.listen ?? registerEchoes;
  listen(app);
  await app.start();
  return {
    app,
    workspace,
    heard,
    last(type) {
      const found = heard.findLast((one) => one.type === type);
      if (!found) throw new Error(`nothing of type ${type} was heard, only ${heard.map((one) => one.type)}`);
      return found.body;
    },
    stop: async () => {
      await app.stop();
    },
  };
}

function registerEchoes(app: App): void {
  registerDoors(app);
  registerButtons(app);
}

/** Command, mention, direct message, Home. */
export function registerDoors(app: App): void {
  app.command('/echo', async ({ command, ack }) => {
    await ack({
      response_type: 'ephemeral',
      text: `Echo: ${command.text}`,
      blocks: answerBlocks(command.text),
    });
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
}

// --- internal ---

function registerButtons(app: App): void {
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
    if (action.type === 'overflow') await respond({ text: `Chosen: ${action.selected_option.value}` });
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
