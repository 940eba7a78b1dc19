import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { answer, readRequest } from './api/answer.ts';
import type { Platform } from './platform.ts';
import { readBody, takeResponse } from './responses.ts';
import type { Fields } from './rules/check.ts';

/** Maximum bytes of one request. */
const BODY = 10_000_000;

export interface Reply {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

/** A call of the bot that awaits its response: a Web API method, or a POST to a `response_url`. */
export interface Exchange {
  method: string;
  args: Fields;
  response: ServerResponse;
  /** Performs the call. */
  produce(): Reply;
  /** Records the outcome of a call that did not end with `produce`. */
  note(outcome: string): void;
  /** Ends when the platform closes. */
  lifetime: AbortSignal;
}

/** Handles a call instead of Slack and returns true, or returns false. Tests simulate faults this way. */
export type Intercept = (exchange: Exchange) => boolean;

/** Handles all other requests: the page, if there is one. */
export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

export interface ServerOptions {
  /** 0 takes any free port. */
  port: number;
  serve?: Serve | undefined;
  intercept?: Intercept | undefined;
}

export interface Server {
  port: number;
  origin: string;
  close(): Promise<void>;
}

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Web API, response_urls, Socket Mode and whatever `serve` adds, on one loopback port.
 * @throws node's own error when the port cannot be had
 */
export async function startServer(
  platform: () => Platform,
  upgrade: Upgrade,
  options: ServerOptions,
): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    handle(request, response, platform(), options).catch((error: unknown) => {
      // A bot that is killed in the middle of a request breaks no rule.
      if (platform().lifetime.aborted || request.destroyed) return;
      platform().violations.add('platform_failed', request.url ?? '', String(error));
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export function send(response: ServerResponse, { status, type, body, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  platform: Platform,
  { serve, intercept }: ServerOptions,
): Promise<void> {
  const url = new URL(request.url ?? '/', platform.origin());
  const method = /^\/api\/([\w.]+)$/.exec(url.pathname)?.[1];
  const isResponse = /^\/(commands|actions)\//.test(url.pathname);
  if (method === undefined && !isResponse && serve) return serve(request, response);
  const body = await read(request);
  if (body === undefined) return send(response, { status: 413, type: 'text/plain', body: 'too large' });
  if (method === undefined && !isResponse) {
    const detail = `${request.method} to an address Slack does not have`;
    platform.violations.add('unknown_address', url.pathname, detail);
    return send(response, { status: 404, type: 'text/plain', body: 'not found' });
  }
  const call =
    method === undefined ? toResponseUrl(url, body, platform) : toApi(method, url, request, body, platform);
  const exchange: Exchange = { ...call, response, lifetime: platform.lifetime };
  if (!intercept?.(exchange)) send(response, exchange.produce());
}

type Called = Omit<Exchange, 'response' | 'lifetime'>;

function toApi(
  method: string,
  url: URL,
  { headers }: IncomingMessage,
  body: string,
  platform: Platform,
): Called {
  const type = headers['content-type'] ?? '';
  const { args, token, unreadable } = readRequest(type, headers.authorization ?? '', url.searchParams, body);
  const call = { method, args, token, at: platform.now(), outcome: 'pending' };
  platform.calls.push(call);
  const note = (outcome: string) => {
    call.outcome = outcome;
  };
  const produce = (): Reply => {
    if (unreadable) platform.violations.add(unreadable, method, 'the arguments cannot be read');
    const result = unreadable ? { ok: false, error: unreadable } : answer(method, args, token, platform);
    note(result.ok === true ? 'ok' : String(result.error));
    return json(result, { 'x-oauth-scopes': [...platform.scopes].join(',') });
  };
  return { method, args, produce, note };
}

function toResponseUrl(url: URL, body: string, platform: Platform): Called {
  const given = readBody(body);
  const call = { url: url.href, body: given ?? {}, at: platform.now(), outcome: 'pending' };
  platform.responses.push(call);
  const note = (outcome: string) => {
    call.outcome = outcome;
  };
  const produce = (): Reply => {
    const plain = takeResponse(url.pathname, given, platform);
    note(plain.body);
    return { ...plain, type: 'text/plain' };
  };
  return { method: 'response_url', args: { url: url.href }, produce, note };
}

export function json(value: Fields, headers: Record<string, string> = {}): Reply {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value), headers };
}

async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
