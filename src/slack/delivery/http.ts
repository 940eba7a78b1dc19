import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { HTTPReceiver, isValidSlackRequest, type Receiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { slackLogger } from './slack-logger.ts';

/** Longest body that is read, in bytes; Slack's own stay far below. */
const BODY_LIMIT = 1_000_000;

/** A sender is heard out up to this many bytes, and cut off after. */
const HEARING_LIMIT = 10_000_000;

/** Longest that a request may take to arrive, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;

/** Requests that are still arriving when the bot stops are given up after this, in milliseconds. */
const GOODBYE = 1000;

/** Slack's notice that it holds events back; it carries no event, and the library would answer it with a fault. */
const RATE_LIMITED = 'app_rate_limited';

/** The library refuses what is more than five minutes old; nothing may come from as far ahead either. */
const FUTURE_SECONDS = 300;

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
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
    void take(request, response, receiver, options);
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
        setTimeout(() => server.closeAllConnections(), GOODBYE).unref();
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
  { signingSecret, log }: { signingSecret: string; log: Log },
): Promise<void> {
  const refuse = (status: number, why: string) => {
    log.warn('request refused', { status, why });
    response.writeHead(status, { connection: 'close' }).end();
  };
  try {
    if (request.url?.split('?')[0] !== '/slack/events') return refuse(404, 'no such path');
    if (request.method !== 'POST') return refuse(405, 'not a POST');
    const body = await readBody(request);
    if (body === null) return refuse(413, 'body too large');
    const sentAt = Number(request.headers['x-slack-request-timestamp']);
    if (sentAt > Date.now() / 1000 + FUTURE_SECONDS) return refuse(401, 'from the future');
    const text = body.toString('utf8');
    const content = contentOf(text, request.headers['content-type']);
    if (isRecord(content) && content.type !== RATE_LIMITED) {
      // The library takes a body that was read already from here, and verifies it.
      Object.assign(request, { rawBody: body });
      return receiver.requestListener(request, response);
    }
    const signature = String(request.headers['x-slack-signature']);
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': sentAt };
    if (!isValidSlackRequest({ signingSecret, body: text, headers }))
      return refuse(401, 'not signed by Slack');
    if (!isRecord(content)) return refuse(400, 'body is not an object');
    log.warn('request dropped', { why: `Slack says ${RATE_LIMITED}` });
    response.writeHead(200).end();
  } catch (error) {
    if (!response.headersSent) refuse(400, String(error));
  }
}

/** Null when it is longer than the limit; as much again and more is let go by, so that the sender hears of it. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > HEARING_LIMIT) return null;
    if (size <= BODY_LIMIT) chunks.push(chunk as Buffer);
  }
  return size > BODY_LIMIT ? null : Buffer.concat(chunks);
}

/** What the library will take the body for; undefined when it cannot be read. */
function contentOf(text: string, type: string | undefined): unknown {
  try {
    if (type !== 'application/x-www-form-urlencoded') return JSON.parse(text);
    const form = new URLSearchParams(text);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
