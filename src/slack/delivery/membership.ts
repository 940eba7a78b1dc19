import type { Bot } from '../listeners/bot.ts';
import { slackFault } from './slack-fault.ts';

/**
 * Whether Slack would refuse a post because the bot is not in the channel; false also when it does not say.
 * Asking outright (conversations.info) would need two more scopes. To read posts back the bot may ask for a
 * channel's messages anyway, and Slack refuses those for the same reason as a post; of none that are yet to come.
 */
export async function isOutside(channel: string, { clients, desk, log }: Bot): Promise<boolean> {
  const oldest = String(desk.now().getTime() / 1000);
  try {
    await clients.answering.conversations.history({ channel, oldest, limit: 1 });
    return false;
  } catch (error) {
    const why = slackFault(error);
    if (isNotIn(why)) return true;
    log.warn('membership not known', { why });
    return false;
  }
}

/** Whether a code of Slack's says so; it does not tell a private channel from none. */
export function isNotIn(why: string | null): boolean {
  return why === 'not_in_channel' || why === 'channel_not_found';
}
