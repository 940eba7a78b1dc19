import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { answer, readRequest } from './api/answer.ts';
import type { Core } from './core.ts';
import type { Fault } from './faults.ts';
import { readBody, takeResponse } from './responses.ts';
import type { Fields } from './rules/check.ts';

/** Bytes of one request. */
const BODY = 10_000_000;

interface Reply {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

export interface LocalServer {
  origin: string;
  close(): Promise<void>;
}

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Web API, response_urls and the Socket Mode door, on one loopback port. */
export async function startServer(core: () => Core, upgrade: Upgrade): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    handle(request, response, core()).catch((error: unknown) => {
      // A bot that is killed in the middle of a request breaks no rule.
      if (core().lifetime.aborted || request.destroyed) return;
      core().violations.add('stand_in_failed', request.url ?? '', String(error));
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', upgrade);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, core: Core): Promise<void> {
  const url = new URL(request.url ?? '/', core.origin());
  const body = await read(request);
  if (body === undefined) return send(response, { status: 413, type: 'text/plain', body: 'too large' });
  const method = /^\/api\/([\w.]+)$/.exec(url.pathname)?.[1];
  if (method !== undefined) return webApi(method, url, request, response, body, core);
  if (/^\/(commands|actions)\//.test(url.pathname)) return hook(url, response, body, core);
  core.violations.add('unknown_address', url.pathname, `${request.method} to an address Slack does not have`);
  send(response, { status: 404, type: 'text/plain', body: 'not found' });
}

async function webApi(
  method: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  core: Core,
): Promise<void> {
  const { headers } = request;
  const type = headers['content-type'] ?? '';
  const { args, token, unreadable } = readRequest(type, headers.authorization ?? '', url.searchParams, body);
  const call = { method, args, token, at: core.now(), outcome: 'pending' };
  core.calls.push(call);
  const produce = (): Reply => {
    const result: Fields = unreadable ? { ok: false, error: unreadable } : answer(method, args, token, core);
    if (unreadable) core.violations.add(unreadable, method, 'the arguments cannot be read');
    call.outcome = result.ok === true ? 'ok' : String(result.error);
    return json(result, { 'x-oauth-scopes': [...core.scopes].join(',') });
  };
  const note = (outcome: string) => {
    call.outcome = outcome;
  };
  await play(core.faults.take(method, args), response, produce, note, core);
}

async function hook(url: URL, response: ServerResponse, body: string, core: Core): Promise<void> {
  const read = readBody(body);
  const call = { url: url.href, body: read ?? {}, at: core.now(), outcome: 'pending' };
  core.responses.push(call);
  const produce = (): Reply => {
    const plain = takeResponse(url.pathname, read, core);
    call.outcome = plain.body;
    return { ...plain, type: 'text/plain' };
  };
  const note = (outcome: string) => {
    call.outcome = outcome;
  };
  await play(core.faults.take('response_url', { url: url.href }), response, produce, note, core, true);
}

/** Answers, or plays the fault that was planned for this call. */
async function play(
  fault: Fault | undefined,
  response: ServerResponse,
  produce: () => Reply,
  note: (outcome: string) => void,
  core: Core,
  plainText = false,
): Promise<void> {
  if (!fault) return send(response, produce());
  switch (fault.kind) {
    case 'slow':
      await pause(fault.ms ?? 5000, undefined, { signal: core.lifetime });
      return send(response, produce());
    case 'acceptThenReset':
    case 'acceptThen500':
    case 'acceptThenHang':
      produce();
  }
  note(fault.kind);
  switch (fault.kind) {
    case 'ratelimited': {
      const headers = { 'retry-after': String(fault.retryAfter ?? 1) };
      return send(response, { ...json({ ok: false, error: 'ratelimited' }, headers), status: 429 });
    }
    case 'status':
      return send(response, { status: fault.status ?? 500, type: 'text/plain', body: 'server error' });
    case 'html': {
      const body = '<!DOCTYPE html><html><body>Slack is having trouble</body></html>';
      return send(response, { status: fault.status ?? 200, type: 'text/html', body });
    }
    case 'error': {
      const error = fault.error ?? 'fatal_error';
      note(error);
      return send(
        response,
        plainText ? { status: 404, type: 'text/plain', body: error } : json({ ok: false, error }),
      );
    }
    case 'acceptThen500':
      return send(response, { status: 500, type: 'text/plain', body: 'server error' });
    case 'reset':
    case 'acceptThenReset':
      response.socket?.resetAndDestroy();
      return;
    // 'hang' and 'acceptThenHang' never answer; the connection ends with the stand-in.
  }
}

function json(value: Fields, headers: Record<string, string> = {}): Reply {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value), headers };
}

function send(response: ServerResponse, { status, type, body, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
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
