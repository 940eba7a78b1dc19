import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { slackFault } from '../delivery/slack-fault.ts';

/** Whether a person is a guest of the workspace; null when Slack has never said. Immediate when it is known. */
export type IsGuest = (user: string) => boolean | null | Promise<boolean | null>;

/**
 * Asks Slack (`users.info`, which needs `users:read`) and caches the answer for ten minutes.
 * When Slack does not answer in time, its last answer counts.
 */
export function createIsGuest({
  users,
  log,
  now,
}: {
  users: Pick<WebClient['users'], 'info'>;
  log: Log;
  /** Milliseconds on a clock that is never put back. */
  now(): number;
}): IsGuest {
  const known = new Map<string, { isGuest: boolean; at: number }>();
  const asking = new Map<string, Promise<void>>();

  async function ask(user: string): Promise<void> {
    try {
      const { is_restricted, is_ultra_restricted } = Person.parse(await users.info({ user })).user;
      known.delete(user);
      known.set(user, { isGuest: is_restricted || is_ultra_restricted, at: now() });
      const [oldest] = known.keys();
      if (known.size > CAPACITY && oldest !== undefined) known.delete(oldest);
    } catch (error) {
      const why = error instanceof z.ZodError ? 'Slack did not say who is a guest' : slackFault(error);
      log.warn('guest not looked up', { why });
    } finally {
      asking.delete(user);
    }
  }

  return (user) => {
    const last = known.get(user);
    if (last && now() - last.at < FRESH) return last.isGuest;
    // An answer that arrives too late for this question serves the next one.
    const answer = asking.get(user) ?? ask(user);
    asking.set(user, answer);
    return inTime(answer).then(() => known.get(user)?.isGuest ?? null);
  };
}

// --- internal ---

/** In milliseconds. A command has to be acknowledged within three seconds, including its answer. */
const PATIENCE = 1500;
/** In milliseconds. */
const FRESH = 600_000;
/** Cached people; those looked up longest ago are dropped first. */
const CAPACITY = 10_000;

const Person = z.object({
  user: z.object({ is_restricted: z.boolean(), is_ultra_restricted: z.boolean() }),
});

async function inTime(answer: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([answer, late]);
  clearTimeout(timer);
}
