import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import { codeOf, type Engine } from './engine.ts';
import { watchFiles } from './kept-files.ts';
import { sqliteRefusal } from './sqlite-refusal.ts';

/**
 * A file for one process alone. The lock on it is the system's: it goes with the process, however that ends.
 * @param sqliteFile its folder is made when missing; `:memory:` keeps nothing
 * @param tune sees the database before anything is written
 */
export function sqliteEngine(
  sqliteFile: string,
  tune: (database: Database.Database) => void = () => {},
): Engine {
  const path = resolve(sqliteFile);
  const dialect = new SqliteDialect({
    database: async () => {
      const file = sqliteFile === IN_MEMORY ? IN_MEMORY : madeReady(path);
      const database = new Database(file, { timeout: BUSY_TIMEOUT });
      try {
        claimAlone(database);
        tune(database);
      } catch (error) {
        database.close();
        throw error;
      }
      return forKysely(database);
    },
  });
  return {
    kind: 'sqlite',
    dialect,
    schemaDialect: null,
    // What is written stands in the log until it is closed, or the log has grown.
    checkKept: sqliteFile === IN_MEMORY ? () => {} : watchFiles([path, `${path}-wal`]),
    refusal: (error) => sqliteRefusal(path, error),
  };
}

// --- internal ---

const IN_MEMORY = ':memory:';
/** Milliseconds a second process tries before it is refused; less than a person's patience with a start. */
const BUSY_TIMEOUT = 1500;

/** The folder and the file are for this user's eyes alone; what stands there already keeps its modes. */
function madeReady(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Nothing but a missing file is opened here: closing a second handle would give up SQLite's lock on the first.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (statSync(file).isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  }
  return file;
}

/** The order matters: once in WAL without EXCLUSIVE, a second process gets in. The first write takes the lock. */
function claimAlone(database: Database.Database): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
}

/**
 * libsql as Kysely's dialect expects it. Statements are kept: one that is thrown away holds memory, and the file,
 * until the garbage collector comes by.
 */
function forKysely(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      // A full disk may have rolled back already; then there is nothing to roll back, and the first error counts.
      if (sql === 'rollback' && !database.inTransaction) return NOTHING_TO_DO;
      const statement = statements.get(sql) ?? database.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    close() {
      // Kept statements keep the file open past close(), so its lock is given back first. Out of WAL there is none.
      try {
        database.exec('PRAGMA journal_mode = DELETE');
        database.exec('PRAGMA locking_mode = NORMAL');
        database.prepare('SELECT count(*) FROM sqlite_schema').all();
      } catch {
        // On a full or broken disk it stays as after a kill: the next opening tidies up.
      }
      statements.clear();
      database.close();
    },
  };
}

const NOTHING_TO_DO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};
