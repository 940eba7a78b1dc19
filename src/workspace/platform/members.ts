/** The author of what Slack itself tells a person. */
export const SLACKBOT = 'USLACKBOT';

/** People and channels, in Slack's own field names, so that a test can change any of them while it runs. */
export interface User {
  id: string;
  name: string;
  real_name: string;
  /** What they do here. */
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
  /** Of another workspace, and in no channel that the bot shares. */
  is_stranger: boolean;
  is_bot: boolean;
}

export interface Channel {
  id: string;
  name: string;
  is_private: boolean;
  is_im: boolean;
  is_mpim: boolean;
  is_archived: boolean;
  is_ext_shared: boolean;
  /** The bot's own membership. */
  is_member: boolean;
  /** Other workspaces that share the channel. */
  connected_team_ids: string[];
  /** Besides the bot. */
  members: string[];
  /** The other side of a direct message. */
  user?: string;
  creator: string;
  created: number;
  topic: string;
  purpose: string;
}

export type UserSpec = Partial<User> & { id: string };
export type ChannelSpec = Partial<Channel> & { id: string };

export interface Members {
  users: Map<string, User>;
  channels: Map<string, Channel>;
  addUser(spec: UserSpec): User;
  addChannel(spec: ChannelSpec): Channel;
  /** The direct message between the bot and a user; made when there is none. */
  directMessage(userId: string): Channel;
  canSee(channel: Channel, userId: string): boolean;
  user(id: string): User;
  channel(id: string): Channel;
}

interface Home {
  teamId: string;
  botUserId: string;
  created: number;
}

export function createMembers({ teamId, botUserId, created }: Home): Members {
  const users = new Map<string, User>();
  const channels = new Map<string, Channel>();
  const members: Members = {
    users,
    channels,
    addUser(spec) {
      const name = spec.name ?? spec.id.toLowerCase();
      const user: User = {
        name,
        real_name: name,
        title: '',
        team_id: teamId,
        tz: 'America/New_York',
        tz_offset: offset(spec.tz ?? 'America/New_York', created),
        deleted: false,
        is_admin: false,
        is_owner: false,
        is_primary_owner: false,
        is_restricted: false,
        is_ultra_restricted: false,
        is_stranger: false,
        is_bot: false,
        ...spec,
      };
      users.set(user.id, user);
      return user;
    },
    addChannel(spec) {
      const channel: Channel = {
        name: spec.id.toLowerCase(),
        is_private: false,
        is_im: false,
        is_mpim: false,
        is_archived: false,
        is_ext_shared: (spec.connected_team_ids ?? []).length > 0,
        is_member: true,
        connected_team_ids: [],
        members: [...users.values()].filter(({ is_bot }) => !is_bot).map(({ id }) => id),
        creator: [...users.keys()][0] ?? botUserId,
        created,
        topic: '',
        purpose: '',
        ...spec,
      };
      channels.set(channel.id, channel);
      return channel;
    },
    directMessage(userId) {
      const known = [...channels.values()].find(({ is_im, user }) => is_im && user === userId);
      return (
        known ??
        members.addChannel({ id: `D${userId.slice(1)}`, is_im: true, user: userId, members: [userId] })
      );
    },
    canSee: ({ is_im, is_private, user, members }, userId) =>
      is_im ? user === userId : !is_private || members.includes(userId),
    user(id) {
      const user = users.get(id);
      if (!user)
        throw new Error(`no user ${id} in this workspace: give it to startSlack({users: [{id: '${id}'}]})`);
      return user;
    },
    channel(id) {
      const channel = channels.get(id);
      if (!channel) {
        throw new Error(
          `no channel ${id} in this workspace: give it to startSlack({channels: [{id: '${id}'}]})`,
        );
      }
      return channel;
    },
  };
  return members;
}

/** Seconds east of UTC in that zone at that moment. */
function offset(timeZone: string, seconds: number): number {
  const shown = new Date(seconds * 1000).toLocaleString('en-GB', { timeZone, timeZoneName: 'longOffset' });
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(shown) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
