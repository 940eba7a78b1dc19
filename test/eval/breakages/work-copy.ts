import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** The work tree once more, in a folder of its own: what is broken there is broken nowhere else. */
export interface WorkCopy {
  path: string;
  /**
   * Puts one text in the place of another.
   * @returns what puts the file back
   * @throws Error when the text does not stand in the file exactly once
   */
  replace(file: string, from: string, to: string): () => void;
  dispose(): void;
}

/** Copies all that git tracks or would track, as it stands now. */
export function createWorkCopy(): WorkCopy {
  const path = mkdtempSync(join(tmpdir(), 'desk-breakages-'));
  // PostgreSQL runs as another user, in a folder further down.
  chmodSync(path, 0o711);
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(path, file));
  }
  linkPackages(join(path, 'node_modules'));
  return {
    path,
    replace(file, from, to) {
      const whole = readFileSync(join(path, file), 'utf8');
      const times = whole.split(from).length - 1;
      if (times !== 1) throw new Error(`stands ${times} times in ${file}, expected once: ${from.trim()}`);
      writeFileSync(
        join(path, file),
        whole.replace(from, () => to),
      );
      return () => writeFileSync(join(path, file), whole);
    },
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}

// --- internal ---

/** A folder of links rather than one link: what the tools write beside the packages stays in the copy. */
function linkPackages(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((entry) => !entry.startsWith('.vite'))) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, name));
  }
}
