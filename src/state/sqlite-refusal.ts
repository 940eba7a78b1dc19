import { codeOf, saidBy } from './engine.ts';
import { StateRefusal } from './state.ts';

/** Code of the error that a file can be read by other users, and this one cannot change that. */
export const OPEN_TO_OTHERS = 'OPEN_TO_OTHERS';

/** Why a file cannot be opened and what to do, in one line; a bug of ours is returned as it is. */
export function sqliteRefusal(file: string, error: unknown): unknown {
  if (error instanceof StateRefusal) return error;
  const refuse = (what: string, todo: string) =>
    new StateRefusal(`SQLITE_FILE: ${shortened(file)} ${what}; ${todo}`, { cause: error });
  const said = saidBy(error);
  const code = primaryCode(error) ?? codeOf(error);
  if (/SQLITE_BUSY|SQLITE_LOCKED/.test(code)) {
    return refuse(
      'is in use by another process',
      'stop that one, or set DATABASE_URL to a PostgreSQL database for several at once',
    );
  }
  if (/SQLITE_NOTADB|SQLITE_CORRUPT/.test(code)) {
    return refuse(`cannot be used (${said})`, 'move it away, or set SQLITE_FILE to another');
  }
  if (code === OPEN_TO_OTHERS)
    return refuse(
      'can be read by other users',
      'run chmod 600 on it, as its owner, or set SQLITE_FILE to another',
    );
  if (code === 'EISDIR') return refuse('is a folder', 'set SQLITE_FILE to a file, like var/haiti-desk.db');
  if (code === 'ENAMETOOLONG')
    return refuse('is too long a name', 'set SQLITE_FILE to a shorter one, like var/haiti-desk.db');
  if (/ENOSPC|EDQUOT|SQLITE_FULL/.test(code))
    return refuse('cannot be written: the disk is full', 'make room there');
  if (/^E[A-Z]+$|SQLITE_READONLY|SQLITE_IOERR|SQLITE_CANTOPEN|SQLITE_PERM/.test(code)) {
    return refuse(
      `cannot be written (${said})`,
      'let this user write there, or set SQLITE_FILE to a place where it may',
    );
  }
  return error;
}

// --- internal ---

/** SQLite's extended codes hold the primary code in their last byte; libsql has no names for many of them. */
const PRIMARY: Record<number, string> = {
  ...{ 3: 'SQLITE_PERM', 5: 'SQLITE_BUSY', 6: 'SQLITE_LOCKED', 8: 'SQLITE_READONLY', 10: 'SQLITE_IOERR' },
  ...{ 11: 'SQLITE_CORRUPT', 13: 'SQLITE_FULL', 14: 'SQLITE_CANTOPEN', 26: 'SQLITE_NOTADB' },
};

function primaryCode(error: unknown): string | undefined {
  const { rawCode } = Object(error) as { rawCode?: unknown };
  return typeof rawCode === 'number' ? PRIMARY[rawCode & 0xff] : undefined;
}

/** Enough of a path to recognize it. */
function shortened(file: string): string {
  return file.length > 200 ? `${file.slice(0, 199)}…` : file;
}
