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

export interface Config {
  /** `local`: no tokens are set, so the bot joins the workspace in the browser. */
  mode: SlackMode | { kind: 'local' };
  slackApiUrl: string | undefined;
  port: number;
  host: string | undefined;
  dataDir: string;
  staleAfterDays: number;
  store: { databaseUrl: string } | { sqliteFile: string };
  /** User ids who may change settings, besides workspace admins. */
  editors: string[];
  /** Records of questions and answers are deleted after this many days. */
  retentionDays: number;
  access: {
    /** Ids; null: the bot's own team, and every channel it is in. */
    teams: string[] | null;
    channels: string[] | null;
    allowExternal: boolean;
    allowGuests: boolean;
  };
  /** Null: no health server. */
  health: { port: number; host: string } | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** Settings with which a bot can start. */
export type SlackConfig = Config & { mode: SlackMode };

/** What the terminal commands need. */
export type DataConfig = Pick<Config, 'dataDir' | 'staleAfterDays'>;

/**
 * Reads the environment. An empty value counts as unset.
 * @throws ConfigError with one line for each variable at fault
 */
export function readConfig(env: Environment): Config {
  const variables = parse(Variables, env);
  return {
    mode: modeOf(variables),
    slackApiUrl: variables.SLACK_API_URL,
    port: variables.PORT,
    host: variables.HOST,
    dataDir: variables.DATA_DIR,
    staleAfterDays: variables.STALE_AFTER_DAYS,
    store: variables.DATABASE_URL
      ? { databaseUrl: variables.DATABASE_URL }
      : { sqliteFile: variables.SQLITE_FILE },
    editors: variables.EDITORS ?? [],
    retentionDays: variables.RETENTION_DAYS,
    access: {
      teams: variables.ALLOWED_TEAMS ?? null,
      channels: variables.ALLOWED_CHANNELS ?? null,
      allowExternal: variables.ALLOW_EXTERNAL,
      allowGuests: variables.ALLOW_GUESTS,
    },
    health:
      variables.HEALTH_PORT === undefined
        ? null
        : { port: variables.HEALTH_PORT, host: variables.HEALTH_HOST },
    logLevel: variables.LOG_LEVEL,
  };
}

export function hasTokens(config: Config): config is SlackConfig {
  return config.mode.kind !== 'local';
}

/** The same for the terminal, where half-set tokens do not matter. */
export function readDataConfig(env: Environment): DataConfig {
  const variables = parse(Variables.pick({ DATA_DIR: true, STALE_AFTER_DAYS: true }), env);
  return { dataDir: variables.DATA_DIR, staleAfterDays: variables.STALE_AFTER_DAYS };
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

const wholeNumber = (low: number, high: number, what: string, example: string) =>
  z
    .string()
    .regex(/^\d+$/, `expected ${what}, like ${example}`)
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

const Variables = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(
      /^xoxb-[\w-]+$/,
      'expected a bot token that begins with xoxb-; find it at api.slack.com/apps under OAuth & Permissions',
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(
      /^xapp-[\w-]+$/,
      'expected an app-level token that begins with xapp-; make one at api.slack.com/apps under Basic Information, App-Level Tokens, with connections:write',
    )
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^[\w-]{8,}$/,
      'expected the signing secret; find it at api.slack.com/apps under Basic Information, App Credentials',
    )
    .optional(),
  SLACK_MODE: z.enum(['socket', 'http'], 'expected socket or http').optional(),
  SLACK_API_URL: z.url('expected a web address, like https://slack.com/api/').optional(),
  PORT: wholeNumber(0, 65535, 'a port number from 0 to 65535', '3000').default(3000),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('data'),
  STALE_AFTER_DAYS: wholeNumber(1, 36500, 'a number of days from 1', '180').default(180),
  // SQLite would read these as an in-memory database, or as a file of that name.
  SQLITE_FILE: z
    .string()
    .refine(
      (value) => !/^(:|[a-z][a-z0-9+.-]+:)/i.test(value),
      'expected the path of a file, like var/haiti-desk.db; a PostgreSQL database goes into DATABASE_URL',
    )
    .default('var/haiti-desk.db'),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(?:ql)?:\/\/\S+$/,
      'expected the address of a PostgreSQL database, like postgres://desk:password@db.example.org/desk',
    )
    .optional(),
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

function modeOf(variables: z.infer<typeof Variables>): Config['mode'] {
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
      `SLACK_BOT_TOKEN: is missing while ${appToken ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is set; find it at api.slack.com/apps under OAuth & Permissions, or unset both for the local workspace`,
    );
  }
  const kind = variables.SLACK_MODE ?? (appToken ? 'socket' : 'http');
  if (kind === 'socket') {
    if (appToken) return { kind, botToken, appToken };
    throw new ConfigError(
      'SLACK_APP_TOKEN: is missing, and Socket Mode needs it; make one at api.slack.com/apps under Basic Information, App-Level Tokens',
    );
  }
  if (signingSecret) return { kind, botToken, signingSecret };
  throw new ConfigError(
    variables.SLACK_MODE === 'http'
      ? 'SLACK_SIGNING_SECRET: is missing, and HTTP needs it; find it at api.slack.com/apps under Basic Information, App Credentials'
      : 'SLACK_APP_TOKEN: is missing while SLACK_BOT_TOKEN is set; set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP; unset all three for the local workspace',
  );
}
