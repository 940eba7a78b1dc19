import { z } from 'zod';
import { isSaid } from '../delivery/said.ts';

/** Who is asking, and from where, as far as a payload's own ids tell. */
export interface Identity {
  door: Door;
  user: string;
  isBot: boolean;
  /**
   * Every workspace (T…) or organisation (E…) that the payload names as the person's own; one that is not allowed is
   * enough to refuse. Empty when the payload does not say.
   */
  teams: readonly string[];
  /**
   * The organisation (E…) whose person this certainly is, of whichever of its workspaces; null when the payload does
   * not say, or somebody from outside could have sent it.
   */
  organisation: string | null;
  /** `modal`: a form, or a button in one. Only somebody who was allowed can have been shown it. */
  place: { channel: string } | 'home' | 'modal';
}

export type Door = 'command' | 'mention' | 'direct' | 'home' | 'button' | 'form' | 'shortcut' | 'menu';

/** Reads the body of a command, an event or an interaction. Null when it does not say who is asking. */
export function identityOf(body: unknown): Identity | null {
  if (typeof body !== 'object' || body === null) return null;
  // Bolt tells them apart in this order, too.
  const shape = 'event' in body ? Event : 'command' in body ? Command : Interaction;
  return shape.safeParse(body).data ?? null;
}

/** What a body calls for, even one that cannot be read in full. */
export type Purpose =
  /** Somebody is waiting for an answer. */
  | 'request'
  /** Nobody is, though it arrives the same way: an edit, a message in a channel, a form that was closed. */
  | 'aside'
  /** An event that asks for nothing, such as a channel being renamed. */
  | 'notice';

export function purposeOf(body: unknown): Purpose {
  const { event, type } = Loose.parse(body);
  if (!event) return type === 'view_closed' ? 'aside' : 'request';
  if (!Object.hasOwn(EVENT_DOORS, String(event.type))) return 'notice';
  const isForUs = event.type !== 'message' || event.channel_type === 'im';
  return isForUs && isSaid(event) ? 'request' : 'aside';
}

// --- internal ---

/** Of a person, a workspace, an organisation or a channel. */
const Id = z.string().regex(/^[A-Z][\w-]*$/);

/** Slack omits fields, or sets them to null. */
const MaybeId = Id.nullish();

const SLACKBOT = 'USLACKBOT';

/** `team_id` is the workspace of whoever typed the command. */
const Command = z
  .object({ command: z.string(), user_id: Id, team_id: Id, enterprise_id: MaybeId, channel_id: Id })
  .transform(
    ({ user_id, team_id, enterprise_id, channel_id }): Identity => ({
      door: 'command',
      user: user_id,
      isBot: user_id === SLACKBOT,
      teams: [team_id],
      organisation: enterprise_id ?? null,
      place: { channel: channel_id },
    }),
  );

const EVENT_DOORS = { app_mention: 'mention', message: 'direct', app_home_opened: 'home' } as const;

const MessageEvent = z.object({
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
});

const Envelope = z.object({
  team_id: MaybeId,
  enterprise_id: MaybeId,
  is_ext_shared_channel: z.boolean().nullish(),
});

const Event = Envelope.extend({ event: MessageEvent }).transform(({ event, ...envelope }): Identity => {
  const { type, user, channel, bot_id, bot_profile, subtype } = event;
  return {
    door: EVENT_DOORS[type],
    user,
    isBot: Boolean(bot_id) || Boolean(bot_profile) || subtype === 'bot_message' || user === SLACKBOT,
    teams: teamsOf(event, envelope),
    organisation: organisationOf(event, envelope),
    place: type === 'app_home_opened' ? 'home' : { channel },
  };
});

/**
 * In a channel shared between organisations, `team` may be the bot's own for everybody, and the envelope's `team_id`
 * that of either side, while `user_team`, `source_team` and `user_profile` name the person's own and are sent for
 * people from outside only (as recorded in bolt-python, tests/slack_bolt/request/test_internals.py).
 * An event that names no team at all, such as App Home being opened, comes from the envelope's team, unless the
 * channel is shared: then nobody can tell.
 */
function teamsOf(event: z.infer<typeof MessageEvent>, envelope: z.infer<typeof Envelope>): string[] {
  const own = ownTeams(event);
  if (own.length > 0) return own;
  if (event.team) return [event.team];
  return envelope.is_ext_shared_channel === true ? [] : present([envelope.team_id]);
}

/** Named for people from outside only. */
function ownTeams({ user_team, source_team, user_profile }: z.infer<typeof MessageEvent>): string[] {
  return present([user_team, source_team, user_profile?.team]);
}

/** In a channel that is not shared with others, everybody belongs to the organisation of the workspace. */
function organisationOf(
  event: z.infer<typeof MessageEvent>,
  envelope: z.infer<typeof Envelope>,
): string | null {
  if (envelope.is_ext_shared_channel === true || ownTeams(event).length > 0) return null;
  return envelope.enterprise_id ?? null;
}

const INTERACTION_DOORS = {
  block_actions: 'button',
  view_submission: 'form',
  view_closed: 'form',
  shortcut: 'shortcut',
  message_action: 'shortcut',
  block_suggestion: 'menu',
} as const;

const INTERACTIONS = Object.keys(INTERACTION_DOORS) as (keyof typeof INTERACTION_DOORS)[];

/** `user.team_id` is the person's own workspace; `team` is that of the bot, or of the channel. */
const Interaction = z
  .object({
    type: z.enum(INTERACTIONS),
    user: z.object({ id: Id, team_id: MaybeId }),
    team: z.object({ id: MaybeId, enterprise_id: MaybeId }).nullish(),
    channel: z.object({ id: Id }).nullish(),
    container: z.object({ channel_id: MaybeId }).nullish(),
    view: z.object({ type: z.string() }).nullish(),
  })
  .transform(({ type, user, team, channel, container, view }): Identity => {
    const id = channel?.id ?? container?.channel_id;
    return {
      door: INTERACTION_DOORS[type],
      user: user.id,
      isBot: user.id === SLACKBOT,
      teams: present([user.team_id]),
      organisation: (team?.id && team.id === user.team_id ? team.enterprise_id : null) ?? null,
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
