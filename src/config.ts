import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Settings that cannot be used: one line each, which names the variable and says where to get it. */
export class ConfigError extends Refusal {
  override readonly name = 'ConfigError';
}

/** How the bot connects to Slack. */
type SlackMode =
  | { kind: 'socket'; botToken: string; appToken: string }
  | { kind: 'http'; botToken: string; signingSecret: string };

export type Config = ReturnType<typeof readConfig>;

/** Settings with which a bot can start. */
export type SlackConfig = Config & { mode: SlackMode };

/**
 * Reads the environment. An empty value counts as unset.
 * @throws ConfigError with one line for each variable at fault
 */
export function readConfig(env: Environment) {
  const variables = parse(Variables, env);
  const { HEALTH_PORT, HEALTH_HOST } = variables;
  return {
    mode: modeOf(variables),
    slackApiUrl: variables.SLACK_API_URL,
    proxy: proxyOf(variables),
    port: variables.PORT,
    host: variables.HOST,
    ...dataConfigOf(variables),
    store: storeConfigOf(variables),
    /** User ids who may change settings, besides workspace admins. */
    editors: variables.EDITORS ?? [],
    /** Records of questions and answers are deleted after this many days. */
    retentionDays: variables.RETENTION_DAYS,
    access: {
      /** Ids; null: the bot's own team, and every channel it is in. */
      teams: variables.ALLOWED_TEAMS ?? null,
      channels: variables.ALLOWED_CHANNELS ?? null,
      allowExternal: variables.ALLOW_EXTERNAL,
      allowGuests: variables.ALLOW_GUESTS,
    },
    /** Null: no health server. */
    health: HEALTH_PORT === undefined ? null : { port: HEALTH_PORT, host: HEALTH_HOST },
    logLevel: variables.LOG_LEVEL,
  };
}

export function hasTokens(config: Config): config is SlackConfig {
  return config.mode.kind !== 'local';
}

/** What the terminal commands need; half-set tokens do not matter there. */
export function readDataConfig(env: Environment) {
  return dataConfigOf(parse(DataVariables, env));
}

/** What a terminal command needs that opens the live store. */
export function readStoreConfig(env: Environment) {
  return storeConfigOf(parse(StoreVariables, env));
}

// --- internal ---

type Environment = Record<string, string | undefined>;

function parse<S extends z.ZodType>(schema: S, env: Environment): z.infer<S> {
  const set = Object.entries(env).flatMap(([name, value]) => {
    const trimmed = value?.trim() ?? '';
    return trimmed === '' ? [] : [[name, trimmed]];
  });
  const parsed = schema.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
  );
}

function dataConfigOf({ DATA_DIR, STALE_AFTER_DAYS }: z.infer<typeof DataVariables>) {
  return { dataDir: DATA_DIR, staleAfterDays: STALE_AFTER_DAYS };
}

function storeConfigOf({ DATABASE_URL, SQLITE_FILE }: z.infer<typeof StoreVariables>) {
  return DATABASE_URL ? { databaseUrl: DATABASE_URL } : { sqliteFile: SQLITE_FILE };
}

const text = (pattern: RegExp, expected: string) => z.string().regex(pattern, `expected ${expected}`);

