import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const FOLDER = new URL('.', import.meta.url);

/** Installs what the bench compares with, from the lock beside it, unless it is there already. */
export function installPeers(): void {
  const { dependencies } = manifest('package.json') as { dependencies: Record<string, string> };
  const isThere = Object.entries(dependencies).every(
    ([name, version]) => manifest(`node_modules/${name}/package.json`)?.version === version,
  );
  if (isThere) return;
  // What npm says belongs to the log, not among the tables.
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    throw new Error('The peers could not be installed: run "npm ci" in test/eval/bench and see why.', {
      cause: error,
    });
  }
}

// --- internal ---

function manifest(path: string): { version?: string } | null {
  try {
    return JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8'));
  } catch {
    return null;
  }
}
