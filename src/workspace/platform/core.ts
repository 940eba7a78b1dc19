import type { Faults } from './faults.ts';
import type { Clock, Ids } from './ids.ts';
import type { Messages } from './messages.ts';
import type { Permits } from './permits.ts';
import type { Fields } from './rules/check.ts';
import type { Judge } from './rules/message.ts';
import type { Views } from './views.ts';
import type { Violations } from './violations.ts';
import type { World } from './world.ts';

/** One Web API call, as it came and as it ended. */
export interface Call {
  method: string;
  args: Fields;
  token: string | undefined;
  /** Milliseconds since 1970. */
  at: number;
  /** `ok`, Slack's error, or the fault that was played. */
  outcome: string;
}

/** One POST to a response_url. */
export interface ResponseCall {
  url: string;
  body: Fields;
  at: number;
  outcome: string;
}

/** What every part of the stand-in shares. */
export interface Core {
  readonly teamId: string;
  readonly teamDomain: string;
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
  readonly world: World;
  readonly messages: Messages;
  readonly views: Views;
  readonly permits: Permits;
  readonly violations: Violations;
  readonly faults: Faults;
  readonly judge: Judge;
  readonly calls: Call[];
  readonly responses: ResponseCall[];
  /** Everybody who has spoken to the bot. */
  readonly askers: Set<string>;
  /** Ends when the stand-in closes. */
  readonly lifetime: AbortSignal;
  /** What every token is answered with, once revoked. */
  revoked: string | undefined;
  /** `http://127.0.0.1:port` */
  origin(): string;
  /** A one-time address for a Socket Mode connection. */
  socketUrl(): string;
}
