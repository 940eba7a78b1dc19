import { ApiError } from './api-error.ts';
import { readContent, readThread } from './draft.ts';
import { bool, isObj, type Obj, str } from './json.ts';
import type { Message } from './messages.ts';
import type { Platform } from './platform.ts';
import type { ResponsePlace } from './tickets.ts';

/** What an app posts to a response URL: a message where the person is, or a change of the message they acted on. */
export async function respond(platform: Platform, request: Request): Promise<Response> {
  const place = platform.tickets.respond(request.url);
  if ('error' in place) return Response.json({ ok: false, error: place.error }, { status: 404 });
  const body = await request.json().catch(() => null);
  if (!isObj(body)) return new Response('invalid_payload', { status: 400 });
  try {
    apply(platform, place, body);
    return new Response('ok');
  } catch (error) {
    if (error instanceof ApiError) return new Response(error.code, { status: 400 });
    throw error;
  }
}

/** The same for the body of an acknowledged command. */
export function reply(platform: Platform, place: ResponsePlace, body: Obj, asked?: string): Message {
  const { messages, cast } = platform;
  const everyone = str(body.response_type) === 'in_channel';
  return messages.post({
    channel: place.channel,
    user: cast.bot.id,
    ...readContent(platform, body),
    ...readThread(platform, place.channel, str(body.thread_ts)),
    ...(everyone ? {} : { only_for: place.user }),
    ...(asked && !everyone ? { asked } : {}),
  });
}

// --- internal ---

function apply(platform: Platform, place: ResponsePlace, body: Obj): void {
  const { messages } = platform;
  const source = place.source ? messages.find(place.channel, place.source) : undefined;
  if (bool(body.delete_original)) {
    if (source) messages.remove(source);
    return;
  }
  if (bool(body.replace_original) && source) {
    const content = readContent(platform, body);
    if (!content.blocks) delete source.blocks;
    messages.edit(source, { ...content, ...(source.only_for ? {} : { edited: messages.stamp() }) });
    return;
  }
  // Slack puts it into the channel, even when the button stood in a thread, unless the app names the thread.
  reply(platform, place, body);
}
