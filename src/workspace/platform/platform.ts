import type { Changes } from './changes.ts';
import type { Clock, Ids } from './ids.ts';
import type { Members } from './members.ts';
import type { Messages } from './messages.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Fields } from './rules/check.ts';
import type { Judge } from './rules/message.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Violations } from './violations.ts';

/** One Web API call and its outcome. */
export interface Call {
  method: string;
  args: Fields;
  token: string | undefined;
  /** Milliseconds since 1970. */
  at: number;
  /** `ok`, Slack's error, or what an interceptor did. */
  outcome: string;
}

/** One POST to a response_url. */
export interface ResponseCall {
  url: string;
  body: Fields;
  at: number;
  outcome: string;
}

/** The state that all parts of the platform share. */
export interface Platform {
  readonly teamId: string;
  /** The organisation that has installed the app for all of its workspaces. */
  readonly enterpriseId: string | undefined;
  readonly teamDomain: string;
  readonly teamName: string;
  /** The address of the workspace in the browser, with which permalinks begin. */
  readonly siteUrl: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botName: string;
  readonly appId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly command: string;
  readonly scopes: Set<string>;
  readonly now: Clock;
  readonly ids: Ids;
  readonly members: Members;
  readonly messages: Messages;
  readonly views: Views;
  readonly changes: Changes;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly violations: Violations;
  readonly judge: Judge;
  readonly calls: Call[];
  readonly responses: ResponseCall[];
  /** Ids of everybody who has contacted the bot. */
  readonly askers: Set<string>;
  /** Ends when the platform closes. */
  readonly lifetime: AbortSignal;
  /** The error for every token, once revoked. */
  revoked: string | undefined;
  /** `http://127.0.0.1:port` */
  origin(): string;
  /** A one-time address for a Socket Mode connection. */
  socketUrl(): string;
}
