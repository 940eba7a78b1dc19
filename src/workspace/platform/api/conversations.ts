import type { Channel } from '../members.ts';
import { apiMessage, type HistoryQuery } from '../messages.ts';
import type { Platform } from '../platform.ts';
import type { Fields } from '../rules/check.ts';
import { apiChannel, kindOf, known, scopesFor } from './channels.ts';
import { flagArg, type Methods, page, Refusal, textArg } from './method.ts';

const SPAN = ['oldest', 'latest', 'inclusive', 'limit', 'cursor', 'include_all_metadata'];
/** The names that `types` takes, and the part of the scope's name that belongs to each. */
const TYPES: Record<string, string> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

function typesOf(args: Fields): string[] {
  const types = (textArg(args, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  if (!types.every((type) => type in TYPES)) throw new Refusal('invalid_types');
  return types.map((type) => TYPES[type] as string);
}

function listed(args: Fields, platform: Platform, keep: (channel: Channel) => boolean): Fields {
  const kinds = typesOf(args);
  for (const kind of kinds) {
    if (platform.scopes.has(`${kind}:read`)) continue;
    throw new Refusal('missing_scope', { needed: `${kind}:read`, provided: [...platform.scopes].join(',') });
  }
  const channels = [...platform.members.channels.values()]
    .filter((channel) => kinds.includes(kindOf(channel)) && (!channel.is_private || channel.is_member))
    .filter((channel) => !(channel.is_archived && flagArg(args, 'exclude_archived')))
    .filter(keep);
  const { entries, cursor } = page(channels, args, 100, 1000);
  return {
    channels: entries.map((channel) => apiChannel(channel, platform, true)),
    response_metadata: { next_cursor: cursor },
  };
}

/** The newest first, as conversations.history gives them. */
function span(args: Fields, platform: Platform, channel: Channel, thread?: string): HistoryQuery {
  if (!channel.is_member) throw new Refusal('not_in_channel');
  const query: HistoryQuery = { inclusive: flagArg(args, 'inclusive') };
  for (const end of ['oldest', 'latest'] as const) {
    const ts = textArg(args, end);
    if (ts === undefined) continue;
    if (!/^\d{1,11}(\.\d{1,6})?$/.test(ts)) {
      platform.violations.add(`invalid_ts_${end}`, 'conversations.history', ts);
      throw new Refusal(`invalid_ts_${end}`);
    }
    query[end] = ts;
  }
  return thread === undefined ? query : { ...query, thread };
}

const anyRead = Object.values(TYPES).map((kind) => `${kind}:read`);

export const conversations: Methods = {
  'conversations.info': {
    scopes: scopesFor('read'),
    required: ['channel'],
    optional: ['include_locale', 'include_num_members'],
    run: (args, platform) => ({
      channel: apiChannel(known(args, platform), platform, flagArg(args, 'include_num_members')),
    }),
  },
  'conversations.list': {
    scopes: anyRead,
    optional: ['types', 'exclude_archived', 'limit', 'cursor', 'team_id'],
    run: (args, platform) => listed(args, platform, () => true),
  },
  'users.conversations': {
    scopes: anyRead,
    optional: ['types', 'exclude_archived', 'limit', 'cursor', 'team_id', 'user'],
    run(args, platform) {
      const user = textArg(args, 'user') ?? platform.botUserId;
      return listed(args, platform, (channel) =>
        user === platform.botUserId ? channel.is_member : channel.members.includes(user),
      );
    },
  },
  'conversations.history': {
    scopes: scopesFor('history'),
    required: ['channel'],
    optional: SPAN,
    run(args, platform) {
      const channel = known(args, platform);
      const found = platform.messages.visible(channel.id, span(args, platform, channel)).reverse();
      const { entries, more, cursor } = page(found, args, 100, 999);
      const withMetadata = flagArg(args, 'include_all_metadata');
      return {
        messages: entries.map((message) => apiMessage(message, platform.messages, withMetadata)),
        has_more: more,
        pin_count: 0,
        ...(more ? { response_metadata: { next_cursor: cursor } } : {}),
      };
    },
  },
  'conversations.replies': {
    scopes: scopesFor('history'),
    required: ['channel', 'ts'],
    optional: SPAN,
    run(args, platform) {
      const channel = known(args, platform);
      const asked = platform.messages.find(channel.id, textArg(args, 'ts') ?? '');
      if (!asked || asked.ephemeralTo) throw new Refusal('thread_not_found');
      const thread = asked.thread_ts ?? asked.ts;
      const found = platform.messages.visible(channel.id, span(args, platform, channel, thread));
      const { entries, more, cursor } = page(found, args, 1000, 1000);
      const withMetadata = flagArg(args, 'include_all_metadata');
      return {
        messages: entries.map((message) => apiMessage(message, platform.messages, withMetadata)),
        has_more: more,
        ...(more ? { response_metadata: { next_cursor: cursor } } : {}),
      };
    },
  },
  'conversations.open': {
    scopes: ['im:write', 'mpim:write'],
    optional: ['users', 'channel', 'return_im', 'prevent_creation'],
    run(args, platform) {
      const users = (textArg(args, 'users') ?? '').split(',').filter((user) => user !== '');
      if (users.length === 0 && !('channel' in args)) throw new Refusal('users_list_not_supplied');
      if (users.length > 1) throw new Refusal('method_not_supported_for_channel_type');
      if (users[0] !== undefined && !platform.members.users.has(users[0]))
        throw new Refusal('user_not_found');
      const channel =
        users[0] === undefined ? known(args, platform) : platform.members.directMessage(users[0]);
      return { channel: flagArg(args, 'return_im') ? apiChannel(channel, platform) : { id: channel.id } };
    },
  },
  'conversations.members': {
    scopes: scopesFor('read'),
    required: ['channel'],
    optional: ['limit', 'cursor'],
    run(args, platform) {
      const channel = known(args, platform);
      const members = [...channel.members, ...(channel.is_member ? [platform.botUserId] : [])];
      const { entries, cursor } = page(members, args, 100, 1000);
      return { members: entries, response_metadata: { next_cursor: cursor } };
    },
  },
};
