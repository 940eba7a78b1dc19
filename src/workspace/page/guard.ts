import type { IncomingMessage, ServerResponse } from 'node:http';

/** Why a request is not answered: its status and what to say. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Far more than any form here holds. */
const BODY_BYTES = 1024 * 1024;

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * A page from elsewhere can make a browser send requests here. One that reaches this server under its own name
 * (DNS rebinding) shows in `Host`, one that posts from its own address shows in `Origin`.
 */
export function guard(request: IncomingMessage): void {
  const host = request.headers.host ?? '';
  if (!LOOPBACK.test(host)) throw new Refusal(403, 'This is only served to this computer, as localhost.');
  const { origin } = request.headers;
  if (request.method !== 'POST' || origin === undefined) return;
  if (origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    throw new Refusal(403, 'Only the workspace’s own page may post here.');
  }
}

/** A POST's body. A page from elsewhere cannot send JSON without asking first, so nothing else is taken. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(415, 'Send application/json.');
  }
  if (Number(request.headers['content-length']) > BODY_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'That is not JSON.');
  }
}

/** Nothing is loaded from elsewhere, nothing runs or is styled inline, and nobody frames the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function secure(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-store');
}

// --- internal ---

function tooLarge(): Refusal {
  return new Refusal(413, 'That is more than 1 MB.');
}
