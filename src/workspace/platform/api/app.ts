import { type Methods, Refusal, textArg } from './method.ts';

/** What concerns the app and its workspace as a whole. */
export const app: Methods = {
  'apps.connections.open': {
    token: 'app',
    run: (_args, platform) => ({ url: platform.socketUrl() }),
  },
  'auth.test': {
    token: 'any',
    run: (_args, platform) => ({
      url: `${platform.siteUrl}/`,
      team: platform.teamDomain,
      user: platform.botName,
      team_id: platform.teamId,
      user_id: platform.botUserId,
      bot_id: platform.botId,
      is_enterprise_install: false,
    }),
  },
  'team.info': {
    scopes: ['team:read'],
    optional: ['team', 'domain'],
    run(args, platform) {
      if ((textArg(args, 'team') ?? platform.teamId) !== platform.teamId) throw new Refusal('team_not_found');
      return { team: { id: platform.teamId, name: platform.teamDomain, domain: platform.teamDomain } };
    },
  },
  'bots.info': {
    scopes: ['users:read'],
    optional: ['bot', 'team_id'],
    run(args, platform) {
      if ((textArg(args, 'bot') ?? platform.botId) !== platform.botId) throw new Refusal('bot_not_found');
      const { botId: id, appId: app_id, botUserId: user_id, botName: name } = platform;
      return { bot: { id, app_id, user_id, name, deleted: false, updated: 0 } };
    },
  },
};
