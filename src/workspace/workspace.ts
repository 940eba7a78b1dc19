import { randomUUID } from 'node:crypto';
import type { Receiver } from '@slack/bolt';
import { createGestures, type Gestures } from './old-platform/gestures.ts';
import { createInteractions } from './old-platform/interactions.ts';
import { createModals } from './old-platform/modals.ts';
import { createPlatform, type Platform } from './old-platform/platform.ts';
import { createFetch } from './old-platform/webapi.ts';
import { createRender } from './page/render.tsx';
import { createRoutes } from './page/routes.ts';
import { createLocalServer } from './page/server.ts';
import { createStream } from './page/stream.ts';

export interface WorkspaceOptions {
  /** Where the page is served, on the loopback only; 0 takes any free port. */
  port: number;
  /** The bot's display name. */
  name: string;
  /** Its slash command, with the slash. */
  command: string;
  /** Questions worth asking: the first two are asked when the workspace starts, so that it opens on a worked example. */
  examples: string[];
  now?: () => Date;
}

/** A Slack of one's own, for `new App({ token, receiver, clientOptions: { fetch } })`. */
export interface Workspace {
  token: string;
  receiver: Receiver;
  fetch: typeof globalThis.fetch;
  /** Right once the receiver has started. */
  url: string;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { port, name, command, examples, now = () => new Date() } = options;
  let url = `http://localhost:${port}`;
  const platform = createPlatform({ name, command, now, url: () => url });
  const gestures = createGestures(platform);
  const interactions = createInteractions(platform);
  const modals = createModals(platform);

  const boot = randomUUID();
  const render = createRender(platform, examples, boot);
  const stream = createStream(platform, render, boot);
  const routes = createRoutes({ platform, gestures, interactions, modals, render, stream });
  const server = createLocalServer(platform, routes);

  return {
    token: TOKEN,
    fetch: createFetch(platform, TOKEN),
    receiver: {
      init: (app) => platform.delivery.connect(app),
      async start() {
        url = `http://localhost:${await server.start(port)}`;
        askExamples(platform, gestures, examples).catch((error: unknown) => console.error(error));
      },
      async stop() {
        stream.close();
        platform.delivery.giveUp();
        await server.stop();
      },
    },
    get url() {
      return url;
    },
  };
}

// --- internal ---

/** It opens nothing but this workspace. */
const TOKEN = 'xoxb-local-workspace';

/** One question as a command, one as a mention: both doors, truly used. */
async function askExamples(platform: Platform, gestures: Gestures, examples: string[]): Promise<void> {
  const [reporter] = platform.cast.people;
  const [newsroom] = platform.cast.channels;
  const [first, second] = examples;
  if (!reporter || !newsroom) return;
  if (first) await gestures.say(reporter, newsroom, `${platform.command} ${first}`);
  if (second) await gestures.say(reporter, newsroom, `@${platform.cast.bot.real_name} ${second}`);
}