const wholeNumber = (low: number, high: number, what: string, example: string) =>
  text(/^\d+$/, `${what}, like ${example}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `expected ${what}, like ${example}`);

/** Ids separated by commas or spaces. */
const ids = (pattern: RegExp, what: string, example: string) =>
  z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((id) => id !== ''))
    .refine(
      (all) => all.every((id) => pattern.test(id)),
      `expected ${what}, separated by commas, like ${example}`,
    )
    .optional();

const yesOrNo = z.enum(['true', 'false'], 'expected true or false').transform((value) => value === 'true');

const BOT_TOKEN = 'find it at api.slack.com/apps under OAuth & Permissions';
const APP_TOKEN = 'make one at api.slack.com/apps under Basic Information, App-Level Tokens';
const SECRET = 'find it at api.slack.com/apps under Basic Information, App Credentials';

const DataVariables = z.object({
  DATA_DIR: z.string().default('data'),
  STALE_AFTER_DAYS: wholeNumber(1, 36500, 'a number of days from 1', '180').default(180),
});

const StoreVariables = z.object({
  // SQLite would read these as an in-memory database, or as a file of that name.
  SQLITE_FILE: z
    .string()
    .refine(
      (value) => !/^(:|[a-z][a-z0-9+.-]+:)/i.test(value),
      'expected the path of a file, like var/haiti-desk.db; a PostgreSQL database goes into DATABASE_URL',
    )
    .default('var/haiti-desk.db'),
  DATABASE_URL: text(
    /^postgres(?:ql)?:\/\/\S+$/,
    'the address of a PostgreSQL database, like postgres://desk:password@db.example.org/desk',
  ).optional(),
});

const proxyAddress = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'expected the address of an HTTP proxy, like http://proxy.example.org:3128; others, such as SOCKS, are not supported',
  )
  .optional();

const Variables = z.object({
  SLACK_BOT_TOKEN: text(/^xoxb-[\w-]+$/, `a bot token that begins with xoxb-; ${BOT_TOKEN}`).optional(),
  SLACK_APP_TOKEN: text(
    /^xapp-[\w-]+$/,
    `an app-level token that begins with xapp-; ${APP_TOKEN}, with connections:write`,
  ).optional(),
  SLACK_SIGNING_SECRET: text(/^[\w-]{8,}$/, `the signing secret; ${SECRET}`).optional(),
  SLACK_MODE: z.enum(['socket', 'http'], 'expected socket or http').optional(),
  SLACK_API_URL: z.url('expected a web address, like https://slack.com/api/').optional(),
  // The small ones win, as they do in curl.
  https_proxy: proxyAddress,
  HTTPS_PROXY: proxyAddress,
  http_proxy: proxyAddress,
  HTTP_PROXY: proxyAddress,
  no_proxy: z.string().optional(),
  NO_PROXY: z.string().optional(),
  PORT: wholeNumber(0, 65535, 'a port number from 0 to 65535', '3000').default(3000),
  HOST: z.string().optional(),
  ...DataVariables.shape,
  ...StoreVariables.shape,
  EDITORS: ids(
    /^[UW][A-Z0-9]{2,}$/,
    'user ids (in Slack: a profile, the three dots, Copy member ID)',
    'U012AB3CD,U045EF6GH',
  ),
  RETENTION_DAYS: wholeNumber(1, 36500, 'a number of days from 1', '30').default(30),
  ALLOWED_TEAMS: ids(
    /^[TE][A-Z0-9]{2,}$/,
    'workspace ids (in the address of Slack in a browser)',
    'T012AB3CD',
  ),
  ALLOWED_CHANNELS: ids(
    /^(?:[CGD][A-Z0-9]{2,}|direct)$/,
    'channel ids (at the foot of a channel’s details)',
    'C012AB3CD,C045EF6GH',
  ),
  ALLOW_EXTERNAL: yesOrNo.default(false),
  ALLOW_GUESTS: yesOrNo.default(true),
  HEALTH_PORT: wholeNumber(0, 65535, 'a port number from 0 to 65535', '9090').optional(),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'expected debug, info, warn or error')
    .default('info'),
});

/** Null when no proxy is set. */
function proxyOf(variables: z.infer<typeof Variables>) {
  const https = variables.https_proxy ?? variables.HTTPS_PROXY ?? null;
  const http = variables.http_proxy ?? variables.HTTP_PROXY ?? null;
  if (https === null && http === null) return null;
  return { https, http, except: variables.no_proxy ?? variables.NO_PROXY ?? null };
}

function modeOf(variables: z.infer<typeof Variables>): SlackMode | { kind: 'local' } {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = variables;
  if (!botToken && !appToken && !signingSecret) {
    if (variables.SLACK_MODE) {
      throw new ConfigError(
        `SLACK_MODE: is ${variables.SLACK_MODE}, but no Slack tokens are set; set them too, or unset SLACK_MODE for the local workspace`,
      );
    }
    return { kind: 'local' };
  }
  if (!botToken) {
    throw new ConfigError(
      `SLACK_BOT_TOKEN: is missing while ${appToken ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is set; ${BOT_TOKEN}, or unset both for the local workspace`,
    );
  }
  const kind = variables.SLACK_MODE ?? (appToken ? 'socket' : 'http');
  if (kind === 'socket') {
    if (appToken) return { kind, botToken, appToken };
    throw new ConfigError(`SLACK_APP_TOKEN: is missing, and Socket Mode needs it; ${APP_TOKEN}`);
  }
  if (signingSecret) return { kind, botToken, signingSecret };
  throw new ConfigError(
    variables.SLACK_MODE === 'http'
      ? `SLACK_SIGNING_SECRET: is missing, and HTTP needs it; ${SECRET}`
      : 'SLACK_APP_TOKEN: is missing while SLACK_BOT_TOKEN is set; set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP; unset all three for the local workspace',
  );
}
