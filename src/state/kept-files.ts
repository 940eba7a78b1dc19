import { existsSync, statSync } from 'node:fs';
import { saidBy } from './engine.ts';

/**
 * Notices that files were deleted or replaced while this process has them open: whatever it writes then is lost.
 * SQLite itself checks the inode only when it uses no write-ahead log.
 * @returns to be called first when the files are open; throws when they are no longer the same
 */
export function watchFiles(files: readonly string[]): () => void {
  let seen: ReadonlyMap<string, bigint> | undefined;
  return () => {
    // A file missing from the start is not written to: a log, on a disk that does not support one.
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
