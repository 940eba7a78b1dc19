import { z } from 'zod';

/** Who asks, and from where, as far as a payload's own ids tell. */
export interface Asker {
  door: AskerDoor;
  user: string;
  isBot: boolean;
  /**
   * Every workspace (T…) or organisation (E…) that the payload names as the person's own. One that is not admitted
   * is enough to refuse. Empty when the payload leaves it open.
   */
  teams: readonly string[];
  /** `modal`: a form, or a button in one, which only somebody admitted can have been shown. */
  place: { channel: string } | 'home' | 'modal';
}

type AskerDoor = 'command' | 'mention' | 'direct' | 'home' | 'button' | 'form' | 'shortcut' | 'menu';

/** Reads the body of a command, an event or an interaction. Null when it cannot be told who asks. */
export function askerOf(body: unknown): Asker | null {
  if (typeof body !== 'object' || body === null) return null;
  // In the order in which the library tells them apart.
  const shape = 'event' in body ? Event : 'command' in body ? Command : Interaction;
  return shape.safeParse(body).data ?? null;
}

/** What a body is about, however much of it can be read. */
export type Matter =
  /** Somebody waits for an answer. */
  | 'request'
  /** Nobody does, though it comes the same way: an edit, a message in a channel, a form that was closed. */
  | 'aside'
  /** An event that asks for nothing, such as a channel being renamed; it is answered to nobody. */
  | 'notice';

export function matterOf(body: unknown): Matter {
  const { event, type } = Loose.parse(body);
  if (!event) return type === 'view_closed' ? 'aside' : 'request';
  if (!Object.hasOwn(EVENT_DOORS, String(event.type))) return 'notice';
  const isHere = event.type !== 'message' || event.channel_type === 'im';
  return isHere && !event.subtype && !event.edited ? 'request' : 'aside';
}

// --- internal ---

/** Of a person, a workspace, an organisation or a channel. */
const Id = z.string().regex(/^[A-Z][\w-]*$/);

/** Slack leaves fields out, or sets them to null. */
const MaybeId = Id.nullish();

/** Slack's own voice. */
const SLACKBOT = 'USLACKBOT';

/** `team_id` is the workspace of whoever typed it. */
const Command = z.object({ command: z.string(), user_id: Id, team_id: Id, channel_id: Id }).transform(
  ({ user_id, team_id, channel_id }): Asker => ({
    door: 'command',
    user: user_id,
    isBot: user_id === SLACKBOT,
    teams: [team_id],
    place: { channel: channel_id },
  }),
);

const EVENT_DOORS = { app_mention: 'mention', message: 'direct', app_home_opened: 'home' } as const;

const Event = z
  .object({
    team_id: MaybeId,
    is_ext_shared_channel: z.boolean().nullish(),
    event: z.object({
      type: z.enum(['app_mention', 'message', 'app_home_opened']),
      user: Id,
      channel: Id,
      subtype: z.string().nullish(),
      bot_id: z.string().nullish(),
      bot_profile: z.unknown().optional(),
      team: MaybeId,
      user_team: MaybeId,
      source_team: MaybeId,
      user_profile: z.object({ team: MaybeId }).nullish(),
    }),
  })
  .transform(({ event, ...outer }): Asker => {
    const { type, user, channel, bot_id, bot_profile, subtype } = event;
    return {
      door: EVENT_DOORS[type],
      user,
      isBot: Boolean(bot_id) || Boolean(bot_profile) || subtype === 'bot_message' || user === SLACKBOT,
      teams: homesOf(event, outer),
      place: type === 'app_home_opened' ? 'home' : { channel },
    };
  });

/**
 * In a channel shared between organisations `team` may be the bot's own for everybody, and the outer `team_id` either
 * side's, while `user_team`, `source_team` and `user_profile` name the person's own and are there for strangers only
 * (as recorded from such channels in the tests of bolt-python, tests/slack_bolt/request/test_internals.py).
 * Where an event names no team at all, as when App Home is opened, the outer one is that of the person, unless the
 * channel is shared: then it is left open.
 */
function homesOf(
  event: {
    team?: string | null | undefined;
    user_team?: string | null | undefined;
    source_team?: string | null | undefined;
    user_profile?: { team?: string | null | undefined } | null | undefined;
  },
  outer: { team_id?: string | null | undefined; is_ext_shared_channel?: boolean | null | undefined },
): string[] {
  const own = present([event.user_team, event.source_team, event.user_profile?.team]);
  if (own.length > 0) return own;
  if (event.team) return [event.team];
  return outer.is_ext_shared_channel === true ? [] : present([outer.team_id]);
}

const INTERACTION_DOORS = {
  block_actions: 'button',
  view_submission: 'form',
  view_closed: 'form',
  shortcut: 'shortcut',
  message_action: 'shortcut',
  block_suggestion: 'menu',
} as const;

/** `user.team_id` is the person's own workspace; `team` is where the bot, or the channel, is at home. */
const Interaction = z
  .object({
    type: z.enum([
      ...(['block_actions', 'view_submission', 'view_closed'] as const),
      ...(['shortcut', 'message_action', 'block_suggestion'] as const),
    ]),
    user: z.object({ id: Id, team_id: MaybeId }),
    channel: z.object({ id: Id }).nullish(),
    container: z.object({ channel_id: MaybeId }).nullish(),
    view: z.object({ type: z.string() }).nullish(),
  })
  .transform(({ type, user, channel, container, view }): Asker => {
    const id = channel?.id ?? container?.channel_id;
    return {
      door: INTERACTION_DOORS[type],
      user: user.id,
      isBot: user.id === SLACKBOT,
      teams: present([user.team_id]),
      place: id ? { channel: id } : view?.type === 'modal' ? 'modal' : 'home',
    };
  });

const Loose = z
  .object({
    type: z.unknown().optional(),
    event: z.record(z.string(), z.unknown()).optional().catch(undefined),
  })
  .catch({ type: undefined });

function present(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id): id is string => Boolean(id)))];
}
