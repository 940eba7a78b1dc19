import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { slackFault } from '../delivery/slack-fault.ts';

/** What a person may do, and their time zone. */
export interface Person {
  isAdmin: boolean;
  /** IANA name; null when Slack does not say. */
  zone: string | null;
}

/** Asks Slack about a person; null when it does not answer. */
export async function readPerson(
  user: string,
  { client, log }: { client: WebClient; log: Log },
): Promise<Person | null> {
  try {
    const { user: found } = await client.users.info({ user });
    if (!found) return null;
    const isAdmin = Boolean(found.is_admin || found.is_owner || found.is_primary_owner) && !found.deleted;
    return { isAdmin, zone: found.tz ?? null };
  } catch (error) {
    log.warn('person not read', { why: slackFault(error) });
    return null;
  }
}
