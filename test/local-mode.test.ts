import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Config, readConfig } from '../src/config.ts';
import { loadFactBase } from '../src/facts/load.ts';
import { localConfig, startLocalMode } from '../src/local-mode.ts';
import { startBot } from './doors/bot.ts';
import { smallBase } from './doors/small-base.ts';
import { readHealth } from './faults/read-health.ts';

const SRC = new URL('../src/', import.meta.url);
const ENV = { PORT: '0', HEALTH_PORT: '0', EDITORS: 'U012AB3CD', ALLOWED_CHANNELS: 'C012AB3CD' };

const DATA_DIR = smallBase();
afterEach(() => vi.restoreAllMocks());

describe('local mode', () => {
  it('has the settings of production but for tokens, API address and store', () => {
    const SLACK_API_URL = 'http://127.0.0.1:3000/api/';
    const tokens = { SLACK_BOT_TOKEN: 'xoxb-local-0123', SLACK_APP_TOKEN: 'xapp-local-0123' };
    const production: Config = readConfig({ ...ENV, ...tokens, SLACK_API_URL });
    const local = localConfig(readConfig(ENV), {
      botToken: tokens.SLACK_BOT_TOKEN,
      appToken: tokens.SLACK_APP_TOKEN,
      apiUrl: SLACK_API_URL,
    });
    expect(local).toEqual({ ...production, store: { sqliteFile: ':memory:' } });
  });

  it('is known to nothing but the settings and the entry', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    const knowing = files
      .filter((file) => !file.startsWith('workspace/'))
      .filter((file) =>
        /'local'|hasTokens|local-mode|localConfig/.test(readFileSync(new URL(file, SRC), 'utf8')),
      );
    expect(knowing.sort()).toEqual(['config.ts', 'local-mode.ts', 'run-bot.ts']);
    const entry = readFileSync(new URL('run-bot.ts', SRC), 'utf8');
    // The settings are chosen, the worked example is asked, the workspace is stopped, and its address is shown.
    expect(entry.match(/\blocal\b(?!-)[?.]*\w*/g)).toEqual([
      ...['local', 'local', 'local?.stop', 'local', 'local.url', 'local.askExamples'],
    ]);
  });

  it('starts, is ready over its socket, and opens on a worked example', async () => {
    const bot = await startBot({ HEALTH_PORT: '0' }, (starting) => starting.stdout().includes('answers at'));
    const [, url = ''] = /answers at (\S+)/.exec(bot.stdout()) ?? [];
    const page = await vi.waitUntil(
      async () => {
        const html = await (await fetch(url)).text();
        return html.includes('1 reply') && html;
      },
      { timeout: 10_000 },
    );
    expect(page).toContain('Only visible to you');
    const { body } = await readHealth(bot, '/readyz');
    expect(JSON.parse(body)).toMatchObject({ ready: true, checks: { slack: { ok: true } } });
    expect(bot.stderr()).toBe('');
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
  });

  it('gives the bot Slack’s errors, and the developer a line on what was wrong', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { config, local } = await startLocalMode(readConfig(ENV), loadFactBase(DATA_DIR).desk);
    const response = await fetch(`${config.slackApiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${config.mode.botToken}` },
      body: JSON.stringify({ channel: 'C0NEWSROOM', text: 'a', blocks: [{ type: 'header' }] }),
    });
    expect(await response.json()).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(write).toHaveBeenCalledExactlyOnceWith(
      'Slack would object: invalid_blocks at chat.postMessage: missing required field: text [json-pointer:/blocks/0]\n',
    );
    await local.stop();
  });
});
