import { type Methods, Refusal, textArg } from './method.ts';

export const people: Methods = {
  'users.info': {
    scopes: ['users:read'],
    required: ['user'],
    optional: ['include_locale'],
    run(args, { members, teamId }) {
      const user = members.users.get(textArg(args, 'user') ?? '');
      if (!user) throw new Refusal('user_not_found');
      const { is_stranger, title, ...shown } = user;
      const profile = { title, real_name: user.real_name, display_name: user.name, team: user.team_id };
      // Slack sends `is_stranger` only for people from other workspaces.
      const stranger = user.team_id === teamId ? {} : { is_stranger };
      return {
        user: { ...shown, ...stranger, tz_label: user.tz, is_app_user: false, updated: 0, profile },
      };
    },
  },
};
