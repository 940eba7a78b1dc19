import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { type Door, identityOf, purposeOf } from './identity.ts';
import type { AccessPolicy } from './policy.ts';
import type { Delivery, Refuse } from './refuse.ts';

/**
 * Runs before every listener and lets only what is allowed through. Whoever is refused is told so in one line,
 * privately where Slack permits, and the log gets one line; bots are not told, or two of them might talk for ever.
 * @param deps.refused called for every refusal
 */
export function createAccessMiddleware(deps: {
  policy: AccessPolicy;
  refuse: Refuse;
  log: Log;
  refused(door: Door | 'other'): void;
}): Middleware<AnyMiddlewareArgs> {
  const { policy, log } = deps;
  return async (args) => {
    const body: unknown = args.body;
    const purpose = purposeOf(body);
    if (purpose === 'notice') return args.next();
    const identity = identityOf(body);
    const verdict = await policy.check(identity);
    if (verdict.allowed) return args.next();
    const { reason } = verdict;
    const door = identity?.door ?? 'other';
    if (purpose === 'request') {
      deps.refused(door);
      log.info('refused', { reason, door });
      log.debug('refused', { reason, door, user: identity?.user, teams: identity?.teams.join(' ') });
    }
    const isTold = purpose === 'request' && reason !== 'bot';
    await deps.refuse(args as unknown as Delivery, isTold ? verdict : null, identity);
  };
}
