import { setMaxListeners } from 'node:events';
import { createChanges } from './changes.ts';
import { createDeliveries, type Usual } from './create-deliveries.ts';
import type { Deliveries } from './deliveries.ts';
import { createHttpTransport, type HttpTransport } from './http.ts';
import { type Clock, createIds, secret } from './ids.ts';
import { type ChannelSpec, createMembers, type UserSpec } from './members.ts';
import { createMessages } from './messages.ts';
import type { Platform } from './platform.ts';
import { createResponseUrls } from './response-urls.ts';
import type { Allowance } from './rules/screen.ts';
import { type Intercept, type Serve, startServer } from './server.ts';
import { createSocket, type Socket } from './socket.ts';
import type { DeliveryOptions } from './transport.ts';
import { createTriggers } from './triggers.ts';
import { createViews } from './views.ts';
import { createViolations, type Violation } from './violations.ts';

/** What the bot may write without violating a rule. */
export interface Allow {
  /** All links, or those with these prefixes or patterns. */
  links: boolean | (string | RegExp)[];
  /** People it may mention: these, or anyone who has contacted it. */
  mentions: 'asker' | string[];
}

export interface PlatformOptions {
  /** The default, 0, takes any free port. */
  port?: number | undefined;
  users: UserSpec[];
  channels: ChannelSpec[];
  /** Scopes of the bot token; by default all that the manifest may request. */
  scopes?: string[] | undefined;
  /** The slash command, including the slash. */
  command?: string | undefined;
  /** The bot's display name. */
  botName?: string | undefined;
  teamName?: string | undefined;
  /** The workspace's address in the browser, once the port is known. */
  siteUrl?: (port: number) => string;
  /** Clock for triggers, response_urls, visibility and timestamps; real time by default. */
  now?: Clock | undefined;
  allow?: Allow;
  teamId?: string | undefined;
  enterpriseId?: string | undefined;
  botUserId?: string | undefined;
  /** Serves the page, if there is one. */
  serve?: Serve;
  /** Called on each violation. */
  report?: (violation: Violation) => void;
  /** For tests: milliseconds until conversations.history returns a post. */
  visibilityDelay?: () => number;
  /** For tests: may handle a call instead of Slack. */
  intercept?: Intercept;
}

export interface HttpDeliveries extends Deliveries, Omit<HttpTransport, 'carry'> {}

/** A Slack running on this machine. */
export interface RunningPlatform {
  readonly platform: Platform;
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  readonly socket: Socket;
  /** Delivers over Socket Mode. */
  readonly deliveries: Deliveries;
  /** Delivers over signed HTTP to this address. */
  http(url: string, always?: DeliveryOptions): HttpDeliveries;
  close(): Promise<void>;
}

const SCOPES = [
  ...['commands', 'app_mentions:read', 'chat:write', 'im:history'],
  ...['channels:history', 'groups:history', 'users:read'],
];

/**
 * Imitates Slack on a loopback port until it is closed.
 * @throws node's own error when the port cannot be had
 */
export async function startPlatform(options: PlatformOptions): Promise<RunningPlatform> {
  const { users, channels, now = Date.now, botName = 'desk' } = options;
  const { teamId = 'T0NEWSROOM', botUserId = 'U0BOT00000', teamName = 'newsroom' } = options;
  const { allow = { links: false, mentions: [] } } = options;
  const app = { appId: 'A0BOT00000', botId: 'B0BOT00000' };
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const askers = new Set<string>();
  const allowed: Allowance = {
    get links() {
      return allow.links;
    },
    mayMention: (id) => (allow.mentions === 'asker' ? askers.has(id) : allow.mentions.includes(id)),
  };

  const socketSide = createSocket(() => platform);
  const server = await startServer(() => platform, socketSide.connections.upgrade, {
    port: options.port ?? 0,
    serve: options.serve,
    intercept: options.intercept,
  });
  const ids = createIds(now);
  const changes = createChanges();
  const violations = createViolations(options.report);
  const members = createMembers(teamId);
  const handle = botName.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const platform: Platform = {
    ...{
      teamId,
      enterpriseId: options.enterpriseId,
      teamName,
      teamDomain: 'newsroom',
      botUserId,
      botName: handle,
      ...app,
    },
    botToken: `xoxb-local-${secret()}`,
    appToken: `xapp-local-${secret()}`,
    signingSecret: secret(),
    siteUrl: options.siteUrl?.(server.port) ?? 'https://newsroom.slack.com',
    command: options.command ?? '/haiti',
    scopes: new Set(options.scopes ?? SCOPES),
    ...{ now, ids, members, changes, violations, askers },
    messages: createMessages(ids, now, options.visibilityDelay ?? (() => 0), changes),
    views: createViews(ids, { teamId, ...app }, changes),
    triggers: createTriggers(now),
    responseUrls: createResponseUrls(now, () => server.origin, teamId),
    judge: { violations, allowed },
    ...{ calls: [], responses: [] },
    lifetime: ending.signal,
    revoked: undefined,
    origin: () => server.origin,
    socketUrl: () => socketSide.connections.issueUrl(),
  };
  members.addUser({ id: botUserId, name: handle, real_name: botName, is_bot: true });
  for (const user of users) members.addUser(user);
  for (const channel of channels) members.addChannel(channel);
  const usual: Usual = { user: users[0]?.id ?? botUserId, channel: channels[0]?.id ?? '' };

  return {
    platform,
    apiUrl: `${server.origin}/api/`,
    socket: socketSide.socket,
    deliveries: createDeliveries(platform, socketSide.transport, usual),
    http(url, always = {}) {
      const transport = createHttpTransport(url, () => platform, always);
      return { ...createDeliveries(platform, transport, usual), ...transport };
    },
    async close() {
      ending.abort();
      await socketSide.connections.close();
      await server.close();
    },
  };
}
