import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Log } from '../log.ts';
import { slackLogger } from './slack-logger.ts';

/** Longest body that is read, in bytes; Slack's own stay far below. */
const BODY_LIMIT = 1_000_000;

/** Signed requests from Slack at /slack/events. Whatever cannot be one is refused before the library sees it. */
export function createHttpReceiver(options: {
  signingSecret: string;
  port: number;
  host: string | undefined;
  log: Log;
}): Receiver {
  const { log } = options;
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    logger: slackLogger(log),
    bodyLimit: BODY_LIMIT,
  });
  const server = createServer((request, response) => {
    void take(request, response, receiver, log);
  });
  return {
    init: (app) => receiver.init(app),
    async start() {
      const port = await listen(server, options.port, options.host);
      log.info('listening', { port });
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

// --- internal ---

/** The port it listens on, which is another than was asked for when that was 0. */
function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host ? { host } : {}) }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  receiver: HTTPReceiver,
  log: Log,
): Promise<void> {
  const refuse = (status: number, why: string) => {
    log.warn('request refused', { status, why });
    response.writeHead(status, { connection: 'close' }).end();
  };
  try {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/slack/events') return refuse(404, 'no such path');
    if (request.method !== 'POST') return refuse(405, 'not a POST');
    const body = await readBody(request);
    if (body === null) return refuse(413, 'body too large');
    const isJson = (request.headers['content-type'] ?? '').includes('json');
    if (isJson && !isJsonObject(body.toString('utf8'))) return refuse(400, 'body is not a JSON object');
    // The library takes a body that was read already from here.
    Object.assign(request, { rawBody: body });
    receiver.requestListener(request, response);
  } catch (error) {
    if (!response.headersSent) refuse(400, String(error));
  }
}

/** Null when it is longer than the limit; the rest is then not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > BODY_LIMIT) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
