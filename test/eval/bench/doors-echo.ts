import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';

/**
 * The least that a Bolt app can do with a command, as a process of its own: it acks, then says the same words again,
 * by a post for one command and through the response_url for the other. Over HTTP it writes its port first.
 */
const { env } = process;
const slackApiUrl = env.SLACK_API_URL ?? '';
const logLevel = LogLevel.ERROR;
const http = env.SLACK_SIGNING_SECRET
  ? new HTTPReceiver({ signingSecret: env.SLACK_SIGNING_SECRET, logLevel })
  : null;
const receiver =
  http ??
  new SocketModeReceiver({
    appToken: env.SLACK_APP_TOKEN ?? '',
    logLevel,
    installerOptions: { clientOptions: { slackApiUrl } },
  });
const app = new App({ receiver, token: env.SLACK_BOT_TOKEN ?? '', logLevel, clientOptions: { slackApiUrl } });

app.command('/post', async ({ command, ack, say }) => {
  await ack();
  await say(command.text);
});
app.command('/respond', async ({ command, ack, respond }) => {
  await ack();
  await respond(command.text);
});

if (http) {
  const address = (await http.start({ port: 0, host: '127.0.0.1' })).address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
} else {
  await app.start();
}
