import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HTTPReceiver, isValidSlackRequest, type Receiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { slackLogger } from './slack-logger.ts';

/** Longest body that is accepted, in bytes; Slack's own are far shorter. */
const BODY_LIMIT = 1_000_000;

/** A longer body is read to its end, so that the sender gets a response, up to this many bytes. */
const READ_LIMIT = 10_000_000;

/** Longest that a request may take to arrive, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;

/** Requests still arriving when the bot stops are dropped after this, in milliseconds. */
const GOODBYE = 1000;

/** Slack's notice that it is holding events back. It carries no event, and the library would answer it with an error. */
const RATE_LIMITED = 'app_rate_limited';

/** The library refuses timestamps more than five minutes old; this one is for those ahead. */
const FUTURE_SECONDS = 300;

/** Receives signed requests at /slack/events, and refuses what cannot be one before the library sees it. */
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
      server.listen({ port: options.port, ...(options.host ? { host: options.host } : {}) });
      await once(server, 'listening');
      // Asked for port 0, the system picks one.
      log.info('listening', { port: (server.address() as AddressInfo).port });
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
    if (!PATH.test(request.url ?? '')) return refuse(404, 'no such path');
    if (request.method !== 'POST') return refuse(405, 'not a POST');
    const body = await readBody(request);
    if (body === null) return refuse(413, 'body too large');
    const sentAt = Number(request.headers['x-slack-request-timestamp']);
    if (sentAt > Date.now() / 1000 + FUTURE_SECONDS) return refuse(401, 'from the future');
    const text = body.toString('utf8');
    // The library knows this path and this type only, without a slash or a charset after it.
    request.url = '/slack/events';
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type === FORM) request.headers['content-type'] = type;
    const content = contentOf(text, type);
    if (isRecord(content) && content.type !== RATE_LIMITED) {
      // The library takes the body from here, since it has been read already, and verifies it.
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

const PATH = /^\/slack\/events\/?(?:\?|$)/;
const FORM = 'application/x-www-form-urlencoded';

/** Null when it is longer than the limit. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > READ_LIMIT) return null;
    if (size <= BODY_LIMIT) chunks.push(chunk as Buffer);
  }
  return size > BODY_LIMIT ? null : Buffer.concat(chunks);
}

/** The body as the library will parse it; undefined when it cannot be parsed. */
function contentOf(text: string, type: string | undefined): unknown {
  try {
    if (type !== FORM) return JSON.parse(text);
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
