import { content } from './api/chat.ts';
import type { Core } from './core.ts';
import type { Message } from './messages.ts';
import type { ResponseUrl } from './permits.ts';
import { type Fields, isObject } from './rules/check.ts';
import { type Fault, judgeMessage } from './rules/message.ts';

const KNOWN = [
  ...['text', 'blocks', 'attachments', 'response_type', 'replace_original', 'delete_original', 'thread_ts'],
  ...['metadata', 'mrkdwn', 'parse', 'link_names', 'unfurl_links', 'unfurl_media'],
];

/** A plain answer, as hooks.slack.com gives. */
export interface PlainAnswer {
  status: number;
  body: string;
}

/**
 * Shows a message that answers an interaction, in the ack or through its response_url: to the one who asked, unless
 * it says `in_channel`.
 */
export function showReply(
  body: Fields,
  to: ResponseUrl,
  via: 'ack' | 'response_url',
  core: Core,
): Message | Fault | undefined {
  const strange = Object.keys(body).filter((name) => !KNOWN.includes(name));
  if (strange.length > 0) core.violations.add('unknown_argument', via, strange.join(', '));
  const type = body.response_type;
  if (type !== undefined && type !== 'ephemeral' && type !== 'in_channel') {
    core.violations.add('invalid_response_type', via, String(type));
  }
  const original = to.messageTs === undefined ? undefined : core.messages.find(to.channel, to.messageTs);
  if (body.delete_original === true) {
    if (original) original.deleted = true;
    if (!('text' in body) && !('blocks' in body)) return undefined;
  }
  const fault = judgeMessage(body, via, core.judge);
  if (fault) return fault;
  if (body.replace_original === true && original) {
    return Object.assign(original, content(body, core), {
      edited: { user: core.botUserId, ts: core.ids.ts() },
    });
  }
  // Also an answer to a button in a thread stands outside it, unless it says otherwise.
  const thread = body.thread_ts;
  return core.messages.post({
    ...content(body, core),
    channel: to.channel,
    via,
    responseUrl: to.url,
    ...(type === 'in_channel' ? {} : { ephemeralTo: to.user }),
    ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
  });
}

/** What a POST to a response_url does. */
export function takeResponse(path: string, read: Fields | undefined, core: Core): PlainAnswer {
  const permit = core.permits.spend(path);
  if ('fault' in permit) {
    if (!permit.forced) core.violations.add(permit.fault, 'response_url', 'five uses within thirty minutes');
    return { status: 404, body: permit.fault };
  }
  if (!read) {
    core.violations.add('invalid_payload', 'response_url', 'the body is no JSON object');
    return { status: 400, body: 'invalid_payload' };
  }
  const shown = showReply(read, permit, 'response_url', core);
  if (shown && 'error' in shown) return { status: 400, body: shown.error };
  return { status: 200, body: 'ok' };
}

/** A JSON object, or nothing. */
export function readBody(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
