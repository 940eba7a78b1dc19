import { setMaxListeners } from 'node:events';
import type { How } from './carrier.ts';
import type { Call, Core, ResponseCall } from './core.ts';
import { createDoor } from './create-door.ts';
import type { Door } from './door.ts';
import { createFaults, type Fault, type FaultSpec } from './faults.ts';
import { createHttpCarrier, type HttpCarrier } from './http.ts';
import { type Clock, createIds, secret } from './ids.ts';
import { createMessages, type Message, type NewMessage } from './messages.ts';
import { createPermits } from './permits.ts';
import type { Allowance } from './rules/screen.ts';
import { startServer } from './server.ts';
import { createSocket, type Socket } from './socket.ts';
import { createViews, type View } from './views.ts';
import { createViolations, type Violation } from './violations.ts';
import { until } from './wait.ts';
import { type Channel, type ChannelSpec, createWorld, type User, type UserSpec } from './world.ts';

export interface SlackOptions {
  /** Replaces the usual three people: a reporter, an admin and a guest. */
  users?: UserSpec[];
  /** Replaces the usual channel. */
  channels?: ChannelSpec[];
  /** The bot token's scopes. */
  scopes?: string[];
  /** The slash command that `command()` types unless told another. */
  command?: string;
  /** Milliseconds; the default is the real clock. Governs triggers, response_urls, visibility and timestamps. */
  now?: Clock;
  /** Milliseconds until a post of the bot shows in conversations.history. */
  visibilityDelay?: number;
  /** Links the bot may write: all, or those that begin or match so. */
  allowLinks?: boolean | (string | RegExp)[];
  /** People the bot may mention: these, or whoever has spoken to it. */
  allowMentions?: 'asker' | string[];
  teamId?: string;
  botUserId?: string;
}

export interface HttpDoor extends Door, Omit<HttpCarrier, 'carry'> {}

export interface Slack extends Door {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly botUserId: string;
  /** The usual asker and channel. */
  readonly userId: string;
  readonly channelId: string;
  readonly socket: Socket;
  /** The same acts over signed HTTP to this address. */
  http(url: string, always?: How): HttpDoor;
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
  useUp(responseUrl: string): void;
  expire(responseUrl: string): void;
  user(id: string): User;
  channel(id: string): Channel;
  addUser(spec: UserSpec): User;
  addChannel(spec: ChannelSpec): Channel;
  readonly scopes: Set<string>;
  readonly allow: { links: boolean | (string | RegExp)[]; mentions: 'asker' | string[] };
  visibilityDelay: number;
  close(): Promise<void>;
}

/** What a bot of this kind asks for at most when it is installed. */
const SCOPES = [
  ...['commands', 'app_mentions:read', 'chat:write', 'im:history'],
  ...['channels:history', 'groups:history', 'users:read'],
];

const USERS: UserSpec[] = [
  { id: 'U0REPORTER', name: 'reporter' },
  { id: 'U0ADMIN000', name: 'admin', is_admin: true },
  { id: 'U0GUEST000', name: 'guest', is_restricted: true },
];
const CHANNELS: ChannelSpec[] = [{ id: 'C0NEWSDESK', name: 'newsdesk' }];

const WAIT_MS = 5000;

/** Plays Slack on a free loopback port until it is closed. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  const { teamId = 'T0NEWSROOM', botUserId = 'U0BOT00000', now = Date.now } = options;
  const names = { teamDomain: 'newsroom', botId: 'B0BOT00000', appId: 'A0BOT00000', botName: 'desk' };
  const tokens = {
    botToken: `xoxb-local-${secret()}`,
    appToken: `xapp-local-${secret()}`,
    signingSecret: secret(),
  };
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const state = { visibilityDelay: options.visibilityDelay ?? 0 };
  const allow: Slack['allow'] = { links: options.allowLinks ?? false, mentions: options.allowMentions ?? [] };
  const askers = new Set<string>();
  const allowed: Allowance = {
    get links() {
      return allow.links;
    },
    mayMention: (id) => (allow.mentions === 'asker' ? askers.has(id) : allow.mentions.includes(id)),
  };

  const socketSide = createSocket(() => core);
  const server = await startServer(() => core, socketSide.connections.upgrade);
  const ids = createIds(now);
  const violations = createViolations();
  const world = createWorld({ teamId, botUserId, created: Math.floor(now() / 1000) });
  const faults = createFaults();
  const core: Core = {
    ...{ teamId, botUserId, ...names, ...tokens },
    command: options.command ?? '/haiti',
    scopes: new Set(options.scopes ?? SCOPES),
    ...{ now, ids, world, violations, faults, askers },
    messages: createMessages(ids, now, () => state.visibilityDelay),
    views: createViews(ids, { teamId, appId: names.appId, botId: names.botId }),
    permits: createPermits(now, () => server.origin, teamId),
    judge: { violations, allowed },
    ...{ calls: [], responses: [] },
    lifetime: ending.signal,
    revoked: undefined,
    origin: () => server.origin,
    socketUrl: () => socketSide.connections.issueUrl(),
  };
  world.addUser({ id: botUserId, name: names.botName, is_bot: true });
  for (const user of options.users ?? USERS) world.addUser(user);
  for (const channel of options.channels ?? CHANNELS) world.addChannel(channel);
  const usual = {
    user: (options.users ?? USERS)[0]?.id ?? botUserId,
    channel: (options.channels ?? CHANNELS)[0]?.id ?? '',
  };
  const apiUrl = `${server.origin}/api/`;

  return {
    ...createDoor(core, socketSide.carrier, usual),
    ...{ ...tokens, apiUrl, teamId, botUserId, userId: usual.user, channelId: usual.channel },
    socket: socketSide.socket,
    http(url, always = {}) {
      const carrier = createHttpCarrier(url, () => core, always);
      return { ...createDoor(core, carrier, usual), ...carrier };
    },
    env: (mode = 'socket') => ({
      SLACK_API_URL: apiUrl,
      SLACK_BOT_TOKEN: tokens.botToken,
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: tokens.appToken }
        : { SLACK_SIGNING_SECRET: tokens.signingSecret }),
    }),
    messages: (channel = usual.channel) => core.messages.inChannel(channel),
    ephemerals: (channel = usual.channel, user) => core.messages.ephemerals(channel, user),
    say: ({ channel = usual.channel, ...message }) =>
      core.messages.post({ user: usual.user, ...message, channel: world.channel(channel).id, via: 'say' }),
    views: core.views.all,
    modal: (user = usual.user) => core.views.top(user),
    home: (user = usual.user) => core.views.home(user),
    ...{ calls: core.calls, responses: core.responses, violations: violations.all },
    assertClean: violations.assertClean,
    waitFor: (predicate, ms = WAIT_MS, what = String(predicate)) => until(predicate, ms, what),
    fault: faults.plan,
    clearFaults: faults.clear,
    revoke(error = 'token_revoked') {
      core.revoked = error;
    },
    useUp: core.permits.useUp,
    expire: core.permits.expire,
    ...{ user: world.user, channel: world.channel, addUser: world.addUser, addChannel: world.addChannel },
    scopes: core.scopes,
    allow,
    get visibilityDelay() {
      return state.visibilityDelay;
    },
    set visibilityDelay(ms) {
      state.visibilityDelay = ms;
    },
    async close() {
      ending.abort();
      await socketSide.connections.close();
      await server.close();
    },
  };
}
