import { existsSync } from 'node:fs';
import { UsageRefusal } from '../refusal.ts';
import { openState, type Store } from './open.ts';

/**
 * An operator's command: digests speak for this version of the fact base from now on.
 * @returns a line that says so
 * @throws UsageRefusal when the store is not there, or has never seen that version
 */
export async function speakFor(store: Store, version: string): Promise<string> {
  if ('sqliteFile' in store && !existsSync(store.sqliteFile))
    throw new UsageRefusal(
      `SQLITE_FILE: there is no ${store.sqliteFile}; expected the file the bot runs on, or set DATABASE_URL`,
    );
  const { bases, close } = await openState(store, { owner: `speak-for ${process.pid}` });
  try {
    if (await bases.speakFor(version))
      return `Digests now speak for ${version}. An instance with another base posts none, unless its base is seen later.`;
    const known = (await bases.known())
      .slice(0, LISTED)
      .map(({ version, seen }) => `${version} (first seen ${new Date(seen).toISOString().slice(0, 16)}Z)`);
    throw new UsageRefusal(
      `--speak-for: the store knows no version "${version}"; expected ${known.length > 0 ? `one of: ${known.join(', ')}` : 'one that the bot was started with, and there is none yet'}`,
    );
  } finally {
    await close();
  }
}

// --- internal ---

/** How many versions a refusal names, the latest first. */
const LISTED = 5;
