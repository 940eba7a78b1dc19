import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = new URL('../..', import.meta.url).pathname;
const manifest = parse(readFileSync(`${ROOT}/manifest.yml`, 'utf8'));
const desk = parse(readFileSync(`${ROOT}/data/desk.yml`, 'utf8'));
const code = readdirSync(`${ROOT}/src/slack`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`${ROOT}/src/slack/${file}`, 'utf8'))
  .join('\n');

/** The scopes that each Web API method needs, from Slack's reference. */
const SCOPES_OF_METHOD: Record<string, string[]> = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
};

/** The scopes that each event needs, and its name in the manifest. */
const EVENTS: Record<string, { name: string; scopes: string[] }> = {
  app_mention: { name: 'app_mention', scopes: ['app_mentions:read'] },
  message: { name: 'message.im', scopes: ['im:history'] },
  app_home_opened: { name: 'app_home_opened', scopes: [] },
};

const unique = (names: string[]) => [...new Set(names)].sort();
const methods = unique(
  [...code.matchAll(/\b(?:answering|posting|client)\.(\w+\.\w+)\(/g)].map((match) => match[1] as string),
);
const events = unique([...code.matchAll(/app\.event\('(\w+)'/g)].map((match) => match[1] as string));

describe('the manifest', () => {
  it('subscribes to the events that the code handles', () => {
    expect(events.length).toBeGreaterThan(0);
    expect(unique(manifest.settings.event_subscriptions.bot_events)).toEqual(
      unique(events.map((event) => EVENTS[event]?.name ?? event)),
    );
  });

  it('asks for the scopes that the code needs', () => {
    const needed = [
      'commands',
      ...methods.flatMap((method) => SCOPES_OF_METHOD[method] ?? [`unknown: ${method}`]),
      ...events.flatMap((event) => EVENTS[event]?.scopes ?? []),
    ];
    expect(unique(manifest.oauth_config.scopes.bot)).toEqual(unique(needed));
  });

  it('declares the command under the name that the desk gives it', () => {
    expect(manifest.features.slash_commands.map((entry: { command: string }) => entry.command)).toEqual([
      desk.command,
    ]);
    expect(code).toContain('app.command(');
  });

  it('turns on interactivity if the code has buttons', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(code.includes('app.action('));
  });

  it('turns on the home and messages tabs if the code has them', () => {
    expect(manifest.features.app_home.home_tab_enabled).toBe(code.includes('views.publish('));
    expect(manifest.features.app_home.messages_tab_enabled).toBe(code.includes("channel_type !== 'im'"));
  });

  it('uses the same name everywhere, and gives a reason for every scope', () => {
    expect(manifest.display_information.name).toBe(desk.name);
    expect(manifest.features.bot_user.display_name).toBe(desk.name);
    const text = readFileSync(`${ROOT}/manifest.yml`, 'utf8');
    for (const scope of manifest.oauth_config.scopes.bot)
      expect(text).toMatch(new RegExp(`- ${scope} # \\S+`));
  });
});
