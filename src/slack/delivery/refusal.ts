import { Refusal } from '../../refusal.ts';
import { remedyFor } from './error-codes.ts';
import { slackCode, slackFault } from './slack-fault.ts';

/** Slack does not let the bot in; one line that says why and what to do. */
export class SlackRefusal extends Refusal {
  override readonly name = 'SlackRefusal';
}

/** True when trying again cannot help: the token is refused, or lacks a scope. */
export function isFinal(error: unknown): boolean {
  return isRevoked(error) || LACKING.includes(slackCode(error) ?? '');
}

/** True when the token is no longer good for any call. */
export function isRevoked(error: unknown): boolean {
  const code = slackCode(error);
  return code !== null && remedyFor(code) === 'end';
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

/** A scope that one call needs and another does not: final at the first call, not later. */
const LACKING: readonly string[] = ['missing_scope', 'not_allowed_token_type'];
