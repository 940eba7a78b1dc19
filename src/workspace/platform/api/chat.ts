import { tsMicros } from '../ids.ts';
import { apiMessage, type Message } from '../messages.ts';
import type { Platform } from '../platform.ts';
import type { Fields } from '../rules/check.ts';
import { judgeMessage } from '../rules/message.ts';
import { known, target } from './channels.ts';
import { flagArg, type Methods, Refusal, textArg } from './method.ts';

const CONTENT = ['text', 'blocks', 'link_names', 'parse', 'mrkdwn', 'as_user'];
const UNFURL = ['unfurl_links', 'unfurl_media'];
/** Maximum bytes of text when a message is updated: far fewer than for a new one. */
const UPDATED_TEXT = 4000;

function judged(args: Fields, method: string, platform: Platform): void {
  const fault = judgeMessage(args, method, platform.judge);
  if (fault) throw Refusal.of(fault);
}

/** The parent message of a reply. */
function threadOf(args: Fields, channel: string, method: string, platform: Platform): string | undefined {
  const thread = textArg(args, 'thread_ts');
  if (thread === undefined) return undefined;
  if (!/^\d+\.\d{6}$/.test(thread)) {
    platform.violations.add('invalid_thread_ts', method, thread);
    throw new Refusal('invalid_thread_ts');
  }
  const parent = platform.messages.find(channel, thread);
  if (!parent) throw new Refusal('thread_not_found');
  if (parent.thread_ts && parent.thread_ts !== parent.ts) {
    platform.violations.add('thread_of_reply', method, `${thread} is itself a reply in ${parent.thread_ts}`);
  }
  return thread;
}

/** The content of a message from the bot, whichever way it was sent. */
export function content(body: Fields, platform: Platform): Partial<Message> {
  const { text = '', blocks, metadata } = body;
  return {
    text: String(text),
    user: platform.botUserId,
    bot_id: platform.botId,
    app_id: platform.appId,
    ...(Array.isArray(blocks) ? { blocks: blocks as Fields[] } : {}),
    ...(metadata ? { metadata: metadata as Fields } : {}),
  };
}

function own(args: Fields, platform: Platform, refusal: string): Message {
  const channel = known(args, platform);
  const message = platform.messages.find(channel.id, textArg(args, 'ts') ?? '');
  if (!message || message.ephemeralTo) throw new Refusal('message_not_found');
  if (message.bot_id !== platform.botId) throw new Refusal(refusal);
  return message;
}

function withText(platform: Platform, message: Message): Fields {
  return { ...apiMessage(message, platform.messages, true), team: platform.teamId };
}

export const chat: Methods = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    required: ['channel'],
    optional: [...CONTENT, ...UNFURL, 'metadata', 'thread_ts', 'reply_broadcast'],
    run(args, platform) {
      judged(args, 'chat.postMessage', platform);
      const channel = target(args, platform);
      const thread = threadOf(args, channel.id, 'chat.postMessage', platform);
      const message = platform.messages.post({
        ...content(args, platform),
        channel: channel.id,
        via: 'chat.postMessage',
        ...(thread ? { thread_ts: thread } : {}),
        ...(thread && flagArg(args, 'reply_broadcast') ? { subtype: 'thread_broadcast' } : {}),
      });
      return { channel: channel.id, ts: message.ts, message: withText(platform, message) };
    },
  },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    required: ['channel', 'user'],
    optional: [...CONTENT, 'thread_ts'],
    run(args, platform) {
      judged(args, 'chat.postEphemeral', platform);
      const channel = target(args, platform);
      const user = textArg(args, 'user') ?? '';
      if (!platform.members.users.has(user)) throw new Refusal('user_not_found');
      if (!channel.members.includes(user)) throw new Refusal('user_not_in_channel');
      const thread = threadOf(args, channel.id, 'chat.postEphemeral', platform);
      const message = platform.messages.post({
        ...content(args, platform),
        channel: channel.id,
        via: 'chat.postEphemeral',
        ephemeralTo: user,
        ...(thread ? { thread_ts: thread } : {}),
      });
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    scopes: ['chat:write'],
    required: ['channel', 'ts'],
    optional: [...CONTENT, ...UNFURL, 'metadata', 'reply_broadcast'],
    run(args, platform) {
      judged(args, 'chat.update', platform);
      if (Buffer.byteLength(textArg(args, 'text') ?? '') > UPDATED_TEXT) {
        platform.violations.add('msg_too_long', 'chat.update', `text over ${UPDATED_TEXT} bytes`);
        throw new Refusal('msg_too_long');
      }
      const message = own(args, platform, 'cant_update_message');
      const { text, ...rest } = content(args, platform);
      // Blocks that are not given are kept.
      const edited = { user: platform.botUserId, ts: platform.ids.ts() };
      platform.messages.edit(message, { ...rest, ...('text' in args ? { text: String(text) } : {}), edited });
      return {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: withText(platform, message),
      };
    },
  },
  'chat.delete': {
    scopes: ['chat:write'],
    required: ['channel', 'ts'],
    optional: ['as_user'],
    run(args, platform) {
      const message = own(args, platform, 'cant_delete_message');
      platform.messages.remove(message);
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    required: ['channel', 'message_ts'],
    run(args, platform) {
      const channel = known(args, platform);
      const ts = textArg(args, 'message_ts') ?? '';
      const message = platform.messages.find(channel.id, ts);
      if (!message || message.ephemeralTo) throw new Refusal('message_not_found');
      const thread = message.thread_ts && message.thread_ts !== ts ? message.thread_ts : undefined;
      const query = thread ? `?thread_ts=${thread}&cid=${channel.id}` : '';
      const base = `${platform.siteUrl}/archives/${channel.id}`;
      return { channel: channel.id, permalink: `${base}/p${tsMicros(ts)}${query}` };
    },
  },
};
