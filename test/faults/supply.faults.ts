import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startBot } from '../doors/bot.ts';
import { play } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import { tempFolder } from '../temp-folder.ts';
import { ROWS } from './rows.ts';
import { tried } from './tried.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const PARTS = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', '.npmrc'];
/** npm may use its registry: the tests' own NODE_OPTIONS would shut the network off. */
const { NODE_OPTIONS: _, ...ONLINE } = process.env;

const DATA_DIR = smallBase();
const folder = tempFolder();

describe(ROWS.supply, () => {
  it('npm ci --ignore-scripts --omit=dev is enough to run the bot', { timeout: 300_000 }, async (test) => {
    for (const part of PARTS.filter((name) => existsSync(join(ROOT, name))))
      cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    const options = ['--ignore-scripts', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'];
    await npm(['ci', ...options]);
    expect(existsSync(join(folder, 'node_modules/vitest'))).toBe(false);
    const slack = await play(test);
    const bot = await startBot(
      { ...slack.env(), DATA_DIR, SQLITE_FILE: join(folder, 'desk.db') },
      undefined,
      folder,
    );
    try {
      const { reply } = await slack.command({ text: SMALL_QUESTION });
      expect(reply?.text).toContain('Two boats were lost');
    } finally {
      await bot.stop();
    }
    const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
    tried(test, 1, `${Object.keys(packages).length} packages, and no script of theirs was run`);
  });

  it('npm audit reports nothing high or critical, where the registry offers it', {
    timeout: 120_000,
  }, async (test) => {
    const said = await npm(['audit', '--omit=dev', '--json', '--prefix', ROOT]).catch(
      (error) => error.stdout,
    );
    const report = JSON.parse(String(said || '{}'));
    const counts = report.metadata?.vulnerabilities;
    if (!counts) return tried(test, 1, 'this registry offers no audit');
    expect({ high: counts.high, critical: counts.critical }).toEqual({ high: 0, critical: 0 });
    tried(test, 1, `${counts.total} known vulnerabilities`);
  });

  it('every package in the lock file is pinned by its hash', (test) => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }>;
    };
    const loose = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
    expect(loose.map(([path]) => path)).toEqual([]);
    tried(test, Object.keys(packages).length - 1);
  });
});

// --- internal ---

async function npm(args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', args, {
    cwd: folder,
    env: ONLINE,
    maxBuffer: 50_000_000,
  });
  return stdout;
}
