import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type FetchRules, fetchPage } from '../../src/editing/fetch-page.ts';
import { isPublicAddress } from '../../src/editing/public-address.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Stands for a server on the internet: the rule of these tests lets nothing else be reached that is not public. */
const HOST = '127.0.0.2';

/** @returns its address */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((ready) => server?.listen(0, '0.0.0.0', ready));
  return `http://${HOST}:${(server.address() as AddressInfo).port}`;
}

const RULES: FetchRules = {
  mayReach: (address) => address === HOST || isPublicAddress(address),
  milliseconds: 5000,
  size: 1000,
};

describe('a page is fetched', () => {
  it('with its type, and named by the address where it was found in the end', async () => {
    const address = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('Two boats were lost.');
    });
    const { bytes, ...rest } = await fetchPage(`${address}/old`, RULES);
    expect(rest).toEqual({ name: `${address}/new`, contentType: 'text/plain' });
    expect(Buffer.from(bytes).toString()).toBe('Two boats were lost.');
  });

  it('from a server that has a name', async () => {
    const address = await serve((_, response) => response.end('Two boats were lost.'));
    const named = address.replace(HOST, 'localhost');
    const { bytes } = await fetchPage(named, { ...RULES, mayReach: (to) => to === '127.0.0.1' });
    expect(Buffer.from(bytes).toString()).toBe('Two boats were lost.');
  });

  it('and unpacked, where a server packs it unasked', async () => {
    const address = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('Two boats were lost.')),
    );
    expect(Buffer.from((await fetchPage(address, RULES)).bytes).toString()).toBe('Two boats were lost.');
  });
});

describe('a page is refused', () => {
  it.each<[string, RequestListener, string]>([
    [
      'that redirects to this machine',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/secrets' }).end(),
      '127.0.0.1:9 is an address of this machine or of a private network; only public ones are fetched: save the page and add the file',
    ],
    [
      'that redirects to this machine by name',
      (_, response) => response.writeHead(302, { location: 'http://localhost:9/' }).end(),
      'localhost:9 is at 127.0.0.1, an address of this machine or of a private network; only public ones are fetched: save the page and add the file',
    ],
    [
      'that redirects to where clouds keep secrets, written as one number',
      (_, response) => response.writeHead(302, { location: 'http://2852039166/latest/meta-data' }).end(),
      '169.254.169.254 is an address of this machine',
    ],
    [
      'that redirects to a file',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'redirects to "file:///etc/passwd", which is no address of the web; it was not followed',
    ],
    [
      'that redirects for ever',
      (_, response) => response.writeHead(302, { location: '/again' }).end(),
      'it redirects more than 5 times; give the address where it ends',
    ],
    [
      'that is not there',
      (_, response) => response.writeHead(404).end(),
      'the server answered 404 Not Found',
    ],
    [
      'that says it is too large',
      (_, response) => response.writeHead(200, { 'content-length': 200_000_000 }).write('x'.repeat(2000)),
      'it has 200 MB; expected at most 1 MB: save the part that you need as a file of its own',
    ],
    [
      'that never ends',
      (_, response) => {
        const more = () => !response.destroyed && response.write('x'.repeat(500), () => setImmediate(more));
        response.writeHead(200);
        more();
      },
      'it has 1 MB; expected at most 1 MB',
    ],
    [
      'that unpacks to too much',
      (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(90_000))),
      'it has 1 MB; expected at most 1 MB',
    ],
  ])('%s', async (_, listener, line) => {
    const address = await serve(listener);
    await expect(fetchPage(address, RULES)).rejects.toThrow(line);
  });

  it.each([
    ['before it begins', false],
    ['in the middle', true],
  ])('that stops answering %s', async (_, begins) => {
    const address = await serve((_request, response) => {
      if (begins) response.writeHead(200).write('Two boats');
    });
    await expect(fetchPage(address, { ...RULES, milliseconds: 200 })).rejects.toThrow(
      /does not send it within 0.2 seconds; try again, or save the page and add the file$/,
    );
  });

  it.each([
    [
      'http://user:secret@example.org/',
      'its address holds a name or password; they would be kept with the source',
    ],
    ['http://[::1]:3000/', '[::1]:3000 is an address of this machine or of a private network'],
    ['http://127.0.0.1/', '127.0.0.1 is an address of this machine or of a private network'],
    ['ftp://example.org/', 'it is no address of the web; expected one like https://example.org/report.html'],
    ['https://', 'it is no address of the web; expected one like https://example.org/report.html'],
  ])('at %s', async (address, line) => {
    await expect(fetchPage(address, RULES)).rejects.toThrow(line);
  });
});

describe('an address is public', () => {
  it.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1::1', true],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['0.0.0.0', false],
    ['255.255.255.255', false],
    ['224.0.0.1', false],
    ['::1', false],
    ['::', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:93.184.216.34', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['localhost', false],
  ])('%s: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
