import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startPlatform } from '../../src/workspace/platform/start.ts';
import { ADA, NEWSROOM } from './echo-app.ts';
import { type EchoPage, startEchoPage } from './echo-page.ts';
import { listen, rows, visit } from './visitor.ts';

let echo: EchoPage;
afterEach(() => echo?.stop());

/** The status of a request whose headers are all ours: fetch does not let one choose the Host. */
async function statusOf(method: string, path: string, headers: Record<string, string>, body = '') {
  const { port } = new URL(echo.url);
  const sent = request({ host: '127.0.0.1', port, method, path, headers }).end(body);
  // The server may hang up on a body that is too large once it has answered.
  sent.on('error', () => {});
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const hello = JSON.stringify({ user: ADA, channel: NEWSROOM, text: 'hello' });

describe('who may ask', () => {
  it.each([
    ...['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.nip.io', '0.0.0.0:3000'],
  ])('not a page that calls this server %j', async (host) => {
    echo = await startEchoPage();
    expect(await statusOf('GET', '/', { host })).toBe(403);
    expect(await statusOf('GET', '/events', { host })).toBe(403);
    expect(await statusOf('POST', '/say', { host, ...JSON_TYPE }, hello)).toBe(403);
    expect(rows(await visit(echo.url).page())).toEqual([]);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('a page that calls it %s', async (name) => {
    echo = await startEchoPage();
    const host = `${name}:${new URL(echo.url).port}`;
    expect(await statusOf('GET', '/', { host })).toBe(200);
    expect(await statusOf('POST', '/say', { host, origin: `http://${host}`, ...JSON_TYPE }, hello)).toBe(200);
  });

  it.each(['https://evil.example', 'http://localhost:1', 'null'])('not a post from %s', async (origin) => {
    echo = await startEchoPage();
    const host = new URL(echo.url).host;
    expect(await statusOf('POST', '/say', { host, origin, ...JSON_TYPE }, hello)).toBe(403);
    expect(rows(await visit(echo.url).page())).toEqual([]);
  });

  it('only in JSON, which no form of another page can send, and no more than a megabyte', async () => {
    echo = await startEchoPage();
    const host = new URL(echo.url).host;
    expect(await statusOf('POST', '/say', { host, 'content-type': 'text/plain' }, hello)).toBe(415);
    expect(await statusOf('POST', '/say', { host, ...JSON_TYPE }, '{"user":')).toBe(400);
    const large = JSON.stringify({ user: ADA, channel: NEWSROOM, text: 'x'.repeat(1024 * 1024) });
    expect(await statusOf('POST', '/say', { host, ...JSON_TYPE }, large)).toBe(413);
    expect(await statusOf('PUT', '/say', { host, ...JSON_TYPE }, hello)).toBe(405);
    expect(await statusOf('POST', '/constructor', { host, ...JSON_TYPE }, hello)).toBe(404);
    expect(await statusOf('GET', '/../workspace.ts', { host })).toBe(404);
    expect(await statusOf('POST', '/say', { host, ...JSON_TYPE }, 'null')).toBe(400);
  });

  it('only on the loopback', async () => {
    echo = await startEchoPage();
    const { port } = new URL(echo.url);
    const others = Object.values((await import('node:os')).networkInterfaces())
      .flat()
      .filter((one) => one?.family === 'IPv4' && !one.internal);
    for (const one of others) {
      await expect(
        new Promise((resolve, reject) =>
          connect(Number(port), one!.address, () => resolve('open')).on('error', reject),
        ),
      ).rejects.toThrow('ECONNREFUSED');
    }
  });

  it('with a policy that lets nothing in from elsewhere, and nothing inline', async () => {
    echo = await startEchoPage();
    const response = await fetch(echo.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle="|\son\w+="/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

describe('starting and stopping', () => {
  it('rejects with node’s own error when the port is taken', async () => {
    echo = await startEchoPage();
    const port = Number(new URL(echo.url).port);
    await expect(startPlatform({ port, users: [], channels: [] })).rejects.toMatchObject({
      ...{ code: 'EADDRINUSE', port },
    });
  });

  it('ends open event streams and waiting commands at once', async () => {
    echo = await startEchoPage({ listen: (app) => app.command('/echo', () => new Promise(() => {})) });
    const stream = listen(echo.url, ADA, () => false).catch(() => 'cut');
    const waiting = visit(echo.url)
      .say(NEWSROOM, '/echo')
      .catch(() => 'cut');
    await echo.slack.waitFor(() => echo.heard.length > 0);
    const before = Date.now();
    await echo.stop();
    await Promise.all([stream, waiting]);
    expect(Date.now() - before).toBeLessThan(500);
    await expect(fetch(echo.url)).rejects.toThrow();
  });
});
