import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it, type TestContext, vi } from 'vitest';
import { runBot } from './bot.ts';
import { expectRefusal, play, start } from './one-bot.ts';
import { SMALL_QUESTION, smallBase } from './small-base.ts';

const DATA_DIR = smallBase();

vi.setConfig({ testTimeout: 60_000 });

it('Web API and socket go through the proxy, which sees only where to, and answers come as ever', async (test) => {
  const slack = await play(test);
  const proxy = await startProxy(test);
  await start(test, { ...slack.env(), DATA_DIR, HTTP_PROXY: proxy.url });
  const { ts } = await slack.mention({ text: SMALL_QUESTION });
  await slack.waitFor(() => slack.messages().find((message) => message.thread_ts === ts), 15_000);
  expect((await slack.command({ text: SMALL_QUESTION })).reply).toBeDefined();

  const api = new URL(slack.apiUrl).host;
  expect(new Set(proxy.tunnels)).toEqual(new Set([api]));
  expect(proxy.requests).toEqual([]);
  expect(proxy.carried(/upgrade: websocket/gi)).toBe(1);
  expect(proxy.carried(/POST \/api\//g)).toBe(slack.calls.length);
  slack.assertClean();
});

it('NO_PROXY leads past it', async (test) => {
  const slack = await play(test);
  const proxy = await startProxy(test);
  await start(test, { ...slack.env(), DATA_DIR, HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1,localhost' });
  expect((await slack.command({ text: SMALL_QUESTION })).reply).toBeDefined();
  expect(proxy.tunnels).toEqual([]);
});

it('a lost tunnel is opened anew', async (test) => {
  const slack = await play(test);
  const proxy = await startProxy(test);
  const bot = await start(test, { ...slack.env(), DATA_DIR, HTTP_PROXY: proxy.url });
  proxy.cut();
  await slack.waitFor(() => bot.logged('connected again')[0], 15_000, 'a new socket');
  expect((await slack.command({ text: SMALL_QUESTION })).reply).toBeDefined();
});

it('a proxy of another kind is refused in one line, without its password', async (test) => {
  const slack = await play(test);
  const env = { ...slack.env(), DATA_DIR, HTTPS_PROXY: 'socks5://desk:sesame@127.0.0.1:1080' };
  const ended = await runBot(env);
  expectRefusal(ended, [/^HTTPS_PROXY: expected the address of an HTTP proxy, like /], slack);
  expect(ended.written()).not.toContain('sesame');
});

// --- internal ---

/** A real proxy, which opens tunnels and counts them. */
async function startProxy({ onTestFinished }: TestContext) {
  const tunnels: string[] = [];
  const requests: string[] = [];
  const open = new Set<Socket>();
  let sent = '';
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, near: Socket, head: Buffer) => {
    tunnels.push(request.url ?? '');
    const { hostname, port } = new URL(`http://${request.url}`);
    const far = connect(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      near.on('data', (data) => {
        sent += data.toString('latin1');
      });
      far.pipe(near).pipe(far);
    });
    for (const socket of [near, far]) {
      open.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          near.destroy();
          far.destroy();
          open.delete(socket);
        });
    }
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    cut();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ tunnels, requests, cut },
    /** How often this was sent through all tunnels. */
    carried: (pattern: RegExp) => [...sent.matchAll(pattern)].length,
  };
}
