import { setTimeout as pause } from 'node:timers/promises';
import {
  App,
  HTTPReceiver,
  LogLevel,
  type Receiver,
  type RespondArguments,
  SocketModeReceiver,
} from '@slack/bolt';

/** A small Bolt app to try the platform with; the text of a command says what it does. */
function listen(receiver: Receiver, token: string, slackApiUrl: string) {
  const app = new App({ receiver, token, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl } });
  const section = (text: string) => ({
    type: 'section' as const,
    text: { type: 'plain_text' as const, text },
  });
  const press = {
    type: 'actions' as const,
    block_id: 'row',
    elements: [
      {
        type: 'button' as const,
        action_id: 'press',
        text: { type: 'plain_text' as const, text: 'Press' },
        value: '7',
      },
    ],
  };
  const form = {
    type: 'modal' as const,
    callback_id: 'form',
    title: { type: 'plain_text' as const, text: 'Form' },
    submit: { type: 'plain_text' as const, text: 'Send' },
    blocks: [
      {
        type: 'input' as const,
        block_id: 'name',
        label: { type: 'plain_text' as const, text: 'Name' },
        element: { type: 'plain_text_input' as const, action_id: 'name' },
      },
    ],
  };

  app.command('/haiti', async ({ command, ack, respond, client }) => {
    const [verb, ...rest] = command.text.split(' ');
    if (verb === 'late') await pause(3200);
    if (verb === 'never') return;
    if (verb === 'wrong') return ack({ text: 'a', blocks: [section('')] });
    if (verb === 'press') return ack({ text: 'a', blocks: [section('a'), press] });
    if (verb === 'publicly') return ack({ response_type: 'in_channel', text: 'a' });
    if (verb === 'respond' || verb === 'modal') {
      await ack();
      if (verb === 'modal') await client.views.open({ trigger_id: command.trigger_id, view: form });
      else await respond({ text: rest.join(' ') });
      return;
    }
    await ack({ text: `you asked: ${command.text}` });
  });
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: 'here', thread_ts: event.thread_ts ?? event.ts });
  });
  app.message(async ({ message, say }) => {
    if (message.channel_type === 'im') await say('hello');
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section('home')] } });
  });
  app.action('press', async ({ ack, respond }) => {
    await ack();
    const done: RespondArguments = { text: 'pressed', replace_original: false };
    await respond(done);
  });
  app.view('form', async ({ ack, view }) => {
    const name = view.state.values.name?.name?.value;
    if (name === 'bad') await ack({ response_action: 'errors', errors: { name: 'not this one' } });
    else await ack();
  });
  return app;
}

export interface TryOut {
  /** Where it listens, over HTTP. */
  url: string;
  stop(): Promise<void>;
}

export async function startOverSocket(env: Record<string, string | undefined>): Promise<TryOut> {
  const slackApiUrl = env.SLACK_API_URL ?? '';
  const receiver = new SocketModeReceiver({
    appToken: env.SLACK_APP_TOKEN ?? '',
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 600,
    installerOptions: { clientOptions: { slackApiUrl } },
  });
  const app = listen(receiver, env.SLACK_BOT_TOKEN ?? '', slackApiUrl);
  await app.start();
  return { url: '', stop: async () => void (await app.stop()) };
}

export async function startOverHttp(env: Record<string, string | undefined>): Promise<TryOut> {
  const receiver = new HTTPReceiver({
    signingSecret: env.SLACK_SIGNING_SECRET ?? '',
    logLevel: LogLevel.ERROR,
  });
  const app = listen(receiver, env.SLACK_BOT_TOKEN ?? '', env.SLACK_API_URL ?? '');
  const server = await receiver.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/slack/events`, stop: async () => void (await app.stop()) };
}
