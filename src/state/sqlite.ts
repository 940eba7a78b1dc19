import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import { toParameters } from './codec.ts';
import { codeOf, type Engine } from './engine.ts';
import { watchFiles } from './kept-files.ts';
import { OPEN_TO_OTHERS, sqliteRefusal } from './sqlite-refusal.ts';

/**
 * A file for a single process. The system's lock on it ends with the process, however that happens.
 * @param sqliteFile its folder is created when missing; `:memory:` keeps nothing
 * @param tune called with the database before anything is written
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
    file: sqliteFile === IN_MEMORY ? null : path,
    // Until a checkpoint, what is written is in the log.
    checkKept: sqliteFile === IN_MEMORY ? () => {} : watchFiles([path, `${path}-wal`]),
    refusal: (error) => sqliteRefusal(path, error),
  };
}

// --- internal ---

const IN_MEMORY = ':memory:';
/** Milliseconds a second process tries before it is refused. */
const BUSY_TIMEOUT = 1500;

/** The file is readable by this user only, and so is a folder that is made; an existing folder keeps its mode. */
function madeReady(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Only a missing file is opened here: closing a second handle would release SQLite's lock on the first.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (statSync(file).isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  }
  for (const name of [file, `${file}-wal`]) {
    const found = statSync(name, { throwIfNoEntry: false });
    if (found && (found.mode & 0o077) !== 0) makePrivate(name);
  }
  return file;
}

function makePrivate(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    throw codeOf(error) === 'EPERM'
      ? Object.assign(new Error('can be read by others'), { code: OPEN_TO_OTHERS })
      : error;
  }
}

/** The order matters: in WAL mode without EXCLUSIVE, a second process could open the file. The first write locks it. */
function claimAlone(database: Database.Database): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
}

/**
 * libsql as Kysely's dialect expects it. Statements are cached: a discarded one holds memory, and the file, until it is
 * garbage-collected.
 */
function forKysely(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      // A full disk may have rolled back already; then there is nothing left to roll back.
      if (sql === 'rollback' && !database.inTransaction) return NOTHING_TO_DO;
      const statement = statements.get(sql) ?? encoding(sql, database.prepare(sql));
      statements.set(sql, statement);
      return statement;
    },
    close() {
      // Cached statements keep the file open after close(), so its lock is released first, which WAL mode prevents.
      try {
        database.exec('PRAGMA journal_mode = DELETE');
        database.exec('PRAGMA locking_mode = NORMAL');
        database.prepare('SELECT count(*) FROM sqlite_schema').all();
      } catch {
        // On a full or broken disk the file is left as after a kill; the next opening cleans up.
      }
      statements.clear();
      database.close();
    },
  };
}

function encoding(sql: string, statement: SqliteStatement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (values) => statement.all(toParameters(sql, values)),
    run: (values) => statement.run(toParameters(sql, values)),
    iterate: (values) => statement.iterate(toParameters(sql, values)),
  };
}

const NOTHING_TO_DO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};
