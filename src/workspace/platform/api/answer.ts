import type { Platform } from '../platform.ts';
import { type Fields, isObject } from '../rules/check.ts';
import { app } from './app.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { type Method, type Methods, Refusal } from './method.ts';
import { people } from './people.ts';
import { views } from './views.ts';

const methods: Methods = { ...app, ...chat, ...conversations, ...people, ...views };

/** Arguments of every method; the SDK adds `team_id` to each call. */
const ALWAYS = ['token', 'pretty', 'team_id'];

/** Slack's response to one call. Violations by the bot are recorded; a refusal by the workspace alone is not one. */
export function answer(name: string, args: Fields, token: string | undefined, platform: Platform): Fields {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  try {
    if (!method) {
      platform.violations.add('unknown_method', name, 'there is no such method');
      throw new Refusal('unknown_method', { req_method: name });
    }
    admit(name, method, token, platform);
    const missing = (method.required ?? []).filter((arg) => args[arg] === undefined || args[arg] === '');
    if (missing.length > 0) {
      platform.violations.add('invalid_arguments', name, `missing ${missing.join(', ')}`);
      const messages = missing.map((arg) => `[ERROR] missing required field: ${arg}`);
      throw new Refusal('invalid_arguments', { response_metadata: { messages } });
    }
    const known = [...ALWAYS, ...(method.required ?? []), ...(method.optional ?? [])];
    const strange = Object.keys(args).filter((arg) => !known.includes(arg));
    if (strange.length > 0) platform.violations.add('unknown_argument', name, strange.join(', '));
    scoped(name, method, args, platform);
    const result = method.run(args, platform);
    return { ok: true, ...result };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.message, ...error.more };
    throw error;
  }
}

function admit(name: string, method: Method, token: string | undefined, platform: Platform): void {
  if (token === undefined || token === '') {
    platform.violations.add('not_authed', name, 'a call without a token');
    throw new Refusal('not_authed');
  }
  if (token !== platform.botToken && token !== platform.appToken) {
    platform.violations.add('invalid_auth', name, 'a call with a foreign token');
    throw new Refusal('invalid_auth');
  }
  if (platform.revoked !== undefined) throw new Refusal(platform.revoked);
  const wanted = method.token === 'app' ? platform.appToken : platform.botToken;
  if (method.token !== 'any' && token !== wanted) {
    platform.violations.add('not_allowed_token_type', name, `it takes the ${method.token ?? 'bot'} token`);
    throw new Refusal('not_allowed_token_type');
  }
}

function scoped(name: string, method: Method, args: Fields, platform: Platform): void {
  const scopes = typeof method.scopes === 'function' ? method.scopes(args, platform) : (method.scopes ?? []);
  if (scopes.length === 0 || scopes.some((scope) => platform.scopes.has(scope))) return;
  const needed = scopes.join(',');
  platform.violations.add('missing_scope', name, `needs ${needed}`);
  throw new Refusal('missing_scope', { needed, provided: [...platform.scopes].join(',') });
}

/** Arguments that are JSON, even in a form body. */
const STRUCTURED: Record<string, string> = {
  blocks: 'invalid_blocks_format',
  view: 'invalid_arguments',
  metadata: 'invalid_metadata_format',
};

export interface Request {
  args: Fields;
  token: string | undefined;
  /** Slack's error when the body cannot be parsed. */
  unreadable?: string;
}

export function readRequest(
  contentType: string,
  authorization: string,
  query: URLSearchParams,
  body: string,
): Request {
  let args: Fields = Object.fromEntries(query);
  let unreadable: string | undefined;
  if (contentType.includes('application/json')) {
    try {
      const value: unknown = body === '' ? {} : JSON.parse(body);
      if (isObject(value)) args = { ...args, ...value };
      else unreadable = 'json_not_object';
    } catch {
      unreadable = 'invalid_json';
    }
  } else if (contentType.includes('application/x-www-form-urlencoded') || body === '') {
    args = { ...args, ...Object.fromEntries(new URLSearchParams(body)) };
  } else {
    unreadable = 'invalid_post_type';
  }
  for (const [name, error] of Object.entries(STRUCTURED)) {
    if (typeof args[name] !== 'string') continue;
    try {
      args[name] = JSON.parse(args[name]);
    } catch {
      unreadable = error;
    }
  }
  const bearer = /^Bearer (.+)$/i.exec(authorization)?.[1];
  const inBody = typeof args.token === 'string' ? args.token : undefined;
  return { args, token: bearer ?? inBody, ...(unreadable ? { unreadable } : {}) };
}
