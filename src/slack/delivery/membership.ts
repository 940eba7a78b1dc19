import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { slackCode, slackFault } from './slack-fault.ts';

/**
 * Whether Slack would refuse a post because the bot is not in the channel; false also when Slack does not say.
 * Asking directly (`conversations.info`) would need two more scopes. The bot may read a channel's messages anyway, and
 * Slack refuses that for the same reason as a post; this asks for messages from now on, of which there are none.
 */
export async function isOutside(
  channel: string,
  { client, now, log }: { client: WebClient; now(): Date; log: Log },
): Promise<boolean> {
  const oldest = String(now().getTime() / 1000);
  try {
    await client.conversations.history({ channel, oldest, limit: 1 });
    return false;
  } catch (error) {
    if (isNotIn(slackCode(error))) return true;
    log.warn('membership not known', { why: slackFault(error) });
    return false;
  }
}

/** Whether Slack's code says so; Slack does not distinguish a private channel from none at all. */
export function isNotIn(code: string | null): boolean {
  return code === 'not_in_channel' || code === 'channel_not_found';
}
