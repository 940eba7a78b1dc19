import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressRefusal } from '../refusal.ts';
import { type Check, createReadiness, type Readiness } from './checks.ts';
import type { Metrics } from './metrics.ts';

export interface Health {
  /**
   * Starts listening.
   * @returns the port, which differs from the one asked for when that was 0
   * @throws AddressRefusal when it cannot listen there
   */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * `/healthz`: the process is alive. `/readyz`: it can answer, with each check by name, 200 or 503,
 * and since when one fails. `/metrics`: for
 * Prometheus. Anyone who can reach it can read it, so it listens on loopback by default.
 */
export function createHealth(options: {
  port: number;
  host?: string | undefined;
  checks: Readonly<Record<string, Check>>;
  metrics: Metrics;
}): Health {
  const { port, host = '127.0.0.1', metrics } = options;
  const readiness = createReadiness(options.checks, { now: () => new Date(), checked: metrics.checked });
  let watching: NodeJS.Timeout | undefined;
  const pages = new Map<string, () => Promise<Page>>([
    ['/healthz', async () => ({ status: 200, type: PLAIN, body: 'ok\n' })],
    ['/readyz', async () => readyPage(await readiness())],
    ['/metrics', async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() })],
  ]);
  const server = createServer(TIMES, (request, response) => {
    show(request, pages).then(
      (page) => send(request, response, page),
      () => send(request, response, { status: 500, type: PLAIN, body: 'failed\n' }),
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(SLOWEST);
  return {
    async start() {
      metrics.watchProcess();
      // Without a listener, a later error of the server would end the process.
      server.on('error', () => {});
      server.listen({ port, host });
      await once(server, 'listening').catch((error: unknown) => {
        throw addressRefusal(error, { port: 'HEALTH_PORT', host: 'HEALTH_HOST' });
      });
      // Between two probes, too: so that it is known since when something fails.
      watching = setInterval(readiness, WATCH).unref();
      void readiness();
      return (server.address() as AddressInfo).port;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        clearInterval(watching);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// --- internal ---

/** In milliseconds. A client that takes longer to send its request is cut off; one that does not read, after twice that. */
const SLOWEST = 5000;

/** The last one is how often the server looks for slow clients; Node's default is half a minute. */
const TIMES = {
  requestTimeout: SLOWEST,
  headersTimeout: SLOWEST,
  keepAliveTimeout: SLOWEST,
  connectionsCheckingInterval: 1000,
};

/** Between two looks at the checks, in milliseconds. */
const WATCH = 10_000;

/** A probe and a scraper need one each. */
const MOST_CONNECTIONS = 50;

const PLAIN = 'text/plain; charset=utf-8';

interface Page {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

async function show(request: IncomingMessage, pages: Map<string, () => Promise<Page>>): Promise<Page> {
  const page = pages.get(request.url?.split('?')[0] ?? '');
  if (!page) return { status: 404, type: PLAIN, body: 'not found\n' };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, type: PLAIN, body: 'GET or HEAD only\n', headers: { allow: 'GET, HEAD' } };
  return page();
}

function readyPage(found: Readiness): Page {
  return {
    status: found.ready ? 200 : 503,
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(found)}\n`,
  };
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  const refused = page.status === 404 || page.status === 405;
  response.writeHead(page.status, {
    'content-type': page.type,
    'content-length': Buffer.byteLength(page.body),
    'cache-control': 'no-store',
    // The rest of a refused request is not read.
    ...(refused ? { connection: 'close' } : {}),
    ...page.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}
