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

/** One exact replacement. */
export interface Patch {
  file: string;
  /** Occurs exactly once in the file. Contains no number that tuning changes. */
  from: string;
  to: string;
}

/** A copy of the work tree: what is broken there is broken nowhere else. */
export interface WorkCopy {
  path: string;
  /**
   * Applies patches, in order.
   * @returns a function that restores the files
   * @throws Error when one does not fit; the others are undone
   */
  apply(patches: readonly Patch[]): () => void;
  dispose(): void;
}

/** Why a patch does not fit the work tree as it is; null when it does. */
export function misfit({ file, from }: Patch, root = ROOT): string | null {
  if (!existsSync(join(root, file)))
    return `${file} does not exist; move the patch to the file that took its place`;
  const times = readFileSync(join(root, file), 'utf8').split(from).length - 1;
  return times === 1 ? null : `occurs ${times} times in ${file}, expected once: ${from.trim()}`;
}

/** Copies everything git tracks or would track, in its current state. */
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
    apply(patches) {
      const originals: [string, string][] = [];
      const restore = () => {
        for (const [file, text] of originals.reverse()) writeFileSync(file, text);
      };
      for (const patch of patches) {
        const why = misfit(patch, path);
        if (why !== null) {
          restore();
          throw new Error(why);
        }
        const file = join(path, patch.file);
        const text = readFileSync(file, 'utf8');
        originals.push([file, text]);
        writeFileSync(
          file,
          text.replace(patch.from, () => patch.to),
        );
      }
      return restore;
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
