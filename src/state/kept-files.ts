import { existsSync, statSync } from 'node:fs';
import { saidBy } from './engine.ts';

/**
 * Notices that files were deleted, or others put in their place, while this process has them open: what it writes
 * then goes where nobody will find it. SQLite itself tells a file by its inode, and looks only where it keeps no log.
 * @returns to be called once they are open; throws when they are not the same any more
 */
export function watchFiles(files: readonly string[]): () => void {
  let seen: ReadonlyMap<string, bigint> | undefined;
  return () => {
    // One that is not there from the beginning is not written to: a log, on a disk that cannot have one.
    seen ??= new Map(files.filter((file) => existsSync(file)).map((file) => [file, inodeOf(file)]));
    for (const [file, inode] of seen)
      if (inodeOf(file) !== inode)
        throw new Error(`${file} is another file than was opened; restart, or put the old one back`);
  };
}

// --- internal ---

function inodeOf(file: string): bigint {
  try {
    return statSync(file, { bigint: true }).ino;
  } catch (error) {
    throw new Error(`${file} is gone (${saidBy(error)}); restart, or put it back`, { cause: error });
  }
}
