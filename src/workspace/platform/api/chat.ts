import type { Core } from '../core.ts';
import { tsMicros } from '../ids.ts';
import { apiMessage, type Message } from '../messages.ts';
import type { Fields } from '../rules/check.ts';
import { judgeMessage } from '../rules/message.ts';
import { known, target } from './channels.ts';
import { flagArg, type Methods, Refusal, textArg } from './method.ts';

const CONTENT = ['text', 'blocks', 'attachments', 'markdown_text', 'link_names', 'parse', 'mrkdwn'];
const UNFURL = ['unfurl_links', 'unfurl_media'];
const LOOK = ['username', 'icon_emoji', 'icon_url'];
/** Bytes of the text of an edited message: far fewer than of a new one. */
const UPDATED_TEXT = 4000;

function judged(args: Fields, method: string, core: Core): void {
  const fault = judgeMessage(args, method, core.judge);
  if (fault) throw Refusal.of(fault);
}

function mayDress(args: Fields, core: Core): void {
  if (LOOK.some((name) => name in args) && !core.scopes.has('chat:write.customize')) {
    throw new Refusal('missing_scope', {
      needed: 'chat:write.customize',
      provided: [...core.scopes].join(','),
    });
  }
}

/** The parent a reply hangs on. */
function threadOf(args: Fields, channel: string, method: string, core: Core): string | undefined {
  const thread = textArg(args, 'thread_ts');
  if (thread === undefined) return undefined;
  if (!/^\d+\.\d{6}$/.test(thread)) {
    core.violations.add('invalid_thread_ts', method, thread);
    throw new Refusal('invalid_thread_ts');
  }
  const parent = core.messages.find(channel, thread);
  if (!parent) throw new Refusal('thread_not_found');
  if (parent.thread_ts && parent.thread_ts !== parent.ts) {
    core.violations.add('thread_of_reply', method, `${thread} is itself a reply in ${parent.thread_ts}`);
  }
  return thread;
}

/** What a message of the bot's consists of, whichever way it came. */
export function content(body: Fields, core: Core): Partial<Message> {
  const { text, markdown_text, blocks, attachments, metadata } = body;
  return {
    text: String(text ?? markdown_text ?? ''),
    user: core.botUserId,
    bot_id: core.botId,
    app_id: core.appId,
    ...(Array.isArray(blocks) ? { blocks: blocks as Fields[] } : {}),
    ...(Array.isArray(attachments) ? { attachments } : {}),
    ...(metadata ? { metadata: metadata as Fields } : {}),
  };
}

function own(args: Fields, core: Core, refusal: string): Message {
  const channel = known(args, core);
  const message = core.messages.find(channel.id, textArg(args, 'ts') ?? '');
  if (!message || message.ephemeralTo) throw new Refusal('message_not_found');
  if (message.bot_id !== core.botId) throw new Refusal(refusal);
  return message;
}

function withText(core: Core, message: Message): Fields {
  return { ...apiMessage(message, core.messages.all, true), team: core.teamId };
}

export const chat: Methods = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    required: ['channel'],
    optional: [...CONTENT, ...UNFURL, ...LOOK, 'metadata', 'thread_ts', 'reply_broadcast', 'as_user'],
    run(args, core) {
      judged(args, 'chat.postMessage', core);
      mayDress(args, core);
      const channel = target(args, core);
      const thread = threadOf(args, channel.id, 'chat.postMessage', core);
      const message = core.messages.post({
        ...content(args, core),
        channel: channel.id,
        via: 'chat.postMessage',
        ...(thread ? { thread_ts: thread } : {}),
        ...(thread && flagArg(args, 'reply_broadcast') ? { subtype: 'thread_broadcast' } : {}),
      });
      return { channel: channel.id, ts: message.ts, message: withText(core, message) };
    },
  },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    required: ['channel', 'user'],
    optional: [...CONTENT, ...LOOK, 'thread_ts', 'as_user'],
    run(args, core) {
      judged(args, 'chat.postEphemeral', core);
      mayDress(args, core);
      const channel = target(args, core);
      const user = textArg(args, 'user') ?? '';
      if (!core.world.users.has(user)) throw new Refusal('user_not_found');
      if (!channel.members.includes(user)) throw new Refusal('user_not_in_channel');
      const thread = threadOf(args, channel.id, 'chat.postEphemeral', core);
      const message = core.messages.post({
        ...content(args, core),
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
    optional: [...CONTENT, ...UNFURL, 'metadata', 'reply_broadcast', 'as_user', 'file_ids'],
    run(args, core) {
      judged(args, 'chat.update', core);
      if (Buffer.byteLength(textArg(args, 'text') ?? '') > UPDATED_TEXT) {
        core.violations.add('msg_too_long', 'chat.update', `text over ${UPDATED_TEXT} bytes`);
        throw new Refusal('msg_too_long');
      }
      const message = own(args, core, 'cant_update_message');
      const { text, ...rest } = content(args, core);
      // Blocks that are not given stay as they are.
      Object.assign(message, rest, 'text' in args || 'markdown_text' in args ? { text } : {});
      message.edited = { user: core.botUserId, ts: core.ids.ts() };
      return {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: withText(core, message),
      };
    },
  },
  'chat.delete': {
    scopes: ['chat:write'],
    required: ['channel', 'ts'],
    optional: ['as_user'],
    run(args, core) {
      const message = own(args, core, 'cant_delete_message');
      message.deleted = true;
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    required: ['channel', 'message_ts'],
    run(args, core) {
      const channel = known(args, core);
      const ts = textArg(args, 'message_ts') ?? '';
      const message = core.messages.find(channel.id, ts);
      if (!message || message.ephemeralTo) throw new Refusal('message_not_found');
      const thread = message.thread_ts && message.thread_ts !== ts ? message.thread_ts : undefined;
      const query = thread ? `?thread_ts=${thread}&cid=${channel.id}` : '';
      const base = `https://${core.teamDomain}.slack.com/archives/${channel.id}`;
      return { channel: channel.id, permalink: `${base}/p${tsMicros(ts)}${query}` };
    },
  },
};
