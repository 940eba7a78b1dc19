import { slackFault } from '../delivery/slack-fault.ts';
import type { Bot } from '../listeners/bot.ts';

/** What a person may do, and where the day begins for them. */
export interface Person {
  isAdmin: boolean;
  /** IANA name; null when Slack does not say. */
  zone: string | null;
}

/** Asks Slack about a person; null when it does not say. */
export async function readPerson(user: string, { clients, log }: Bot): Promise<Person | null> {
  try {
    const { user: found } = await clients.answering.users.info({ user });
    if (!found) return null;
    const isAdmin = Boolean(found.is_admin || found.is_owner || found.is_primary_owner) && !found.deleted;
    return { isAdmin, zone: found.tz ?? null };
  } catch (error) {
    log.warn('person not read', { why: slackFault(error) });
    return null;
  }
}
