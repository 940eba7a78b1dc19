import { ApiError, type Methods } from './api-error.ts';
import { type Person, personIn } from './cast.ts';
import { type Obj, str } from './json.ts';
import type { Platform } from './platform.ts';

export function peopleMethods(platform: Platform): Methods {
  const { cast } = platform;
  return {
    'auth.test': () => ({
      url: `https://${cast.team.domain}.slack.com/`,
      team: cast.team.name,
      team_id: cast.team.id,
      user: cast.bot.name,
      user_id: cast.bot.id,
      bot_id: cast.bot.bot_id,
      is_enterprise_install: false,
    }),
    'users.info': (args) => {
      const person = personIn(cast, str(args.user));
      if (!person) throw new ApiError('user_not_found');
      return { user: asSlack(person) };
    },
    'bots.info': (args) => {
      if (str(args.bot) && args.bot !== cast.bot.bot_id) throw new ApiError('bot_not_found');
      const { bot } = cast;
      return {
        bot: {
          id: bot.bot_id,
          deleted: false,
          name: bot.real_name,
          updated: 1700000000,
          app_id: cast.app,
          user_id: bot.id,
          icons: {},
        },
      };
    },
  };

  // --- internal ---

  function asSlack(person: Person): Obj {
    return {
      id: person.id,
      team_id: cast.team.id,
      name: person.name,
      real_name: person.real_name,
      deleted: false,
      color: '4a6572',
      tz: cast.tz,
      tz_label: cast.tz,
      tz_offset: offset(),
      profile: { title: person.title, real_name: person.real_name, display_name: person.real_name },
      is_admin: person.is_admin,
      is_owner: false,
      is_primary_owner: false,
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: person.is_bot,
      is_app_user: false,
      updated: 1700000000,
      is_email_confirmed: true,
      who_can_share_contact_card: 'EVERYONE',
    };
  }

  /** Seconds east of UTC, as of now. */
  function offset(): number {
    return -platform.now().getTimezoneOffset() * 60;
  }
}
