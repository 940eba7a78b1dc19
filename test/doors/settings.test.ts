import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1234-not-a-real-one' };
const APP = { SLACK_APP_TOKEN: 'xapp-1-A1-1234-not-a-real-one' };
const SECRET = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' };

describe('the mode', () => {
  it.each([
    ['no tokens', {}, 'local'],
    ['empty tokens', { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: ' ', SLACK_MODE: '' }, 'local'],
    ['a bot token and an app token', { ...BOT, ...APP }, 'socket'],
    ['a bot token and a signing secret', { ...BOT, ...SECRET }, 'http'],
    ['all three', { ...BOT, ...APP, ...SECRET }, 'socket'],
    ['all three and SLACK_MODE=http', { ...BOT, ...APP, ...SECRET, SLACK_MODE: 'http' }, 'http'],
  ])('is chosen by %s', (_name, env, kind) => {
    expect(readConfig(env).mode.kind).toBe(kind);
  });

  it.each([
    ['a bot token alone', BOT, 'SLACK_APP_TOKEN: is missing'],
    ['an app token alone', APP, 'SLACK_BOT_TOKEN: is missing while SLACK_APP_TOKEN is set'],
    ['a signing secret alone', SECRET, 'SLACK_BOT_TOKEN: is missing while SLACK_SIGNING_SECRET is set'],
    ['all but a bot token', { ...APP, ...SECRET }, 'SLACK_BOT_TOKEN: is missing'],
    [
      'HTTP without a signing secret',
      { ...BOT, ...APP, SLACK_MODE: 'http' },
      'SLACK_SIGNING_SECRET: is missing, and HTTP needs it',
    ],
    [
      'Socket Mode without an app token',
      { ...BOT, ...SECRET, SLACK_MODE: 'socket' },
      'SLACK_APP_TOKEN: is missing, and Socket Mode needs it',
    ],
    ['a mode without tokens', { SLACK_MODE: 'socket' }, 'SLACK_MODE: is socket, but no Slack tokens are set'],
  ])('is missing with %s', (_name, env, line) => {
    expect(refusalOf(env)).toHaveLength(1);
    expect(refusalOf(env)[0]).toContain(line);
  });
});

describe('a proxy', () => {
  const [one, other] = ['http://one.example.org:3128', 'http://other.example.org:3128'];
  it.each([
    ['none', {}, null],
    ['none, when only exceptions are set', { NO_PROXY: '*' }, null],
    ['that for https', { HTTPS_PROXY: one }, { https: one, http: null, except: null }],
    ['with exceptions', { HTTP_PROXY: one, NO_PROXY: 'a,b' }, { https: null, http: one, except: 'a,b' }],
    [
      'the one in small letters',
      { HTTPS_PROXY: one, https_proxy: other },
      { https: other, http: null, except: null },
    ],
  ])('is %s', (_what, env, proxy) => {
    expect(readConfig(env).proxy).toEqual(proxy);
  });
});

describe('an invalid value', () => {
  it.each([
    ['SLACK_BOT_TOKEN', 'xoxp-1234-not-a-real-one', 'xoxb-'],
    ['SLACK_BOT_TOKEN', 'xoxb-1234 not-a-real-one', 'OAuth & Permissions'],
    ['SLACK_APP_TOKEN', 'xoxb-1234-not-a-real-one', 'xapp-'],
    ['SLACK_SIGNING_SECRET', 'not a real one', 'Basic Information'],
    ['SLACK_MODE', 'pigeon', 'socket or http'],
    ['SLACK_API_URL', 'slack', 'like https://slack.com/api/'],
    [
      'HTTPS_PROXY',
      'socks5://desk:not-a-real-one@proxy.example.org:1080',
      'such as SOCKS, are not supported',
    ],
    ['https_proxy', 'proxy.example.org:3128', 'like http://proxy.example.org:3128'],
    ['HTTP_PROXY', 'ftp://proxy.example.org', 'the address of an HTTP proxy'],
    ['PORT', 'eighty', 'from 0 to 65535'],
    ['PORT', '70000', 'from 0 to 65535'],
    ['PORT', '-1', 'like 3000'],
    ['STALE_AFTER_DAYS', '0', 'from 1'],
    ['SQLITE_FILE', ':memory:', 'like var/haiti-desk.db'],
    ['SQLITE_FILE', 'file:var/desk.db', 'the path of a file'],
    ['SQLITE_FILE', 'libsql://desk.example.org', 'the path of a file'],
    ['SQLITE_FILE', 'postgres://desk.example.org/desk', 'goes into DATABASE_URL'],
    ['LOG_LEVEL', 'loud', 'debug, info, warn or error'],
  ])('%s=%s is refused with what was expected, without repeating the value', (name, value, expected) => {
    const [line = '', ...others] = refusalOf({ ...BOT, ...APP, [name]: value });
    expect(others).toEqual([]);
    expect(line.startsWith(`${name}: expected`)).toBe(true);
    expect(line).toContain(expected);
    expect(line).not.toContain('not-a-real-one');
  });
});

describe('SQLITE_FILE', () => {
  it.each(['var/desk.db', '/srv/desk:1/desk.db', './a:b.db', 'C:\\desk\\desk.db'])('may be %s', (file) => {
    expect(readConfig({ SQLITE_FILE: file }).store).toEqual({ sqliteFile: file });
  });
});

function refusalOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}
