import type { Methods } from './method.ts';

/** Methods about the app as a whole. */
export const app: Methods = {
  'apps.connections.open': {
    token: 'app',
    run: (_args, platform) => ({ url: platform.socketUrl() }),
  },
  'auth.test': {
    token: 'any',
    run: (_args, platform) => ({
      url: `${platform.siteUrl}/`,
      team: platform.teamName,
      user: platform.botName,
      team_id: platform.teamId,
      user_id: platform.botUserId,
      bot_id: platform.botId,
      ...(platform.enterpriseId ? { enterprise_id: platform.enterpriseId } : {}),
      is_enterprise_install: platform.enterpriseId !== undefined,
    }),
  },
};
