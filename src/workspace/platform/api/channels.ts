import type { Channel } from '../members.ts';
import type { Platform } from '../platform.ts';
import type { Fields } from '../rules/check.ts';
import { Refusal, textArg } from './method.ts';

/** The channel, if the bot may know about it. */
export function known(args: Fields, platform: Platform): Channel {
  const wanted = textArg(args, 'channel') ?? '';
  const { channels } = platform.members;
  const channel =
    channels.get(wanted) ?? [...channels.values()].find((c) => [`#${c.name}`, c.name].includes(wanted));
  if (!channel || (channel.is_private && !channel.is_member)) throw new Refusal('channel_not_found');
  return channel;
}

/** Where the bot wants to write; a user id means the direct message. */
export function target(args: Fields, platform: Platform): Channel {
  const wanted = textArg(args, 'channel') ?? '';
  const { members, scopes } = platform;
  const channel = members.users.has(wanted) ? members.directMessage(wanted) : known(args, platform);
  if (channel.is_archived) throw new Refusal('is_archived');
  if (!channel.is_member && !scopes.has('chat:write.public')) throw new Refusal('not_in_channel');
  return channel;
}

/** `channels:history` for a public channel, `im:history` for a direct message… */
export function historyScopes(args: Fields, platform: Platform): string[] {
  const channel = platform.members.channels.get(textArg(args, 'channel') ?? '');
  if (!channel) return ['channels', 'groups', 'im'].map((kind) => `${kind}:history`);
  return [`${channel.is_im ? 'im' : channel.is_private ? 'groups' : 'channels'}:history`];
}
