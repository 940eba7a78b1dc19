import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { Channel, User } from '../platform/members.ts';
import type { Platform } from '../platform/platform.ts';
import type { UserActions } from '../platform/user-actions.ts';
import { documentOf } from './document.ts';
import { guard, RequestError, readJson, secure } from './guard.ts';
import { createPosts } from './posts.ts';
import { addressOf, createReader, peopleOf } from './reader.ts';
import { createStream } from './stream.ts';

export interface PageOptions {
  platform: Platform;
  actions: UserActions;
  /** Questions offered at the beginning of a conversation and as completions. */
  examples: string[];
}

/** Serves the workspace to a browser and passes on what people do there. */
export interface Page {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Ends every open event stream. */
  close(): void;
}

export function createPage({ platform, actions, examples }: PageOptions): Page {
  const { members, messages } = platform;
  const boot = randomUUID();
  const stream = createStream(platform, boot);
  const posts = createPosts(platform, actions);

  return {
    handle(request, response) {
      secure(response);
      answer(request, response).catch((error: unknown) => refuse(response, error));
    },
    close: stream.close,
  };

  // --- internal ---

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    guard(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET') return read(url, request, response);
    if (request.method !== 'POST') throw new RequestError(405, 'There is nothing here.');
    const post = Object.hasOwn(posts, url.pathname) ? posts[url.pathname] : undefined;
    if (!post) throw new RequestError(404, 'There is nothing here.');
    const told = await post(await readJson(request));
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ ok: true, ...(told as object) }));
  }

  function read(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const query = (name: string) => url.searchParams.get(name) ?? '';
    const people = peopleOf(platform);
    const viewer = people.find(({ id }) => id === query('as')) ?? (people[0] as User);
    const reader = createReader(platform, viewer);
    const file = FILES.get(url.pathname);
    const permalink = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname);
    if (file) {
      response.writeHead(200, { 'Content-Type': TYPES[extname(url.pathname)] }).end(file);
    } else if (permalink) {
      // A permalink opens the message, a reply in its thread.
      const [, channel = '', seconds, micros] = permalink;
      const ts = `${seconds}.${micros}`;
      const thread = messages.find(channel, ts)?.thread_ts ?? query('thread_ts');
      response.writeHead(302, { Location: addressOf(viewer, channel, thread, ts) }).end();
    } else if (url.pathname === '/events') {
      // After a lost connection the browser says which event it saw last.
      const last = String(request.headers['last-event-id'] ?? `${query('boot')}/${query('since')}`);
      const [pageBoot = '', since] = last.split('/');
      stream.open(response, reader, query('client'), pageBoot, Number(since));
    } else if (url.pathname === '/') {
      const scene = { ...place(query('in'), query('thread'), viewer), examples, boot };
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(documentOf(scene, reader).markup);
    } else {
      throw new RequestError(404, 'There is nothing here.');
    }
  }

  function place(room: string, root: string, viewer: User) {
    if (room === 'home') return { channel: null, thread: null, offered: false };
    const seen = [...members.channels.values()].filter((one) => members.canSee(one, viewer.id));
    // Another person's direct message leads to one's own, as when one switches person there.
    const direct = room.startsWith('D') ? seen.find(({ is_im }) => is_im) : undefined;
    const named = seen.find(({ id, name }) => id === room || name === room);
    const channel = direct ?? named ?? (seen[0] as Channel);
    if (root && messages.find(channel.id, root)) return { channel, thread: root, offered: false };
    // The bare address opens the first channel with a thread beside it.
    const shown = room ? [] : messages.shownTo(viewer.id, channel.id);
    const thread = shown.find((message) => messages.replies(message).length > 0)?.ts ?? null;
    return { channel, thread, offered: thread !== null };
  }
}

// --- internal ---

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Served as they are; there is no front-end build. */
const ASSETS = new URL('assets/', import.meta.url);
const FILES = new Map(readdirSync(ASSETS).map((name) => [`/${name}`, readFileSync(new URL(name, ASSETS))]));

function refuse(response: ServerResponse, error: unknown): void {
  const known = error instanceof RequestError;
  if (!known) console.error(error);
  if (response.headersSent) return void response.destroy();
  // The rest of a rejected body is not read.
  response.writeHead(known ? error.status : 500, { 'Content-Type': 'application/json', Connection: 'close' });
  response.end(JSON.stringify({ ok: false, error: known ? error.message : 'Something broke here.' }));
}
