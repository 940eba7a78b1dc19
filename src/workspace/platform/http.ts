import { createHmac } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import type { Platform } from './platform.ts';
import type { Fields } from './rules/check.ts';
import {
  ACK_MS,
  type DeliveryOptions,
  type Kind,
  type Receipt,
  type Spoil,
  type Transport,
} from './transport.ts';

/** Bolt and Slack's guide reject a timestamp more than five minutes off. */
const STALE_SECONDS = 301;
/** When to abandon a request that nobody answers, so that none outlives its test. */
const GIVE_UP_MS = 30_000;

interface RawRequest {
  body: string;
  contentType?: string;
  headers?: Record<string, string>;
  method?: string;
  spoil?: Spoil;
  expectAck?: boolean;
}

interface Prepared {
  method: string;
  headers: Record<string, string>;
  body: string;
  spoil: Spoil | undefined;
  expectAck: boolean;
}

export interface HttpTransport extends Transport {
  /** Sends any body, signed. */
  raw(request: RawRequest): Promise<Receipt>;
  /** Repeats the last request byte for byte, including signature and timestamp. */
  replay(): Promise<Receipt>;
  urlVerification(challenge?: string): Promise<Receipt>;
  sslCheck(): Promise<Receipt>;
}

const FORM = 'application/x-www-form-urlencoded';

export function createHttpTransport(
  url: string,
  platform: () => Platform,
  always: DeliveryOptions = {},
): HttpTransport {
  let last: Prepared | undefined;

  function prepare(raw: RawRequest): Prepared {
    const { body, contentType = 'application/json', headers = {}, method = 'POST' } = raw;
    const spoil = raw.spoil ?? always.spoil;
    const signed = sign(body, spoil, platform());
    return {
      method,
      headers: {
        'content-type': contentType,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signed,
        ...headers,
      },
      body,
      spoil,
      expectAck: raw.expectAck ?? always.expectAck ?? true,
    };
  }

  function send(prepared: Prepared): Promise<Receipt> {
    last = prepared;
    return post(url, prepared, platform());
  }

  return {
    carry(kind, payload, _accepts, how) {
      const { contentType, body } = encode(kind, payload);
      const headers: Record<string, string> = {};
      if (how.retry_num !== undefined) {
        headers['x-slack-retry-num'] = String(how.retry_num);
        headers['x-slack-retry-reason'] = how.retry_reason ?? 'http_timeout';
      }
      const { spoil, expectAck } = { ...always, ...how };
      return send(
        prepare({
          ...{ body, contentType, headers },
          ...(spoil === undefined ? {} : { spoil }),
          ...(expectAck === undefined ? {} : { expectAck }),
        }),
      );
    },
    raw: (raw) => send(prepare(raw)),
    replay() {
      if (!last) throw new Error('nothing has been sent yet that could be replayed');
      return send(last);
    },
    urlVerification: (challenge = 'a-challenge') =>
      send(prepare({ body: JSON.stringify({ token: 'verification', challenge, type: 'url_verification' }) })),
    sslCheck: () => send(prepare({ body: 'ssl_check=1&token=verification', contentType: FORM })),
  };
}

function encode(kind: Kind, payload: Fields): { contentType: string; body: string } {
  if (kind === 'events') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const form = kind === 'command' ? payload : { payload: JSON.stringify(payload) };
  const entries = Object.entries(form).map(([name, value]): [string, string] => [name, String(value)]);
  return { contentType: FORM, body: new URLSearchParams(entries).toString() };
}

/** `v0=` and the HMAC of `v0:timestamp:body`, or a broken one. */
function sign(body: string, spoil: Spoil | undefined, platform: Platform): Record<string, string> {
  const shift = spoil === 'old' ? -STALE_SECONDS : spoil === 'future' ? STALE_SECONDS : 0;
  const timestamp = String(Math.floor(Date.now() / 1000) + shift);
  const secret = spoil === 'foreign' ? 'the-secret-of-another-app' : platform.signingSecret;
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  if (spoil === 'absent') return {};
  const signature = spoil === 'bad' ? hmac.replace(/^./, (c) => (c === '0' ? '1' : '0')) : hmac;
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
}

function post(
  url: string,
  { method, headers, body, spoil, expectAck }: Prepared,
  platform: Platform,
): Promise<Receipt> {
  const where = `http ${new URL(url).pathname}`;
  const sentAt = performance.now();
  return new Promise((resolve) => {
    let overdue: { what: string; detail: string } | undefined;
    const outgoing: ClientRequest = request(url, { method, headers, agent: false });
    const end = () => outgoing.destroy();
    platform.lifetime.addEventListener('abort', end);
    const timer = setTimeout(() => {
      if (expectAck && !spoil)
        overdue = platform.violations.add('not_acked', where, `no answer within ${ACK_MS} ms`);
      resolve({ failed: 'timeout' });
    }, ACK_MS);
    const giveUp = setTimeout(end, GIVE_UP_MS);
    const done = (receipt: Receipt) => {
      clearTimeout(timer);
      clearTimeout(giveUp);
      platform.lifetime.removeEventListener('abort', end);
      resolve(receipt);
    };
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      done({ failed: platform.lifetime.aborted ? 'closed' : (error.code ?? error.message) });
    });
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => done({ failed: 'ECONNRESET' }));
      response.on('end', () => {
        const ms = performance.now() - sentAt;
        const status = response.statusCode ?? 0;
        const text = Buffer.concat(chunks).toString('utf8');
        if (overdue)
          Object.assign(overdue, { what: 'late_ack', detail: `answered after ${Math.round(ms)} ms` });
        done(judged(status, text, response.headers['content-type'] ?? '', ms));
      });
    });
    outgoing.end(body);
  });

  function judged(status: number, text: string, type: string, ms: number): Receipt {
    const accepted = status >= 200 && status < 300;
    if (spoil && accepted) {
      platform.violations.add('forged_request_accepted', where, `signature ${spoil}, answered ${status}`);
    }
    if (!spoil && !accepted && expectAck) {
      platform.violations.add('bad_status', where, `answered ${status}`);
    }
    if (!accepted) return { failed: `http_${status}`, status, body: text };
    return { ack: { ms, payload: payloadOf(text, type) }, status, body: text };
  }
}

/** Slack shows a plain body as it is, and parses JSON. */
function payloadOf(body: string, type: string): unknown {
  if (body === '') return undefined;
  if (!type.includes('json')) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
