import { Refusal } from '../../refusal.ts';
import { slackFault } from './slack-fault.ts';

/** Slack, or whoever plays it, does not take the bot in; one line that says why and what to do. */
export class SlackRefusal extends Refusal {
  override readonly name = 'SlackRefusal';
}

/** True when no second try can help: the token itself is refused, or lacks a right. */
export function isFinal(error: unknown): boolean {
  return FINAL.includes(slackFault(error));
}

/** True when Slack will not have the bot any more, whatever it calls. */
export function isRevoked(error: unknown): boolean {
  return REVOKED.includes(slackFault(error));
}

export function botRefusal(error: unknown): SlackRefusal {
  const why = slackFault(error);
  const line = isFinal(error)
    ? `Slack refused SLACK_BOT_TOKEN (${why}); copy the current one from api.slack.com/apps under OAuth & Permissions, and install the app again if it was removed`
    : `Slack did not answer the bot's first call (${why}); check the network, SLACK_API_URL and SLACK_BOT_TOKEN`;
  return new SlackRefusal(line, { cause: error });
}

export function socketRefusal(error: unknown): SlackRefusal {
  const why = slackFault(error);
  const line = isFinal(error)
    ? `Slack refused SLACK_APP_TOKEN (${why}); make one at api.slack.com/apps under Basic Information, App-Level Tokens, with connections:write`
    : `Slack opened no socket (${why}); check the network, SLACK_API_URL and SLACK_APP_TOKEN, and that Socket Mode is on at api.slack.com/apps`;
  return new SlackRefusal(line, { cause: error });
}

// --- internal ---

/** Slack's codes for a token that is not, or no longer, good. */
const REVOKED = [
  ...['not_authed', 'invalid_auth', 'token_revoked', 'token_expired', 'account_inactive'],
  ...['user_removed_from_team', 'team_disabled'],
];

/** The same, and those for a right that one call needs and another does not. */
const FINAL = [...REVOKED, 'missing_scope', 'not_allowed_token_type'];
