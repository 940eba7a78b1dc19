import { ApiError, type Methods } from './api-error.ts';
import { canSee } from './cast.ts';
import { mustFindChannel, readContent, readMetadata, readThread } from './draft.ts';
import { bool, type Obj, str } from './json.ts';
import type { Message } from './messages.ts';
import type { Platform } from './platform.ts';

export function chatMethods(platform: Platform): Methods {
  const { cast, messages } = platform;
  return {
    'chat.postMessage': (args) => {
      const channel = mustFindChannel(platform, args.channel);
      const thread = readThread(platform, channel.id, args.thread_ts);
      const message = messages.post({
        channel: channel.id,
        user: cast.bot.id,
        ...readContent(platform, args),
        ...readMetadata(args),
        ...thread,
        ...(thread.thread_ts && bool(args.reply_broadcast) ? { broadcast: true } : {}),
      });
      return { channel: channel.id, ts: message.ts, message: messages.asSlack(message) };
    },
    'chat.postEphemeral': (args) => {
      const channel = mustFindChannel(platform, args.channel);
      const user = str(args.user);
      if (!cast.people.some((person) => person.id === user) || !canSee(channel, user)) {
        throw new ApiError('user_not_in_channel');
      }
      const message = messages.post({
        channel: channel.id,
        user: cast.bot.id,
        only_for: user,
        ...readContent(platform, args),
        ...readThread(platform, channel.id, args.thread_ts),
      });
      return { message_ts: message.ts };
    },
    'chat.update': (args) => {
      const message = mustFindOwn(args, 'cant_update_message');
      const content = readContent(platform, args);
      // An update without blocks keeps none: what is sent is all there is.
      if (!content.blocks) delete message.blocks;
      messages.edit(message, { ...content, ...readMetadata(args), edited: messages.stamp() });
      return {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: messages.asSlack(message),
      };
    },
    'chat.delete': (args) => {
      const message = mustFindOwn(args, 'cant_delete_message');
      messages.remove(message);
      return { channel: message.channel, ts: message.ts };
    },
    'chat.getPermalink': (args) => {
      const message = mustFind(args, args.message_ts);
      return { channel: message.channel, permalink: permalink(platform, message) };
    },
    'reactions.add': (args) => {
      const message = mustFind(args, args.timestamp);
      const name = str(args.name).replaceAll(':', '');
      if (!name) throw new ApiError('invalid_name');
      const reactions = message.reactions ?? [];
      if (reactions.some((one) => one.name === name && one.users.includes(cast.bot.id))) {
        throw new ApiError('already_reacted');
      }
      messages.edit(message, { reactions: [...reactions, { name, users: [cast.bot.id] }] });
      return {};
    },
  };

  // --- internal ---

  function mustFind(args: Obj, ts: unknown): Message {
    const channel = mustFindChannel(platform, args.channel);
    const message = messages.find(channel.id, str(ts));
    if (!message || message.only_for) throw new ApiError('message_not_found');
    return message;
  }

  function mustFindOwn(args: Obj, otherwise: string): Message {
    const message = mustFind(args, args.ts);
    if (message.user !== cast.bot.id) throw new ApiError(otherwise);
    return message;
  }
}

/** Slack's form of a permalink, on the workspace's own address, so that it opens the message here. */
export function permalink(platform: Platform, message: Message): string {
  const path = `/archives/${message.channel}/p${message.ts.replace('.', '')}`;
  const thread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${message.channel}` : '';
  return `${platform.url()}${path}${thread}`;
}
