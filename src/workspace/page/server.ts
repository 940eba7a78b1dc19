import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { obj } from '../old-platform/json.ts';
import type { Platform } from '../old-platform/platform.ts';
import { guard, Refusal, readJson, secure } from './guard.ts';
import type { Routes } from './routes.ts';

export interface LocalServer {
  /** Resolves with the port once it listens; rejects with node's error when it cannot. */
  start(port: number): Promise<number>;
  stop(): Promise<void>;
}

export function createLocalServer(platform: Platform, routes: Routes): LocalServer {
  const files = loadFiles();
  const server = createServer((request, response) => {
    secure(response);
    answer(request, response).catch((error: unknown) => refuse(response, error));
  });

  return {
    start: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  // --- internal ---

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    guard(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET') return read(url, request, response);
    const post = request.method === 'POST' ? own(routes.post, url.pathname) : undefined;
    if (!post) throw new Refusal(request.method === 'POST' ? 404 : 405, 'There is nothing here.');
    const told = await post(obj(await readJson(request)));
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ ok: true, ...told }));
  }

  function read(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const file = own(files, url.pathname);
    if (file) {
      response.writeHead(200, { 'Content-Type': file.type });
      response.end(file.body);
      return;
    }
    const permalink = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname);
    if (permalink) {
      redirect(permalink, url, response);
      return;
    }
    const get = own(routes.get, url.pathname);
    if (!get) throw new Refusal(404, 'There is nothing here.');
    get(url, request, response);
  }

  /** A permalink leads to the message, in its thread when it is a reply. */
  function redirect([, channel, seconds, micros]: RegExpExecArray, url: URL, response: ServerResponse): void {
    const ts = `${seconds}.${micros}`;
    const message = platform.messages.find(channel ?? '', ts);
    const thread = message?.thread_ts ?? url.searchParams.get('thread_ts') ?? '';
    response.writeHead(302, { Location: `/?in=${channel}${thread ? `&thread=${thread}` : ''}#${ts}` });
    response.end();
  }
}

// --- internal ---

const TYPES: { [ending: string]: string } = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Served as they are: there is no front-end build. */
const ASSETS = new URL('assets/', import.meta.url);

function loadFiles(): { [path: string]: { type: string; body: string } } {
  const entries = readdirSync(ASSETS).map((name) => {
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
    return [`/${name}`, { type, body: readFileSync(new URL(name, ASSETS), 'utf8') }] as const;
  });
  return Object.fromEntries(entries);
}

function own<T>(table: { [path: string]: T }, path: string): T | undefined {
  return Object.hasOwn(table, path) ? table[path] : undefined;
}

function refuse(response: ServerResponse, error: unknown): void {
  const known = error instanceof Refusal;
  if (!known) console.error(error);
  if (response.headersSent) return void response.destroy();
  response.writeHead(known ? error.status : 500, {
    'Content-Type': 'application/json',
    // What is left of a refused body is not read.
    Connection: 'close',
  });
  response.end(JSON.stringify({ ok: false, error: known ? error.message : 'Something broke here.' }));
}
