import type { Core } from '../core.ts';
import type { Fields } from '../rules/check.ts';
import type { User } from '../world.ts';
import { known } from './channels.ts';
import { type Methods, page, Refusal, textArg } from './method.ts';

function apiUser(user: User, core: Core): Fields {
  const { is_stranger, ...shown } = user;
  return {
    ...shown,
    tz_label: user.tz,
    is_app_user: false,
    updated: 0,
    // Slack only says so of people from other workspaces.
    ...(user.team_id === core.teamId ? {} : { is_stranger }),
    profile: { real_name: user.real_name, display_name: user.name, team: user.team_id },
  };
}

function reacted(args: Fields, core: Core) {
  const channel = known(args, core);
  const message = core.messages.find(channel.id, textArg(args, 'timestamp') ?? '');
  if (!message || message.ephemeralTo) throw new Refusal('message_not_found');
  if (!channel.is_member) throw new Refusal('not_in_channel');
  const name = textArg(args, 'name') ?? '';
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) {
    core.violations.add('invalid_name', 'reactions', name);
    throw new Refusal('invalid_name');
  }
  const reaction = message.reactions.find((entry) => entry.name === name);
  return { message, name, reaction, mine: reaction?.users.includes(core.botUserId) ?? false };
}

export const people: Methods = {
  'users.info': {
    scopes: ['users:read'],
    required: ['user'],
    optional: ['include_locale'],
    run(args, core) {
      const user = core.world.users.get(textArg(args, 'user') ?? '');
      if (!user) throw new Refusal('user_not_found');
      return { user: apiUser(user, core) };
    },
  },
  'users.list': {
    scopes: ['users:read'],
    optional: ['limit', 'cursor', 'include_locale', 'team_id'],
    run(args, core) {
      const { entries, cursor } = page([...core.world.users.values()], args, 1000, 1000);
      return {
        members: entries.map((user) => apiUser(user, core)),
        response_metadata: { next_cursor: cursor },
      };
    },
  },
  'reactions.add': {
    scopes: ['reactions:write'],
    required: ['channel', 'name', 'timestamp'],
    run(args, core) {
      const { message, name, reaction, mine } = reacted(args, core);
      if (mine) throw new Refusal('already_reacted');
      if (reaction) reaction.users.push(core.botUserId);
      else message.reactions.push({ name, users: [core.botUserId] });
      return {};
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    required: ['name'],
    optional: ['channel', 'timestamp'],
    run(args, core) {
      const { message, reaction, mine } = reacted(args, core);
      if (!reaction || !mine) throw new Refusal('no_reaction');
      reaction.users = reaction.users.filter((user) => user !== core.botUserId);
      message.reactions = message.reactions.filter(({ users }) => users.length > 0);
      return {};
    },
  },
};
