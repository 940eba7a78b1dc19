import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Calls `changed` once after each burst of changes in a folder or to a file, until `stop`. Editors save by renaming, so a file is
 * watched by its folder.
 */
export async function watchFiles(
  folder: string,
  file: string,
  stop: AbortSignal,
  changed: () => void,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED);
  };
  const watchers = [
    watch(folder, { recursive: true }, soon),
    watch(dirname(file), (_, name) => {
      if (name === basename(file)) soon();
    }),
  ];
  if (!stop.aborted) await new Promise((done) => stop.addEventListener('abort', done, { once: true }));
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
}

// --- internal ---

/** Milliseconds without a further change after which a save is over. */
const SETTLED = 150;
