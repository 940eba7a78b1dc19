import { lookup as lookupName } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { DocumentRefusal, type RawDocument } from './document.ts';
import { tooLarge } from './read-apart.ts';

export interface FetchRules {
  /** Whether a connection to this IP address may be made; asked of each, after names are resolved and at each redirect. */
  mayReach(address: string): boolean;
  /** For the whole of it, redirects included. */
  milliseconds: number;
  /** Bytes, unpacked. */
  size: number;
}

/**
 * Fetches a page or file.
 * @returns it, named by the address that it was found at in the end
 * @throws DocumentRefusal
 */
export async function fetchPage(address: string, rules: FetchRules): Promise<RawDocument> {
  const signal = AbortSignal.timeout(rules.milliseconds);
  let url = parsed(address);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const { response, body } = await request(url, rules, signal);
    const { location } = response.headers;
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400 && location !== undefined) {
      url = parsed(location, url);
      continue;
    }
    if (status !== 200)
      throw new DocumentRefusal(`the server answered ${status} ${http.STATUS_CODES[status] ?? ''}`.trimEnd());
    return {
      bytes: unpacked(body, response.headers['content-encoding'], rules.size),
      name: url.href,
      contentType: response.headers['content-type'] ?? null,
    };
  }
  throw new DocumentRefusal(`it redirects more than ${MAX_REDIRECTS} times; give the address where it ends`);
}

// --- internal ---

const MAX_REDIRECTS = 5;

function parsed(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new DocumentRefusal(
      base
        ? `${base.host} redirects to "${address}", which is no address of the web; it was not followed`
        : 'it is no address of the web; expected one like https://example.org/report.html',
    );
  if (url.username !== '' || url.password !== '')
    throw new DocumentRefusal('its address holds a name or password; they would be kept with the source');
  return url;
}

interface Fetched {
  response: http.IncomingMessage;
  body: Buffer;
}

function request(
  url: URL,
  { mayReach, size, milliseconds }: FetchRules,
  signal: AbortSignal,
): Promise<Fetched> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const refusal = (to: string) =>
    new DocumentRefusal(
      `${url.host} is ${to === host ? '' : `at ${to}, `}an address of this machine or of a private network; only public ones are fetched: save the page and add the file`,
    );
  // The address that was looked at is the one connected to: no second look-up comes between.
  const lookup: LookupFunction = (name, options, done) =>
    lookupName(name, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const barred = addresses.find(({ address }) => !mayReach(address));
      const [first] = addresses;
      if (barred || !first) return done(refusal(barred?.address ?? name), '', 0);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(reasonOf(error, url, milliseconds));
    if (isIP(host) !== 0 && !mayReach(host)) return reject(refusal(host));
    const { get } = url.protocol === 'https:' ? https : http;
    const headers = {
      accept: 'text/html, text/plain, application/pdf, */*;q=0.5',
      'user-agent': 'fact-desk (adds a source)',
    };
    get(url, { lookup, signal, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > size)
          response.destroy(tooLarge(Number(response.headers['content-length'] ?? length), size));
        else chunks.push(chunk);
      });
      response.on('end', () => resolve({ response, body: Buffer.concat(chunks) }));
    }).on('error', fail);
  });
}

function reasonOf(error: Error, url: URL, milliseconds: number): DocumentRefusal {
  if (error instanceof DocumentRefusal) return error;
  const { code = error.name } = error as NodeJS.ErrnoException;
  const why =
    code === 'ABORT_ERR' || error.name === 'AbortError' || error.name === 'TimeoutError'
      ? `${url.host} does not send it within ${milliseconds / 1000} seconds; try again, or save the page and add the file`
      : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
        ? `there is no server ${url.hostname}; correct the address`
        : `${url.host} cannot be reached (${code}); try again, or save the page and add the file`;
  return new DocumentRefusal(why, { cause: error });
}

function unpacked(body: Buffer, encoding: string | undefined, size: number): Uint8Array {
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync }[encoding ?? ''];
  if (!unpack) return body;
  try {
    return unpack(body, { maxOutputLength: size });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(size + 1, size);
    throw new DocumentRefusal('what the server sent is damaged; try again', { cause: error });
  }
}
