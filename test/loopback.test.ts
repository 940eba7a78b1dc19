import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import { lookup as lookUp, resolve4, reverse } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

/** Set aside for documentation: nobody is there (RFC 5737, RFC 3849, RFC 2606). */
const ADDRESSES = ['192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1'];
const NAME = 'slack.example';

const server = createServer((_request, response) => response.end('here'));
let port = 0;
beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  vi.restoreAllMocks();
  server.close();
});

describe('a test', () => {
  it.each([...ADDRESSES, NAME])('cannot connect to %s', async (host) => {
    for (const open of [
      () => connect(443, host),
      () => connect({ port: 443, host }),
      () => connectSecurely(443, host),
    ]) {
      expect(await fate(open())).toMatchObject({ code: 'ELOOPBACK', message: expect.stringContaining(host) });
    }
  });

  it.each(['192.0.2.1', '[2001:db8::1]', NAME])('cannot fetch from %s', async (host) => {
    const error = await fetch(`https://${host}/`).catch((reason: Error) => reason.cause);
    expect(error).toMatchObject({ code: 'ELOOPBACK' });
  });

  it('cannot look a name up', async () => {
    const answered = await new Promise((resolve) => lookup(NAME, resolve));
    expect(answered).toMatchObject({ code: 'ELOOPBACK' });
    await expect(lookUp(NAME)).rejects.toMatchObject({ code: 'ELOOPBACK' });
    for (const ask of [resolve4, reverse])
      await expect(ask(NAME)).rejects.toMatchObject({ code: 'ELOOPBACK' });
  });

  it('cannot send a datagram', () => {
    const socket = createSocket('udp4');
    expect(() => socket.send('hello', 53, '192.0.2.1')).toThrow(
      'tests reach this machine only, not 192.0.2.1',
    );
    expect(() => socket.connect(53, NAME)).toThrow(NAME);
    socket.close();
  });

  it.each(['127.0.0.1', 'localhost'])('reaches %s', async (host) => {
    expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('here');
    expect((await lookUp('localhost')).address).toMatch(/^127\.|^::1$/);
  });
});

describe('a process that a test starts', () => {
  const run = (script: string) => promisify(execFile)(process.execPath, ['-e', script]);

  it.each(['192.0.2.1', NAME])('cannot reach %s, and says so', async (host) => {
    const script = `fetch('https://${host}/').catch((error) => console.log(error.cause.code))`;
    const { stdout, stderr } = await run(script);
    expect(stdout).toBe('ELOOPBACK\n');
    expect(stderr).toBe(`tests reach this machine only, not ${host}\n`);
  });

  it('reaches this machine', async () => {
    const script = `fetch('http://127.0.0.1:${port}/').then((answer) => answer.text()).then(console.log)`;
    expect((await run(script)).stdout).toBe('here\n');
  });
});

// --- internal ---

/** What becomes of a connection: its error, or `connected`. */
function fate(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => {
    socket.on('error', resolve);
    socket.on('connect', () => {
      socket.destroy();
      resolve('connected');
    });
  });
}
