import type { Channel, User } from '../platform/members.ts';
import type { Platform } from '../platform/platform.ts';
import type { Names } from './rich-text.ts';

/** Who looks at the workspace. Everything is drawn for one reader, who sees what that person may see. */
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

/** Everybody whom one can be at the page. */
export function peopleOf(platform: Platform): User[] {
  return [...platform.members.users.values()].filter((user) => !user.is_bot && !user.deleted);
}

export function botOf(platform: Platform): User {
  return platform.members.users.get(platform.botUserId) as User;
}

/** What a conversation is called: `#newsroom`, or the bot's name. */
export function titleOf(platform: Platform, channel: Channel): string {
  return channel.is_im ? botOf(platform).real_name : `#${channel.name}`;
}

/** The address of a conversation or of the bot's Home, as that person sees it. */
export function addressOf(viewer: User, room: string, thread = '', ts = ''): string {
  const query = new URLSearchParams({ as: viewer.id, in: room, ...(thread ? { thread } : {}) });
  return `/?${query}${ts ? `#${ts}` : ''}`;
}
