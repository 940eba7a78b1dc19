import { once } from 'node:events';
import { chmodSync, existsSync, unlinkSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { codeOf, saidBy } from './engine.ts';
import { sqliteRefusal } from './sqlite-refusal.ts';
import { StateRefusal } from './state.ts';

/**
 * The process that has a SQLite file open lets no other read it, and copying it there would hold the event loop. So it
 * stops writing into the file for a while, keeping new writes in the log beside it, and another process of the same
 * user copies the file. They agree over a socket beside the file: `HOLDING` says that the copy can begin, and `KEPT`,
 * in reply to `COPIED`, that nothing was written into the file meanwhile.
 * @param hold moves the log into the file, which then does not change until `release`
 * @returns ends the offer, and any copy under way; null where no socket can be made, such as for a very long path
 */
export async function offerBackups(
  sqliteFile: string,
  { hold, release }: { hold(): Promise<void>; release(): Promise<void> },
): Promise<(() => Promise<void>) | null> {
  const path = socketOf(sqliteFile);
  if (path.length > LONGEST_SOCKET) return null;
  let copying: { socket: Socket; done: Promise<void> } | null = null;

  async function serve(socket: Socket): Promise<void> {
    const closed = new Promise((end) => socket.once('close', end));
    socket.setTimeout(LONGEST_COPY, () => socket.destroy());
    socket.setEncoding('utf8').on('data', (text) => {
      if (String(text).includes('COPIED')) socket.end('KEPT\n').destroySoon();
    });
    try {
      await hold();
      socket.write('HOLDING\n');
      await closed;
    } finally {
      socket.destroy();
      await release();
    }
  }

  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (copying) return socket.end('BUSY\n');
    const done = serve(socket)
      .catch(() => {})
      .then(() => {
        copying = null;
      });
    copying = { socket, done };
  });
  try {
    // This process has the file: whoever left the socket is gone.
    if (existsSync(path)) unlinkSync(path);
    await listen(server, path);
  } catch {
    return null;
  }
  server.unref();
  return async () => {
    const closed = once(server, 'close');
    server.close();
    copying?.socket.destroy();
    await Promise.all([copying?.done, closed]);
  };
}

/**
 * Copies the store into one file that can take its place, whether a bot has it open or not.
 * @throws StateRefusal with one line, and then has left no file
 */
export async function backUp(sqliteFile: string, target: string): Promise<void> {
  const file = resolve(sqliteFile);
  const copy = resolve(target);
  if (!existsSync(file)) throw refused(`SQLITE_FILE: ${file} does not exist, so there is nothing to back up`);
  if (existsSync(copy))
    throw refused(`${target}: exists already; name a file that does not, like ${target}.1`);
  const part = `${copy}.part`;
  try {
    await makePrivate(part);
    const bot = await reach(socketOf(file));
    if (bot) await copyBeside(bot, file, part).finally(() => bot.destroy());
    else copyUnused(file, part);
    asOneFile(part);
    await sync(part);
    await rename(part, copy);
    await sync(dirname(copy));
  } catch (error) {
    await Promise.allSettled([part, `${part}-wal`, `${part}-shm`].map((name) => rm(name, { force: true })));
    if (error instanceof StateRefusal) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT') throw refused(`${target}: ${dirname(copy)} is no folder; make it first`, error);
    throw refused(
      `${target}: cannot be written (${saidBy(error)}); name a file in a folder with room that this user may write`,
      error,
    );
  }
}

// --- internal ---

/** In bytes; a longer path is cut off by the system. */
const LONGEST_SOCKET = 100;

/** Milliseconds without a word from whoever copies. */
const LONGEST_COPY = 600_000;

const socketOf = (sqliteFile: string) => `${resolve(sqliteFile)}.sock`;

function refused(line: string, cause?: unknown): StateRefusal {
  return new StateRefusal(line, { cause });
}

async function listen(server: Server, path: string): Promise<void> {
  server.listen(path);
  await once(server, 'listening');
  chmodSync(path, 0o600);
}

/** The bot that has the file open; null when none answers. */
async function reach(path: string): Promise<Socket | null> {
  if (path.length > LONGEST_SOCKET || !existsSync(path)) return null;
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return null;
  }
}

async function copyBeside(bot: Socket, file: string, part: string): Promise<void> {
  bot.on('error', () => {});
  const lines = createInterface(bot)[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value as string | undefined;
  const first = await next();
  if (first === 'BUSY') throw refused('Another backup is under way; wait for it to end');
  if (first === 'HOLDING') await copyFile(file, part);
  bot.write('COPIED\n');
  if ((await next()) === 'KEPT') return;
  throw refused('The bot stopped while its store was copied; run this again');
}

/** Nobody has it open, unless a process that offers no backups. */
function copyUnused(file: string, part: string): void {
  const database = new Database(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.prepare('VACUUM INTO ?').run(part);
  } catch (error) {
    const said = sqliteRefusal(file, error);
    throw said instanceof StateRefusal ? said : error;
  } finally {
    database.close();
  }
}

/** Without the log that an opened copy would have beside it. Throws when it is damaged. */
function asOneFile(part: string): void {
  const database = new Database(part);
  try {
    database.exec('PRAGMA journal_mode = DELETE');
    const found = database.prepare('PRAGMA quick_check').raw().get() as [string];
    if (found[0] !== 'ok') throw refused(`SQLITE_FILE: the copy is damaged (${found[0]}); check the disk`);
  } finally {
    database.close();
  }
}

/** Empty, and readable by this user only, before anything is in it. */
async function makePrivate(part: string): Promise<void> {
  const handle = await open(part, 'w', 0o600);
  await handle.chmod(0o600);
  await handle.close();
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
