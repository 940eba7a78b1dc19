import type { Config, SlackConfig } from './config.ts';
import type { DeskSettings } from './facts/schema.ts';
import { addressRefusal } from './refusal.ts';

/** The local workspace while it runs. */
interface LocalMode {
  /** Its address in the browser. */
  url: string;
  /** Asks the first examples, so that the page opens on a worked example. */
  askExamples(): Promise<void>;
  stop(): Promise<void>;
}

/** A way into a Slack over Socket Mode. */
interface Access {
  botToken: string;
  appToken: string;
  apiUrl: string;
}

/** All that differs between local mode and production: tokens, API address and a store that a restart forgets. */
export function localConfig(config: Config, { botToken, appToken, apiUrl }: Access): SlackConfig {
  return {
    ...config,
    mode: { kind: 'socket', botToken, appToken },
    slackApiUrl: apiUrl,
    proxy: null,
    store: { sqliteFile: ':memory:' },
  };
}

/** Starts the local workspace, which is loaded only for this; with the settings by which the bot joins it. */
export async function startLocalMode(
  config: Config,
  desk: DeskSettings,
): Promise<{ config: SlackConfig; local: LocalMode }> {
  const { startWorkspace } = await import('./workspace/workspace.ts');
  const { name, command, examples } = desk;
  const workspace = await startWorkspace({
    ...{ port: config.port, name, command, examples },
    report: ({ what, where, detail }) =>
      process.stderr.write(`Slack would object: ${what} at ${where}: ${detail}\n`),
  }).catch((error: unknown) => {
    throw addressRefusal(error, { port: 'PORT', host: 'HOST' });
  });
  return { config: localConfig(config, workspace), local: workspace };
}
