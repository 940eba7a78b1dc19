import { readFileSync } from 'node:fs';
import Database from 'libsql';

/** Writes a file as the first version of the program left it, with a row in every table. */
export function writeFirstStore(file: string): void {
  const database = new Database(file);
  database.exec(readFileSync(new URL('../fixtures/store/first.sql', import.meta.url), 'utf8'));
  database.close();
}
