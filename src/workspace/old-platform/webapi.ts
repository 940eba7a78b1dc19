import { chatMethods } from './api-chat.ts';
import { conversationMethods } from './api-conversations.ts';
import { ApiError, type Methods } from './api-error.ts';
import { peopleMethods } from './api-people.ts';
import { viewMethods } from './api-views.ts';
import { isObj, type Obj, str } from './json.ts';
import type { Platform } from './platform.ts';
import { respond } from './respond.ts';

/**
 * The `fetch` that a Web API client of the local workspace uses: it answers Web API calls and response
 * URLs from memory, and there is no other network.
 */
export function createFetch(platform: Platform, token: string): typeof globalThis.fetch {
  const methods: Methods = {
    ...chatMethods(platform),
    ...conversationMethods(platform),
    ...peopleMethods(platform),
    ...viewMethods(platform),
  };
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    if (url.hostname === 'hooks.slack.com') return respond(platform, request);
    const name = /\/api\/([\w.]+)$/.exec(url.pathname)?.[1];
    if (!name) throw new TypeError(`fetch failed: the local workspace has no network, so no ${url.host}`);
    const answer = call(methods, name, await readArguments(request), request.headers, token);
    return Response.json(answer, { headers: { 'x-oauth-scopes': SCOPES, 'x-accepted-oauth-scopes': '' } });
  };
}

// --- internal ---

const SCOPES = 'app_mentions:read,channels:history,channels:read,chat:write,commands,im:history,users:read';

/** These arrive as JSON inside a form-encoded body. */
const STRUCTURED = new Set(['blocks', 'attachments', 'metadata', 'view']);

function call(methods: Methods, name: string, args: Obj, headers: Headers, token: string): Obj {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return { ok: false, error: 'unknown_method', req_method: name };
  const given = headers.get('authorization')?.replace(/^Bearer /i, '') ?? str(args.token);
  if (!given) return { ok: false, error: 'not_authed' };
  if (given !== token) return { ok: false, error: 'invalid_auth' };
  try {
    // Nothing that is handed out may be changed from outside.
    return structuredClone({ ok: true, ...method(args) });
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, error: error.code, ...error.details };
    throw error;
  }
}

async function readArguments(request: Request): Promise<Obj> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const type = request.headers.get('content-type') ?? '';
  const body = await request.text();
  if (type.startsWith('application/json')) {
    const parsed = parseJson(body);
    return { ...query, ...(isObj(parsed) ? parsed : {}) };
  }
  const form: Obj = { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  for (const key of STRUCTURED) if (typeof form[key] === 'string') form[key] = parseJson(str(form[key]));
  return form;
}

/** What is not JSON stays text, and is then refused for its shape. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
