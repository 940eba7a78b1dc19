import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Channel, canSee, channelIn, type Person } from '../old-platform/cast.ts';
import { readChoice } from '../old-platform/choices.ts';
import type { Gestures } from '../old-platform/gestures.ts';
import type { Interactions, Place } from '../old-platform/interactions.ts';
import { bool, isObj, type Obj, obj, str } from '../old-platform/json.ts';
import type { Modals } from '../old-platform/modals.ts';
import type { Platform } from '../old-platform/platform.ts';
import { Refusal } from './guard.ts';
import type { Scene } from './page.tsx';
import type { Render } from './render.tsx';
import type { Stream } from './stream.ts';

/** What the page asks for, by path: pages and streams to read, and what a person does to post. */
export interface Routes {
  get: { [path: string]: (url: URL, request: IncomingMessage, response: ServerResponse) => void };
  post: { [path: string]: (body: Obj) => Promise<Obj> };
}

export interface RouteParts {
  platform: Platform;
  gestures: Gestures;
  interactions: Interactions;
  modals: Modals;
  render: Render;
  stream: Stream;
}

export function createRoutes(parts: RouteParts): Routes {
  const { platform, gestures, interactions, modals, render, stream } = parts;
  const { cast, messages } = platform;

  return {
    get: {
      '/': (url, _request, response) => html(response, render.page(sceneAt(url))),
      '/thread': (url, _request, response) => {
        const viewer = person(url.searchParams.get('as'));
        const found = render.thread(
          url.searchParams.get('in') ?? '',
          url.searchParams.get('thread') ?? '',
          viewer,
        );
        if (found === null) throw new Refusal(404, 'There is no such channel.');
        html(response, found);
      },
      '/events': (url, request, response) => {
        const [boot, seq] = str(request.headers['last-event-id']).split('/');
        const since = seq ?? url.searchParams.get('since');
        stream.open(
          response,
          person(url.searchParams.get('as')),
          boot || (url.searchParams.get('boot') ?? ''),
          Number(since),
        );
      },
    },
    post: {
      '/say': async (body) => {
        const thread = str(body.thread);
        const user = mustBe(body.as);
        await gestures.say(user, mustSee(user, body.channel), str(body.text), thread || undefined);
        return {};
      },
      '/act': async (body) => {
        const user = mustBe(body.as);
        const ids = { block: str(body.block), action: str(body.action) };
        const choice = readChoice(body.choice);
        const { confirm, notice } = await interactions.act(
          user,
          placeOf(user, body),
          ids,
          choice,
          body.inputs,
          bool(body.sure),
        );
        return { ...(confirm ? { confirm: render.confirm(confirm) } : {}), ...(notice ? { notice } : {}) };
      },
      '/submit': async (body) => ({
        ...(await modals.submit(mustBe(body.as), str(body.view), body.inputs)),
      }),
      '/close': async (body) => {
        modals.close(mustBe(body.as), str(body.view), bool(body.all));
        return {};
      },
      '/opened': async (body) => {
        await gestures.openApp(mustBe(body.as), body.tab === 'home' ? 'home' : 'messages');
        return {};
      },
      '/dismiss': async (body) => {
        const user = mustBe(body.as);
        gestures.dismiss(user, mustSee(user, body.channel), str(body.ts));
        return {};
      },
    },
  };

  // --- internal ---

  function sceneAt(url: URL): Scene {
    const viewer = person(url.searchParams.get('as'));
    const wanted = url.searchParams.get('in');
    if (wanted === 'home') return { viewer, channel: null, thread: null, offered: false };
    const found = wanted ? channelIn(cast, wanted) : undefined;
    const channel = found && canSee(found, viewer.id) ? found : (cast.channels[0] ?? null);
    const asked = channel && url.searchParams.get('thread');
    if (channel && asked && messages.find(channel.id, asked)) {
      return { viewer, channel, thread: asked, offered: false };
    }
    // Whoever comes without a wish sees the channel with a thread open beside it, where there is room.
    const offered = wanted ? null : firstThread(channel, viewer);
    return { viewer, channel, thread: offered, offered: offered !== null };
  }

  function firstThread(channel: Channel | null, viewer: Person): string | null {
    const roots = channel ? messages.inChannel(channel.id, viewer.id) : [];
    return roots.find((message) => messages.replies(message).length > 0)?.ts ?? null;
  }

  function person(id: string | null): Person {
    return cast.people.find((one) => one.id === id || one.name === id) ?? (cast.people[0] as Person);
  }

  function mustBe(id: unknown): Person {
    const found = cast.people.find((one) => one.id === str(id));
    if (!found) throw new Refusal(400, 'Say who you are: `as` is the id of a person of the workspace.');
    return found;
  }

  function mustSee(user: Person, id: unknown): Channel {
    const channel = channelIn(cast, str(id));
    if (!channel || !canSee(channel, user.id)) throw new Refusal(404, 'There is no such channel.');
    return channel;
  }

  function placeOf(user: Person, body: Obj): Place {
    if (!isObj(body.place)) throw new Refusal(400, 'Say where: `place` is {channel, ts} or {view}.');
    const place = obj(body.place);
    if (str(place.view)) return { view: str(place.view) };
    return { channel: mustSee(user, place.channel).id, ts: str(place.ts) };
  }
}

function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(body);
}
