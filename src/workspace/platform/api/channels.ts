import type { Channel } from '../members.ts';
import type { Platform } from '../platform.ts';
import type { Fields } from '../rules/check.ts';
import { Refusal, textArg } from './method.ts';

/** The channel as far as the bot may know of it. */
export function known(args: Fields, platform: Platform, name = 'channel'): Channel {
  const wanted = textArg(args, name) ?? '';
  const { channels } = platform.members;
  const channel =
    channels.get(wanted) ?? [...channels.values()].find((c) => `#${c.name}` === wanted || c.name === wanted);
  if (!channel || (channel.is_private && !channel.is_member)) throw new Refusal('channel_not_found');
  return channel;
}

/** Where the bot would write: a user's id stands for the direct message. */
export function target(args: Fields, platform: Platform): Channel {
  const wanted = textArg(args, 'channel') ?? '';
  const channel = platform.members.users.has(wanted)
    ? platform.members.directMessage(wanted)
    : known(args, platform);
  if (channel.is_archived) throw new Refusal('is_archived');
  if (!channel.is_member && !platform.scopes.has('chat:write.public')) throw new Refusal('not_in_channel');
  return channel;
}

/** The part of a scope's name that says which kind of conversation. */
export function kindOf(channel: Channel): 'im' | 'mpim' | 'groups' | 'channels' {
  if (channel.is_im) return 'im';
  if (channel.is_mpim) return 'mpim';
  return channel.is_private ? 'groups' : 'channels';
}

/** `channels:read` for a public channel, `im:read` for a direct message… */
export function scopesFor(right: 'read' | 'history' | 'write') {
  return (args: Fields, platform: Platform): string[] => {
    const channel = platform.members.channels.get(textArg(args, 'channel') ?? '');
    if (channel) return [`${kindOf(channel)}:${right}`];
    return ['channels', 'groups', 'im', 'mpim'].map((kind) => `${kind}:${right}`);
  };
}

export function apiChannel(channel: Channel, platform: Platform, withCount = false): Fields {
  const { members, connected_team_ids, user, topic, purpose, is_member, name, ...shown } = channel;
  const shared = {
    is_shared: channel.is_ext_shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    context_team_id: platform.teamId,
    shared_team_ids: [platform.teamId, ...connected_team_ids],
    updated: channel.created * 1000,
  };
  if (channel.is_im) return { ...shown, ...shared, user, is_open: true, is_user_deleted: false };
  return {
    ...shown,
    ...shared,
    name,
    name_normalized: name,
    is_channel: !channel.is_private,
    is_group: channel.is_private && !channel.is_mpim,
    is_general: false,
    is_member,
    connected_team_ids,
    topic: { value: topic, creator: '', last_set: 0 },
    purpose: { value: purpose, creator: '', last_set: 0 },
    ...(withCount ? { num_members: members.length + (is_member ? 1 : 0) } : {}),
  };
}
