import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Deliveries } from '../../src/workspace/platform/deliveries.ts';
import type { Message } from '../../src/workspace/platform/messages.ts';
import { type Slack, startSlack } from '../start-slack.ts';
import { type Bot, startBot } from './bot.ts';

/** The two ways in which Slack reaches the bot. */
export const CARRIERS = [
  ['Socket Mode', 'socket'],
  ['signed HTTP', 'http'],
] as const;

export type Carrier = (typeof CARRIERS)[number][1];

/** A simulated Slack, the bot, and the connection between them. */
export interface Open {
  slack: Slack;
  bot: Bot;
  door: Deliveries;
  /** The reply to a question asked by command, with its buttons. */
  ask(text: string, channel?: string): Promise<Message>;
  /** What the bot has posted into a channel, oldest first. */
  posted(channel?: string): Message[];
  /** The bot's posts in the thread of a message. */
  thread(ts: string, channel?: string): Message[];
  /** Waits for the first of them. */
  answer(ts: string, channel?: string): Promise<Message>;
  /** Resolves when everything sent before has been handled. */
  settled(): Promise<void>;
  /** After a test: checks that no rule of Slack's was broken and the bot still runs, and clears all faults. */
  tidy(options?: { except?: string[] }): void;
  close(): Promise<void>;
}

const SIDE_CHANNEL = 'C0SIDE0000';
const CHANNELS = [
  { id: 'C0NEWSDESK', name: 'newsdesk' },
  { id: SIDE_CHANNEL, name: 'side' },
  { id: 'C0OUTSIDE0', name: 'outside', is_member: false },
  { id: 'D0REPORTER', is_im: true, user: 'U0REPORTER', members: ['U0REPORTER'] },
];

const QUIET = ['warn', 'error'];

/** For two starts at once, on a busy machine. */
export const OPENING_MS = 60_000;

/** For an answer, on a busy machine. */
const WAIT_MS = 10_000;

export async function openDoor(carrier: Carrier, env: Record<string, string> = {}): Promise<Open> {
  const slack = await startSlack({ channels: CHANNELS });
  // Above level info, the bot logs nothing while all is well.
  const isReady = QUIET.includes(env.LOG_LEVEL ?? '') ? () => slack.socket.live.length > 0 : undefined;
  const bot = await startBot({ ...slack.env(carrier), ...env }, isReady).catch(async (error: unknown) => {
    await slack.close();
    throw error;
  });
  const door = carrier === 'socket' ? slack : slack.http(addressOf(bot));
  const posted = (channel?: string) => slack.messages(channel).filter((message) => message.bot_id);
  const thread = (ts: string, channel?: string) =>
    posted(channel).filter((message) => message.thread_ts === ts);
  return {
    ...{ slack, bot, door, posted, thread },
    async ask(text, channel = slack.channelId) {
      const { reply } = await door.command({ text, channel });
      if (!reply) throw new Error(`no reply to ${text.slice(0, 80)}`);
      return reply;
    },
    answer: (ts, channel) => slack.waitFor(() => thread(ts, channel)[0], WAIT_MS, 'an answer in the thread'),
    async settled() {
      // Messages are answered in order: once this one is, so are all before it.
      const { id: channel } = slack.channel(SIDE_CHANNEL);
      const before = posted(channel).length;
      await door.mention({ text: 'help', channel, user: 'U0ADMIN000' });
      await slack.waitFor(() => posted(channel).length > before, WAIT_MS, 'a later answer');
    },
    tidy(options) {
      try {
        expect(bot.running()).toBe(true);
        slack.assertClean(options);
      } finally {
        slack.clearFaults();
        slack.violations.length = 0;
      }
    },
    async close() {
      await bot.stop();
      await slack.close();
    },
  };
}

/** Opens one for the tests of a file or a block, and tidies up after each. */
export function openOne(env: Record<string, string>, prepare: (open: Open) => void = () => {}): Open {
  let open: Open | undefined;
  beforeAll(async () => {
    open = await openDoor('socket', env);
    prepare(open);
  }, OPENING_MS);
  afterEach(() => open?.tidy());
  afterAll(() => open?.close());
  return lazily(() => open);
}

/** Opens both for the tests of one file, which run over each in turn. */
export function openBoth(env: Record<string, string> = {}): (carrier: Carrier) => Open {
  const opened = new Map<Carrier, Open>();
  beforeAll(async () => {
    const opening = CARRIERS.map(async ([, carrier]) => opened.set(carrier, await openDoor(carrier, env)));
    await Promise.all(opening);
  }, OPENING_MS);
  afterAll(async () => {
    await Promise.all([...opened.values()].map((open) => open.close()));
  }, OPENING_MS);
  return (carrier) => lazily(() => opened.get(carrier));
}

export function addressOf(bot: Bot): string {
  return `http://127.0.0.1:${bot.port()}/slack/events`;
}

// --- internal ---

/** What is opened before the tests, for code that is written down before it is open. */
function lazily(opened: () => Open | undefined): Open {
  const get = (_target: Open, name: string) => Reflect.get(opened() ?? {}, name);
  return new Proxy({} as Open, { get });
}
