import type { User } from '../members.ts';
import type { Platform } from '../platform.ts';
import type { Fields } from '../rules/check.ts';
import { known } from './channels.ts';
import { type Methods, page, Refusal, textArg } from './method.ts';

function apiUser(user: User, platform: Platform): Fields {
  const { is_stranger, title, ...shown } = user;
  return {
    ...shown,
    tz_label: user.tz,
    is_app_user: false,
    updated: 0,
    // Slack only says so of people from other workspaces.
    ...(user.team_id === platform.teamId ? {} : { is_stranger }),
    profile: { title, real_name: user.real_name, display_name: user.name, team: user.team_id },
  };
}

function reacted(args: Fields, platform: Platform) {
  const channel = known(args, platform);
  const message = platform.messages.find(channel.id, textArg(args, 'timestamp') ?? '');
  if (!message || message.ephemeralTo) throw new Refusal('message_not_found');
  if (!channel.is_member) throw new Refusal('not_in_channel');
  const name = textArg(args, 'name') ?? '';
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) {
    platform.violations.add('invalid_name', 'reactions', name);
    throw new Refusal('invalid_name');
  }
  const reaction = message.reactions.find((entry) => entry.name === name);
  return { message, name, reaction, mine: reaction?.users.includes(platform.botUserId) ?? false };
}

export const people: Methods = {
  'users.info': {
    scopes: ['users:read'],
    required: ['user'],
    optional: ['include_locale'],
    run(args, platform) {
      const user = platform.members.users.get(textArg(args, 'user') ?? '');
      if (!user) throw new Refusal('user_not_found');
      return { user: apiUser(user, platform) };
    },
  },
  'users.list': {
    scopes: ['users:read'],
    optional: ['limit', 'cursor', 'include_locale', 'team_id'],
    run(args, platform) {
      const { entries, cursor } = page([...platform.members.users.values()], args, 1000, 1000);
      return {
        members: entries.map((user) => apiUser(user, platform)),
        response_metadata: { next_cursor: cursor },
      };
    },
  },
  'reactions.add': {
    scopes: ['reactions:write'],
    required: ['channel', 'name', 'timestamp'],
    run(args, platform) {
      const { message, name, reaction, mine } = reacted(args, platform);
      if (mine) throw new Refusal('already_reacted');
      if (reaction) reaction.users.push(platform.botUserId);
      else message.reactions.push({ name, users: [platform.botUserId] });
      return {};
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    required: ['name'],
    optional: ['channel', 'timestamp'],
    run(args, platform) {
      const { message, reaction, mine } = reacted(args, platform);
      if (!reaction || !mine) throw new Refusal('no_reaction');
      reaction.users = reaction.users.filter((user) => user !== platform.botUserId);
      message.reactions = message.reactions.filter(({ users }) => users.length > 0);
      return {};
    },
  },
};
