import { createPage, type Page } from './page/page.ts';
import type { ChannelSpec, UserSpec } from './platform/members.ts';
import type { Platform } from './platform/platform.ts';
import { startPlatform } from './platform/start.ts';
import { createUserActions, type UserActions } from './platform/user-actions.ts';
import type { Violation } from './platform/violations.ts';

export interface WorkspaceOptions {
  /** Port of page and Web API, on loopback only; 0 takes any free one. */
  port: number;
  /** The bot's display name. */
  name: string;
  /** Its slash command, with the slash. */
  command: string;
  /** Example questions that the page offers. */
  examples: string[];
  now?: () => number;
  /** Called for each rule of Slack that the bot breaks. */
  report?: (violation: Violation) => void;
}

/** A local Slack in the browser. */
export interface Workspace {
  /** Its address in the browser. */
  url: string;
  /** For SLACK_API_URL, SLACK_BOT_TOKEN and SLACK_APP_TOKEN. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  platform: Platform;
  actions: UserActions;
  /** Asks the first two examples, as a command and as a mention, so that the page opens on a worked example. */
  askExamples(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the platform and the page on it.
 * @throws node's own error when the port cannot be had
 */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { port, name, command, examples, now, report } = options;
  const topic = command.replace(/^\//, '');
  let page: Page | undefined;
  const running = await startPlatform({
    ...{ port, command, now, botName: name, botUserId: 'U0LOCALBOT' },
    ...{ teamId: 'T0LOCAL001', teamName: 'Local workspace' },
    users: PEOPLE,
    channels: [NEWSROOM, { id: 'C0LOCTOPIC', name: topic, purpose: 'Everything about this file' }, GENERAL],
    siteUrl: (actual) => `http://localhost:${actual}`,
    // Any source may be linked; only people who asked may be mentioned.
    allow: { links: true, mentions: 'asker' },
    serve: (request, response) => page?.handle(request, response),
    ...(report ? { report } : {}),
  });
  const { platform, apiUrl, socket, deliveries } = running;
  for (const { id } of PEOPLE) platform.members.directMessage(id);
  const actions = createUserActions(platform, deliveries);
  page = createPage({ platform, actions, examples });

  return {
    ...{ url: platform.siteUrl, apiUrl, platform, actions },
    botToken: platform.botToken,
    appToken: platform.appToken,
    async askExamples() {
      await socket.connected();
      const [first, second] = examples;
      const line = { user: ADA, channel: NEWSROOM.id };
      if (first) await actions.send({ ...line, text: `${command} ${first}` });
      if (second) await actions.send({ ...line, text: `@${name} ${second}` });
    },
    async stop() {
      page?.close();
      await running.close();
    },
  };
}

// --- internal ---

const ADA = 'U0LOCALADA';
const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
const PEOPLE: UserSpec[] = [
  { id: ADA, name: 'ada', real_name: 'Ada', title: 'reporter', tz },
  { id: 'U0LOCALBEN', name: 'ben', real_name: 'Ben', title: 'editor, admin', is_admin: true, tz },
];
const NEWSROOM: ChannelSpec = { id: 'C0NEWSROOM', name: 'newsroom', purpose: 'The desk on deadline' };
const GENERAL: ChannelSpec = { id: 'C0GENERAL0', name: 'general', purpose: 'Announcements' };
