import { type Methods, Refusal, textArg } from './method.ts';

/** What concerns the app and its workspace as a whole. */
export const app: Methods = {
  'apps.connections.open': {
    token: 'app',
    run: (_args, core) => ({ url: core.socketUrl() }),
  },
  'auth.test': {
    token: 'any',
    run: (_args, core) => ({
      url: `https://${core.teamDomain}.slack.com/`,
      team: core.teamDomain,
      user: core.botName,
      team_id: core.teamId,
      user_id: core.botUserId,
      bot_id: core.botId,
      is_enterprise_install: false,
    }),
  },
  'team.info': {
    scopes: ['team:read'],
    optional: ['team', 'domain'],
    run(args, core) {
      if ((textArg(args, 'team') ?? core.teamId) !== core.teamId) throw new Refusal('team_not_found');
      return { team: { id: core.teamId, name: core.teamDomain, domain: core.teamDomain } };
    },
  },
  'bots.info': {
    scopes: ['users:read'],
    optional: ['bot', 'team_id'],
    run(args, core) {
      if ((textArg(args, 'bot') ?? core.botId) !== core.botId) throw new Refusal('bot_not_found');
      const { botId: id, appId: app_id, botUserId: user_id, botName: name } = core;
      return { bot: { id, app_id, user_id, name, deleted: false, updated: 0 } };
    },
  },
};
