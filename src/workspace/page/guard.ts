import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that is turned down, with the status and the reason to answer. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Far more than any form on the page can hold. */
const BODY_BYTES = 1024 * 1024;

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * Other sites can make a browser send requests here. DNS rebinding shows in `Host`, a cross-site post in `Origin`.
 */
export function guard({ headers, method }: IncomingMessage): void {
  const host = headers.host ?? '';
  if (!LOOPBACK.test(host))
    throw new RequestError(403, 'This is only served to this computer, as localhost.');
  if (method !== 'POST' || headers.origin === undefined) return;
  if (headers.origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    throw new RequestError(403, 'Only the workspace’s own page may post here.');
  }
}

/** Reads a POST's body. Only JSON is accepted, because other sites cannot send it without a preflight. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new RequestError(415, 'Send application/json.');
  }
  let body = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    body += chunk;
    if (body.length > BODY_BYTES) throw new RequestError(413, 'That is more than 1 MB.');
  }
  try {
    return JSON.parse(body);
  } catch {
    throw new RequestError(400, 'That is not JSON.');
  }
}

/** Nothing loads from elsewhere, nothing is inline, and the page cannot be framed. */
const POLICY = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'img-src', 'connect-src', 'form-action'].map((one) => `${one} 'self'`),
  ...['base-uri', 'frame-ancestors'].map((one) => `${one} 'none'`),
].join('; ');

export function secure(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-store');
}
