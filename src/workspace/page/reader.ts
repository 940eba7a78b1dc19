import type { Channel, User } from '../platform/members.ts';
import type { Platform } from '../platform/platform.ts';
import type { Names } from './rich-text.ts';

/** The person a page is drawn for, who sees only what they may see. */
export interface Reader {
  platform: Platform;
  viewer: User;
  names: Names;
}

export function createReader(platform: Platform, viewer: User): Reader {
  const { users, channels } = platform.members;
  return {
    platform,
    viewer,
    names: {
      user: (id) => users.get(id)?.real_name ?? id,
      channel: (id) => channels.get(id)?.name ?? id,
      timeZone: viewer.tz,
    },
  };
}

/** The people one can choose to be. */
export function peopleOf(platform: Platform): User[] {
  return [...platform.members.users.values()].filter((user) => !user.is_bot && !user.deleted);
}

export function botOf(platform: Platform): User {
  return platform.members.users.get(platform.botUserId) as User;
}

/** `#newsroom`, or the bot's name for a direct message. */
export function titleOf(platform: Platform, channel: Channel): string {
  return channel.is_im ? botOf(platform).real_name : `#${channel.name}`;
}

/** The address of a conversation, or of `home`, for that person. */
export function addressOf(viewer: User, room: string, thread = '', ts = ''): string {
  const query = new URLSearchParams({ as: viewer.id, in: room, ...(thread ? { thread } : {}) });
  return `/?${query}${ts ? `#${ts}` : ''}`;
}
