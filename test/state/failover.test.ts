import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/state/open.ts';
import { StateError } from '../../src/state/state.ts';
import { usePostgres } from './postgres.ts';
import { EVENT } from './samples.ts';

const [before, after] = [usePostgres(), usePostgres()];

it('a primary that has turned read-only is left at once, by every connection', async () => {
  const address = await startAddress(before.port);
  const urls = [await before.url('failover'), await after.url('failover')] as const;
  const databaseUrl = urls[0].replace(`:${before.port}/`, `:${address.port}/`);
  const open = () => openState({ databaseUrl }, { owner: 'test' });
  const state = await open();
  onTestFinished(() => state.close());
  // Each of its connections is open.
  await Promise.all(Array.from({ length: 10 }, () => state.probe()));
  address.leadTo(after.port);
  await (await open()).close();

  await turnReadOnly(urls[0]);
  const started = performance.now();
  await expect(state.inbox.receive(EVENT)).rejects.toThrow(StateError);
  await Promise.all(Array.from({ length: 10 }, () => state.probe()));
  expect(await state.inbox.receive(EVENT)).toBe(true);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(await idsIn(urls[1])).toEqual(['Ev1']);
  expect(await idsIn(urls[0])).toEqual([]);
});

// --- internal ---

/** An address that leads to one server, and then to another; what is connected stays so. */
async function startAddress(to: number) {
  let target = to;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => other.destroy());
      socket.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(port: number) {
      target = port;
    },
  };
}

/** Also for whoever is connected. */
async function turnReadOnly(url: string): Promise<void> {
  await run(url, 'alter system set default_transaction_read_only = on');
  await run(url, 'select pg_reload_conf()');
  await expect
    .poll(async () => (await run(url, 'show transaction_read_only'))[0])
    .toEqual({ transaction_read_only: 'on' });
}

const idsIn = async (url: string) => (await run(url, 'select id from inbox')).map(({ id }) => id);

async function run(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
