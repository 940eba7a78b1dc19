import { ApiError, type Methods } from './api-error.ts';
import { type Channel, channelIn } from './cast.ts';
import { mustFindChannel } from './draft.ts';
import { bool, type Obj, str } from './json.ts';
import type { Message } from './messages.ts';
import type { Platform } from './platform.ts';

export function conversationMethods(platform: Platform): Methods {
  const { cast, messages } = platform;
  return {
    'conversations.info': (args) => ({ channel: asSlack(mustFindChannel(platform, args.channel)) }),
    'conversations.list': (args) => ({ channels: wanted(args), response_metadata: { next_cursor: '' } }),
    'users.conversations': (args) => ({ channels: wanted(args), response_metadata: { next_cursor: '' } }),
    'conversations.open': (args) => {
      const channel = channelIn(cast, str(args.users) || str(args.channel));
      if (channel?.im == null) throw new ApiError('user_not_found');
      const full = bool(args.return_im) ? asSlack(channel) : { id: channel.id };
      return { no_op: true, already_open: true, channel: full };
    },
    'conversations.history': (args) => {
      const channel = mustFindChannel(platform, args.channel);
      const shown = messages.lasting(channel.id).filter((one) => inHistory(one));
      return page(args, shown.reverse(), true);
    },
    'conversations.replies': (args) => {
      const channel = mustFindChannel(platform, args.channel);
      const given = messages.find(channel.id, str(args.ts));
      const root = given?.thread_ts ? messages.find(channel.id, given.thread_ts) : given;
      if (!root || root.only_for) throw new ApiError('thread_not_found');
      return page(args, [root, ...messages.replies(root)], false);
    },
  };

  // --- internal ---

  function inHistory(message: Message): boolean {
    return !message.thread_ts || message.thread_ts === message.ts || message.broadcast === true;
  }

  function asSlack(channel: Channel): Obj {
    const shared = { id: channel.id, created: 1700000000, is_archived: false, is_org_shared: false };
    if (channel.im)
      return { ...shared, is_im: true, user: channel.im, is_user_deleted: false, is_open: true };
    return {
      ...shared,
      name: channel.name,
      name_normalized: channel.name,
      is_channel: true,
      is_group: false,
      is_im: false,
      is_mpim: false,
      is_private: false,
      is_general: channel.name === 'general',
      is_member: true,
      is_ext_shared: false,
      is_shared: false,
      context_team_id: cast.team.id,
      num_members: cast.people.length + 1,
      topic: { value: '', creator: '', last_set: 0 },
      purpose: { value: channel.purpose, creator: '', last_set: 0 },
    };
  }

  function wanted(args: Obj): Obj[] {
    const types = (str(args.types) || 'public_channel').split(',').map((type) => type.trim());
    return cast.channels
      .filter((channel) => types.includes(channel.im ? 'im' : 'public_channel'))
      .filter((channel) => !str(args.user) || channel.im === null || channel.im === str(args.user))
      .map(asSlack);
  }

  function page(args: Obj, all: Message[], newestFirst: boolean): Obj {
    const inclusive = bool(args.inclusive);
    const oldest = str(args.oldest) || '0';
    const latest = str(args.latest) || '9999999999.999999';
    const from = str(args.cursor) ? Number(Buffer.from(str(args.cursor), 'base64url').toString()) : 0;
    if (!Number.isInteger(from) || from < 0) throw new ApiError('invalid_cursor');
    const limit = Math.min(Number(str(args.limit) || 100), 1000);
    if (!Number.isInteger(limit) || limit < 1) throw new ApiError('invalid_limit');

    const within = all.filter((message) => {
      const isRoot = !newestFirst && message === all[0];
      const at = Number(message.ts);
      if (inclusive || isRoot) return isRoot || (at >= Number(oldest) && at <= Number(latest));
      return at > Number(oldest) && at < Number(latest);
    });
    const shown = within.slice(from, from + limit);
    const more = from + limit < within.length;
    return {
      messages: shown.map((message) => messages.asSlack(message, bool(args.include_all_metadata))),
      has_more: more,
      ...(newestFirst ? { pin_count: 0 } : {}),
      response_metadata: { next_cursor: more ? Buffer.from(String(from + limit)).toString('base64url') : '' },
    };
  }
}
