import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../src/workspace/workspace.ts';
import { type EchoBot, startEchoBot } from './echo-bot.ts';
import { ADA, listen, NEWSROOM, rows, until, visit } from './visitor.ts';

let bot: EchoBot;
afterEach(() => bot?.stop());

/** A request whose headers are all ours: fetch does not let one choose the Host. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number; text: string }> {
  const { port } = new URL(bot.workspace.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const hello = JSON.stringify({ as: ADA, channel: NEWSROOM, text: 'hello' });

describe('who may ask', () => {
  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '0.0.0.0:3000',
  ])('not a page that calls this server %j', async (host) => {
    bot = await startEchoBot();
    expect((await raw('GET', '/', { host })).status).toBe(403);
    expect((await raw('GET', '/events', { host })).status).toBe(403);
    expect((await raw('POST', '/say', { host, ...JSON_TYPE }, hello)).status).toBe(403);
    expect(rows(await visit(bot.workspace).page())).toEqual([]);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('a page that calls it %s', async (name) => {
    bot = await startEchoBot();
    const host = `${name}:${new URL(bot.workspace.url).port}`;
    expect((await raw('GET', '/', { host })).status).toBe(200);
    expect((await raw('POST', '/say', { host, origin: `http://${host}`, ...JSON_TYPE }, hello)).status).toBe(
      200,
    );
  });

  it.each(['https://evil.example', 'http://localhost:1', 'null'])('not a post from %s', async (origin) => {
    bot = await startEchoBot();
    const host = new URL(bot.workspace.url).host;
    expect((await raw('POST', '/say', { host, origin, ...JSON_TYPE }, hello)).status).toBe(403);
    expect(rows(await visit(bot.workspace).page())).toEqual([]);
  });

  it('only in JSON, which no form of another page can send, and no more than a megabyte', async () => {
    bot = await startEchoBot();
    const host = new URL(bot.workspace.url).host;
    expect((await raw('POST', '/say', { host, 'content-type': 'text/plain' }, hello)).status).toBe(415);
    expect((await raw('POST', '/say', { host, ...JSON_TYPE }, '{"as":')).status).toBe(400);
    const large = JSON.stringify({ as: ADA, channel: NEWSROOM, text: 'x'.repeat(1024 * 1024) });
    expect((await raw('POST', '/say', { host, ...JSON_TYPE }, large)).status).toBe(413);
    expect((await raw('PUT', '/say', { host, ...JSON_TYPE }, hello)).status).toBe(405);
    expect((await raw('POST', '/constructor', { host, ...JSON_TYPE }, hello)).status).toBe(404);
    expect((await raw('GET', '/../workspace.ts', { host })).status).toBe(404);
    expect((await raw('POST', '/say', { host, ...JSON_TYPE }, 'null')).status).toBe(400);
  });

  it('only on the loopback', async () => {
    bot = await startEchoBot();
    const { port } = new URL(bot.workspace.url);
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
    bot = await startEchoBot();
    const response = await fetch(bot.workspace.url);
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
    bot = await startEchoBot();
    const port = Number(new URL(bot.workspace.url).port);
    const second = createWorkspace({ port, name: 'Other', command: '/other', examples: [] });
    await expect(second.receiver.start()).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    await second.receiver.stop();
  });

  it('ends open event streams and waiting commands at once', async () => {
    bot = await startEchoBot({ listen: (app) => app.command('/echo', () => new Promise(() => {})) });
    const stream = listen(bot.workspace, ADA, () => false).catch(() => 'cut');
    await until(
      () => bot.heard,
      () => true,
    );
    const waiting = visit(bot.workspace)
      .say(NEWSROOM, '/echo')
      .catch(() => 'cut');
    await until(
      () => bot.heard.length,
      (count) => count > 0,
    );
    const before = Date.now();
    await bot.stop();
    await Promise.all([stream, waiting]);
    expect(Date.now() - before).toBeLessThan(500);
    await expect(fetch(bot.workspace.url)).rejects.toThrow();
  });
});
