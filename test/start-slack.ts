import type { Deliveries } from '../src/workspace/platform/deliveries.ts';
import type { Clock } from '../src/workspace/platform/ids.ts';
import type { Channel, ChannelSpec, User, UserSpec } from '../src/workspace/platform/members.ts';
import type { Message, NewMessage } from '../src/workspace/platform/messages.ts';
import type { Call, Platform, ResponseCall } from '../src/workspace/platform/platform.ts';
import type { Serve } from '../src/workspace/platform/server.ts';
import type { Socket } from '../src/workspace/platform/socket.ts';
import { type Allow, type RunningPlatform, startPlatform } from '../src/workspace/platform/start.ts';
import type { View } from '../src/workspace/platform/views.ts';
import type { Violation } from '../src/workspace/platform/violations.ts';
import { until } from '../src/workspace/platform/wait.ts';
import { createFaults, type Fault, type FaultSpec } from './slack-faults.ts';
import { addSocketFaults, type SocketFaults } from './socket-faults.ts';

export interface SlackOptions {
  /** Replaces the usual three people: a reporter, an admin and a guest. */
  users?: UserSpec[];
  /** Replaces the usual channel. */
  channels?: ChannelSpec[];
  scopes?: string[];
  /** The slash command that `command()` types unless told another. */
  command?: string;
  now?: Clock;
  allowLinks?: Allow['links'];
  allowMentions?: Allow['mentions'];
  botName?: string;
  teamId?: string;
  enterpriseId?: string;
  botUserId?: string;
  visibilityDelay?: number;
  serve?: Serve;
}

/** The local Slack as tests hold it: they act in it, look into it, and plan its faults. */
export interface Slack extends Deliveries, Pick<RunningPlatform, 'apiUrl' | 'http' | 'close'> {
  readonly platform: Platform;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly botUserId: string;
  /** The usual asker and channel. */
  readonly userId: string;
  readonly channelId: string;
  readonly socket: Socket & SocketFaults;
  /** The environment a bot is started with. */
  env(mode?: 'socket' | 'http'): Record<string, string>;
  /** Every message of the channel, oldest first, whether the API shows it yet or not. */
  messages(channel?: string): Message[];
  ephemerals(channel?: string, user?: string): Message[];
  /** Somebody writes, and the bot is not told. */
  say(message: Omit<NewMessage, 'via' | 'channel'> & { channel?: string }): Message;
  readonly views: View[];
  modal(user?: string): View | undefined;
  home(user?: string): View | undefined;
  /** Every Web API call, and every POST to a response_url. */
  readonly calls: Call[];
  readonly responses: ResponseCall[];
  readonly violations: Violation[];
  assertClean(options?: { except?: string[] }): void;
  waitFor<T>(predicate: () => T | undefined | false | null, ms?: number, what?: string): Promise<T>;
  fault(method: string, spec: FaultSpec): Fault;
  clearFaults(): void;
  /** From now on every token is refused so. */
  revoke(error?: 'token_revoked' | 'account_inactive' | 'invalid_auth'): void;
  /** As if its five uses were gone, or its thirty minutes; that the bot runs into it is no violation. */
  useUp(responseUrl: string): void;
  expire(responseUrl: string): void;
  user(id: string): User;
  channel(id: string): Channel;
  addUser(spec: UserSpec): User;
  addChannel(spec: ChannelSpec): Channel;
  readonly scopes: Set<string>;
  readonly allow: Allow;
  /** Milliseconds until a post of the bot shows in conversations.history. */
  visibilityDelay: number;
}

const USERS: UserSpec[] = [
  { id: 'U0REPORTER', name: 'reporter' },
  { id: 'U0ADMIN000', name: 'admin', is_admin: true },
  { id: 'U0GUEST000', name: 'guest', is_restricted: true },
];
const CHANNELS: ChannelSpec[] = [{ id: 'C0NEWSDESK', name: 'newsdesk' }];

const WAIT_MS = 5000;

/** Plays Slack on a free loopback port until it is closed. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const { users = USERS, channels = CHANNELS, allowLinks = false, allowMentions = [] } = options;
  const { visibilityDelay = 0, ...others } = options;
  const allow: Allow = { links: allowLinks, mentions: allowMentions };
  const faults = createFaults();
  const running = await startPlatform({
    ...{ ...others, users, channels, allow },
    intercept: faults.intercept,
    visibilityDelay: () => slack.visibilityDelay,
  });
  const { platform, apiUrl } = running;
  const { botToken, appToken, signingSecret, teamId, botUserId, members, responseUrls, scopes } = platform;
  const userId = users[0]?.id ?? botUserId;
  const channelId = channels[0]?.id ?? '';
  const violations = platform.violations.all;
  const spoil = (url: string, change: { uses: number } | { madeAt: number }) => {
    const found = responseUrls.find(url);
    if (!found) throw new Error('no such response_url was given out');
    Object.assign(found, { ...change, forced: true });
  };
  const slack: Slack = {
    ...running.deliveries,
    ...{ platform, apiUrl, botToken, appToken, signingSecret, teamId, botUserId, userId, channelId, scopes },
    ...{ allow, violations, visibilityDelay },
    ...{ socket: addSocketFaults(running.socket), http: running.http, close: running.close },
    ...{ calls: platform.calls, responses: platform.responses, views: platform.views.all },
    env: (mode = 'socket') => ({
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: botToken,
      ...(mode === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret }),
    }),
    messages: (channel = channelId) => platform.messages.inChannel(channel),
    ephemerals: (channel = channelId, user) =>
      platform.messages.all.filter(
        (message) =>
          message.channel === channel &&
          !message.deleted &&
          message.ephemeralTo !== undefined &&
          (user === undefined || message.ephemeralTo === user),
      ),
    say: ({ channel = channelId, ...message }) =>
      platform.messages.post({
        ...{ user: userId, ...message },
        channel: members.channel(channel).id,
        via: 'say',
      }),
    modal: (user = userId) => platform.views.top({ user }),
    home: (user = userId) => platform.views.home(user),
    assertClean({ except = [] } = {}) {
      const left = violations.filter(({ what }) => !except.includes(what));
      if (left.length === 0) return;
      const lines = left.map(({ what, where, detail }) => `  ${what} at ${where}: ${detail}`);
      throw new Error(`The bot broke ${left.length} of Slack's rules:\n${lines.join('\n')}`);
    },
    waitFor: (predicate, ms = WAIT_MS, what = String(predicate)) => until(predicate, ms, what),
    fault: faults.plan,
    clearFaults: faults.clear,
    revoke(error = 'token_revoked') {
      platform.revoked = error;
    },
    useUp: (url) => spoil(url, { uses: 5 }),
    expire: (url) => spoil(url, { madeAt: Number.NEGATIVE_INFINITY }),
    ...{
      user: members.user,
      channel: members.channel,
      addUser: members.addUser,
      addChannel: members.addChannel,
    },
  };
  return slack;
}
