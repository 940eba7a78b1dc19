import { join } from 'node:path';
import { usePostgres } from '../state/postgres.ts';
import { tempFolder } from '../temp-folder.ts';

type StoreCase = [title: string, processes: number, env: () => Promise<Record<string, string>>];

/** Both stores, each with as many processes as it allows; for the tests of one file, which names its database. */
export function useStores(name: string): StoreCase[] {
  const folder = tempFolder();
  const postgres = usePostgres();
  return [
    ['three processes on PostgreSQL', 3, async () => ({ DATABASE_URL: await postgres.url(name) })],
    ['one process on SQLite', 1, async () => ({ SQLITE_FILE: join(folder, `${name}.db`) })],
  ];
}
