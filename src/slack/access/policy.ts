import type { IsGuest } from './guests.ts';
import type { Identity } from './identity.ts';

/** Who may ask, and where. */
export interface AccessRules {
  /** Workspaces and organisations whose people may ask; null: the bot's own. */
  teams: readonly string[] | null;
  /**
   * Channels in which people may ask; null: all. A list also closes direct messages and App Home, or it would keep
   * nobody out; `direct`, or the id of a direct message, opens them again.
   */
  channels: readonly string[] | null;
  /** Without a list of teams: people of any other workspace may ask, too. */
  allowExternal: boolean;
  /** Guests of this workspace may ask. */
  allowGuests: boolean;
}

export type Verdict = { allowed: true } | Refused;

export interface Refused {
  allowed: false;
  reason: Reason;
  /** What the person is told; nothing in it comes from the fact base. */
  line: string;
}

type Reason = keyof typeof LINES;

export interface AccessPolicy {
  /** Immediate, unless somebody has to be looked up; then within about 1.5 seconds. Null is refused. */
  check(identity: Identity | null): Verdict | Promise<Verdict>;
}

/**
 * Decides by the payload's ids alone; Slack is asked only when guests are excluded. In doubt, the answer is no.
 * @param deps.own the bot's own workspace, and the organisation that installed it for all of its workspaces; without
 * either, only people of the listed teams get in
 */
export function createAccessPolicy(
  rules: AccessRules,
  deps: { name: string; own: readonly string[]; isGuest: IsGuest },
): AccessPolicy {
  const listed = new Set(rules.teams ?? deps.own);
  const isOpen = rules.teams === null && rules.allowExternal;
  const refuse = (reason: Reason): Refused => ({ allowed: false, reason, line: LINES[reason](deps.name) });

  const isListed = ({ teams, organisation }: Identity) =>
    (teams.length > 0 && teams.every((team) => listed.has(team))) ||
    (organisation !== null && listed.has(organisation));

  /** Somebody whom it names as of both sides may be a guest here. */
  const isOurs = (identity: Identity) =>
    isListed(identity) || identity.teams.some((team) => listed.has(team));

  function objection(identity: Identity): Reason | null {
    if (identity.isBot) return 'bot';
    if (identity.teams.length === 0 && identity.organisation === null) return 'workspace_unknown';
    if (!isOpen && !isListed(identity)) return 'other_workspace';
    return placeObjection(identity.place, rules.channels);
  }

  return {
    check(identity) {
      if (identity === null) return refuse('unreadable');
      const reason = objection(identity);
      if (reason) return refuse(reason);
      // Somebody from another workspace cannot be a guest of this one.
      if (rules.allowGuests || !isOurs(identity)) return ALLOWED;
      const verdict = (isGuest: boolean | null): Verdict =>
        isGuest === null ? refuse('guest_unknown') : isGuest ? refuse('guest') : ALLOWED;
      const isGuest = deps.isGuest(identity.user);
      return isGuest instanceof Promise ? isGuest.then(verdict) : verdict(isGuest);
    },
  };
}

// --- internal ---

const ALLOWED: Verdict = { allowed: true };

/** Stands for direct messages and App Home in a list of channels. */
const DIRECT = 'direct';

const LINES = {
  unreadable: (name: string) => `${name} could not tell who asked, so it did not answer. Please try again.`,
  bot: (name: string) => `${name} answers people, not other bots.`,
  workspace_unknown: (name: string) =>
    `${name} could not tell which workspace you belong to, so it did not answer. Ask in a channel that is not shared with other organizations.`,
  other_workspace: (name: string) => `${name} only answers people from its own workspace.`,
  channel: (name: string) => `${name} is not set up to answer in this channel.`,
  direct: (name: string) => `${name} only answers in certain channels, not here.`,
  guest: (name: string) => `${name} does not answer guests of this workspace. Ask a full member.`,
  guest_unknown: (name: string) =>
    `${name} could not find out from Slack whether you are a guest here, so it did not answer. Try again in a minute.`,
};

function placeObjection(place: Identity['place'], channels: AccessRules['channels']): Reason | null {
  if (channels === null || place === 'modal') return null;
  if (place !== 'home' && channels.includes(place.channel)) return null;
  // Ids of direct messages begin with D.
  if (place !== 'home' && !place.channel.startsWith('D')) return 'channel';
  return channels.includes(DIRECT) ? null : 'direct';
}
