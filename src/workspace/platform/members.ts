/** The author of messages from Slack itself. */
export const SLACKBOT = 'USLACKBOT';

/** A person, with Slack's field names. Tests may change any field while they run. */
export interface User {
  id: string;
  name: string;
  real_name: string;
  /** Their role in the newsroom. */
  title: string;
  team_id: string;
  tz: string;
  tz_offset: number;
  deleted: boolean;
  is_admin: boolean;
  is_owner: boolean;
  is_primary_owner: boolean;
  is_restricted: boolean;
  is_ultra_restricted: boolean;
  /** From another workspace, and in no channel shared with the bot. */
  is_stranger: boolean;
  is_bot: boolean;
}

export interface Channel {
  id: string;
  name: string;
  purpose: string;
  is_private: boolean;
  is_im: boolean;
  is_archived: boolean;
  /** Shared with another workspace. */
  is_ext_shared: boolean;
  /** Whether the bot is a member. */
  is_member: boolean;
  /** User ids, without the bot. */
  members: string[];
  /** The person in a direct message with the bot. */
  user?: string;
}

export type UserSpec = Partial<User> & { id: string };
export type ChannelSpec = Partial<Channel> & { id: string };

export interface Members {
  users: Map<string, User>;
  channels: Map<string, Channel>;
  addUser(spec: UserSpec): User;
  addChannel(spec: ChannelSpec): Channel;
  /** The direct message between the bot and a user, created when missing. */
  directMessage(userId: string): Channel;
  canSee(channel: Channel, userId: string): boolean;
  /** @throws when there is none with that id */
  user(id: string): User;
  channel(id: string): Channel;
}

/** The people and channels of a workspace. */
export function createMembers(teamId: string): Members {
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const members: Members = {
    users,
    channels,
    addUser(spec) {
      const { name = spec.id.toLowerCase(), tz = 'America/New_York' } = spec;
      const user: User = {
        ...{ name, real_name: name, title: '', team_id: teamId, tz, tz_offset: offset(tz), deleted: false },
        ...{ is_admin: false, is_owner: false, is_primary_owner: false, is_bot: false },
        ...{ is_restricted: false, is_ultra_restricted: false, is_stranger: false },
        ...spec,
      };
      users.set(user.id, user);
      return user;
    },
    addChannel(spec) {
      const people = [...users.values()].filter(({ is_bot }) => !is_bot).map(({ id }) => id);
      const channel: Channel = {
        ...{ name: spec.id.toLowerCase(), purpose: '', is_private: false, is_im: false },
        ...{ is_archived: false, is_ext_shared: false, is_member: true, members: people },
        ...spec,
      };
      channels.set(channel.id, channel);
      return channel;
    },
    directMessage(userId) {
      const known = [...channels.values()].find(({ is_im, user }) => is_im && user === userId);
      if (known) return known;
      return members.addChannel({
        ...{ id: `D${userId.slice(1)}`, is_im: true, user: userId, members: [userId] },
      });
    },
    canSee: ({ is_im, is_private, user, members: inside }, userId) =>
      is_im ? user === userId : !is_private || inside.includes(userId),
    user: (id) => found(users.get(id), `user ${id}`),
    channel: (id) => found(channels.get(id), `channel ${id}`),
  };
  return members;
}

// --- internal ---

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what} in this workspace`);
  return value;
}

/** Seconds east of UTC in that time zone today. */
function offset(timeZone: string): number {
  const shown = new Date().toLocaleString('en-GB', { timeZone, timeZoneName: 'longOffset' });
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(shown) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
