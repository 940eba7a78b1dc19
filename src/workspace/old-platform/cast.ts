/** Who and what is in the local workspace: one team, two people, one bot, three channels, two direct messages. */
export interface Person {
  id: string;
  /** The handle, lower case. */
  name: string;
  real_name: string;
  title: string;
  is_bot: boolean;
  is_admin: boolean;
}

export interface Channel {
  id: string;
  name: string;
  purpose: string;
  /** The person on the other side, when this is a direct message with the bot. */
  im: string | null;
}

export interface Cast {
  team: { id: string; name: string; domain: string };
  app: string;
  bot: Person & { bot_id: string };
  people: Person[];
  channels: Channel[];
  tz: string;
}

/** Slack's own voice, in which it says that a command failed. */
export const SLACKBOT = 'USLACKBOT';

export function createCast(botName: string, command: string): Cast {
  const handle = botName.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const topic = command.replace(/^\//, '');
  const human = { is_bot: false, is_admin: false };
  return {
    team: { id: 'T0LOCAL001', name: 'Local workspace', domain: 'local' },
    app: 'A0LOCAL001',
    bot: {
      ...human,
      id: 'U0LOCALBOT',
      bot_id: 'B0LOCALBOT',
      name: handle,
      real_name: botName,
      title: '',
      is_bot: true,
    },
    people: [
      { ...human, id: 'U0LOCALADA', name: 'ada', real_name: 'Ada', title: 'reporter' },
      { ...human, id: 'U0LOCALBEN', name: 'ben', real_name: 'Ben', title: 'editor, admin', is_admin: true },
    ],
    channels: [
      { id: 'C0NEWSROOM', name: 'newsroom', purpose: 'The desk on deadline', im: null },
      { id: 'C0LOCTOPIC', name: topic, purpose: 'Everything about this file', im: null },
      { id: 'C0GENERAL0', name: 'general', purpose: 'Announcements', im: null },
      { id: 'D0LOCALADA', name: 'directmessage', purpose: '', im: 'U0LOCALADA' },
      { id: 'D0LOCALBEN', name: 'directmessage', purpose: '', im: 'U0LOCALBEN' },
    ],
    tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

export function personIn(cast: Cast, id: string): Person | undefined {
  return id === cast.bot.id ? cast.bot : cast.people.find((person) => person.id === id);
}

/** A channel by id, by name with or without `#`, or a direct message by the person's id. */
export function channelIn(cast: Cast, key: string): Channel | undefined {
  return (
    cast.channels.find((channel) => channel.id === key) ??
    cast.channels.find((channel) => channel.im === key) ??
    cast.channels.find((channel) => channel.im === null && channel.name === key.replace(/^#/, ''))
  );
}

export function canSee(channel: Channel, person: string): boolean {
  return channel.im === null || channel.im === person;
}
