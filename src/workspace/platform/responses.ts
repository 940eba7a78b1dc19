import { content } from './api/chat.ts';
import type { Message } from './messages.ts';
import type { Platform } from './platform.ts';
import type { ResponseUrl } from './response-urls.ts';
import { type Fields, isObject } from './rules/check.ts';
import { type Fault, judgeMessage } from './rules/message.ts';

const KNOWN = [
  ...['text', 'blocks', 'response_type', 'replace_original', 'delete_original', 'thread_ts'],
  ...['metadata', 'mrkdwn', 'parse', 'link_names', 'unfurl_links', 'unfurl_media'],
];

/** A plain-text response, as from hooks.slack.com. */
export interface PlainAnswer {
  status: number;
  body: string;
}

/** Posts a reply to an interaction, from the ack or the response_url: private unless it says `in_channel`. */
export function showReply(
  body: Fields,
  to: ResponseUrl,
  via: 'ack' | 'response_url',
  platform: Platform,
): Message | Fault | undefined {
  const strange = Object.keys(body).filter((name) => !KNOWN.includes(name));
  if (strange.length > 0) platform.violations.add('unknown_argument', via, strange.join(', '));
  const type = body.response_type;
  if (type !== undefined && type !== 'ephemeral' && type !== 'in_channel') {
    platform.violations.add('invalid_response_type', via, String(type));
  }
  const original = to.messageTs === undefined ? undefined : platform.messages.find(to.channel, to.messageTs);
  if (body.delete_original === true) {
    if (original) platform.messages.remove(original);
    if (!('text' in body) && !('blocks' in body)) return undefined;
  }
  const fault = judgeMessage(body, via, platform.judge);
  if (fault) return fault;
  if (body.replace_original === true && original) {
    delete original.blocks;
    const edited = { user: platform.botUserId, ts: platform.ids.ts() };
    return platform.messages.edit(original, { ...content(body, platform), edited });
  }
  // Even a reply to a button in a thread goes to the channel, unless it names the thread.
  const thread = body.thread_ts;
  const open = type === 'in_channel';
  const { asked } = to;
  if (open && via === 'ack' && asked) {
    platform.messages.post({ channel: to.channel, via: 'say', user: to.user, text: asked });
  }
  return platform.messages.post({
    ...content(body, platform),
    channel: to.channel,
    via,
    responseUrl: to.url,
    ...(open ? {} : { ephemeralTo: to.user, ...(asked ? { asked } : {}) }),
    ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
  });
}

/** Handles a POST to a response_url. */
export function takeResponse(path: string, read: Fields | undefined, platform: Platform): PlainAnswer {
  const permit = platform.responseUrls.spend(path);
  if ('fault' in permit) {
    if (!permit.forced)
      platform.violations.add(permit.fault, 'response_url', 'five uses within thirty minutes');
    return { status: 404, body: permit.fault };
  }
  if (!read) {
    platform.violations.add('invalid_payload', 'response_url', 'the body is no JSON object');
    return { status: 400, body: 'invalid_payload' };
  }
  const shown = showReply(read, permit, 'response_url', platform);
  if (shown && 'error' in shown) return { status: 400, body: shown.error };
  return { status: 200, body: 'ok' };
}

/** The body as a JSON object, if it is one. */
export function readBody(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
