import type { IsGuest } from './guests.ts';
import type { Asker } from './identity.ts';

/** Who may ask, and where. */
export interface AccessRules {
  /** Workspaces and organisations whose people may ask; null: the bot's own. */
  teams: readonly string[] | null;
  /**
   * Channels that may be asked in; null: all. Direct messages and App Home are shut with the other channels, or the
   * list would hold nobody back; `direct`, or the id of a direct message, in the list opens them.
   */
  channels: readonly string[] | null;
  /** Without a list of teams: people of any other workspace, too. */
  allowExternal: boolean;
  /** Guests of this workspace. */
  allowGuests: boolean;
}

export type Verdict = { allowed: true } | Refused;

export interface Refused {
  allowed: false;
  reason: Reason;
  /** What the person is told; it holds nothing of the base. */
  line: string;
}

type Reason = keyof typeof LINES;

export interface Access {
  /** At once, unless somebody has to be looked up; then within about a second and a half. Null is refused. */
  judge(asker: Asker | null): Verdict | Promise<Verdict>;
}

/**
 * Judges by the payload's ids alone; Slack is asked only when guests are shut out. Shut when in doubt.
 * @param deps.team the bot's own; without it only a list of teams admits anybody
 */
export function createAccess(
  rules: AccessRules,
  deps: { name: string; team: string | undefined; isGuest: IsGuest },
): Access {
  const listed = new Set(rules.teams ?? (deps.team ? [deps.team] : []));
  const isOpen = rules.teams === null && rules.allowExternal;
  const refuse = (reason: Reason): Refused => ({ allowed: false, reason, line: LINES[reason](deps.name) });

  function faultOf(asker: Asker): Reason | null {
    if (asker.isBot) return 'bot';
    if (asker.teams.length === 0) return 'workspace_unknown';
    if (!isOpen && !asker.teams.every((team) => listed.has(team))) return 'other_workspace';
    return placeFault(asker.place, rules.channels);
  }

  return {
    judge(asker) {
      if (asker === null) return refuse('unreadable');
      const fault = faultOf(asker);
      if (fault) return refuse(fault);
      // Whoever comes from another workspace is no guest of this one.
      if (rules.allowGuests || !asker.teams.some((team) => listed.has(team))) return ALLOWED;
      const verdict = (isGuest: boolean | null): Verdict =>
        isGuest === null ? refuse('guest_unknown') : isGuest ? refuse('guest') : ALLOWED;
      const isGuest = deps.isGuest(asker.user);
      return isGuest instanceof Promise ? isGuest.then(verdict) : verdict(isGuest);
    },
  };
}

// --- internal ---

const ALLOWED: Verdict = { allowed: true };

/** In a list of channels: direct messages and App Home. */
const DIRECT = 'direct';

const LINES = {
  unreadable: (name: string) => `${name} could not tell who asked, so it did not answer. Try once more.`,
  bot: (name: string) => `${name} answers people, not other bots.`,
  workspace_unknown: (name: string) =>
    `${name} could not tell which workspace you belong to, so it did not answer. Ask in a channel that is not shared with others.`,
  other_workspace: (name: string) => `${name} answers people of its own workspace only.`,
  channel: (name: string) => `${name} is not set up to answer in this channel.`,
  direct: (name: string) => `${name} is set up to answer in certain channels only, not here.`,
  guest: (name: string) => `${name} does not answer guests of this workspace. Ask a full member.`,
  guest_unknown: (name: string) =>
    `${name} could not find out from Slack whether you are a guest here, so it did not answer. Try again in a minute.`,
};

function placeFault(place: Asker['place'], channels: AccessRules['channels']): Reason | null {
  if (channels === null || place === 'modal') return null;
  if (place !== 'home' && channels.includes(place.channel)) return null;
  // Conversations between two have ids that begin with D.
  if (place !== 'home' && !place.channel.startsWith('D')) return 'channel';
  return channels.includes(DIRECT) ? null : 'direct';
}
