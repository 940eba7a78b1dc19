import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../../log.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { lineMessage, type Message } from '../render/rich-text.ts';
import { modal } from '../render/views.ts';
import { type Door, type Identity, identityOf, purposeOf } from './identity.ts';
import type { AccessPolicy, Refused } from './policy.ts';

/**
 * Runs before every listener and lets only what is allowed through. Whoever is refused is told so in one line,
 * privately where Slack permits, and the log gets one line; bots are not told, or two of them might talk for ever.
 * @param deps.name the desk's name, for the title of a modal
 * @param deps.refused called for every refusal
 */
export function createAccessMiddleware(deps: {
  policy: AccessPolicy;
  name: string;
  client: WebClient;
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
    try {
      await refuse(args as unknown as Delivery, isTold ? verdict : null, identity, deps);
    } catch (error) {
      log.warn('refusal not told', { why: slackFault(error), door });
    }
  };
}

// --- internal ---

/** What a listener may be handed; events come without `ack`, and `respond` needs a response URL. */
interface Delivery {
  body: Record<string, unknown>;
  ack?: (answer?: object) => Promise<void>;
  respond?: (message: object) => Promise<unknown>;
}

/** Acknowledges what must be acknowledged, and shows the line if there is one. */
async function refuse(
  { body, ack, respond }: Delivery,
  refused: Refused | null,
  identity: Identity | null,
  { client, name }: { client: WebClient; name: string },
): Promise<void> {
  if (!refused) return ack?.();
  const message = lineMessage(refused.line);
  const ephemeral = { response_type: 'ephemeral', ...message };
  const view = modal(name, message.blocks);
  if ('command' in body) return ack?.(ephemeral);
  if (body.type === 'view_submission') return ack?.({ response_action: 'update', view });
  if (body.type === 'block_suggestion') return ack?.({ options: [] });
  if ('event' in body) {
    if (identity) await answerEvent(identity, threadOf(body.event), message, client);
    return;
  }
  await ack?.();
  if (typeof body.response_url === 'string')
    await respond?.({ ...ephemeral, replace_original: false, ...threadOf(body.container) });
  else if (typeof body.trigger_id === 'string')
    await client.views.open({ trigger_id: body.trigger_id, view });
}

/** An event has no response of its own: this makes a call. */
async function answerEvent(
  { door, user, place }: Identity,
  thread: { thread_ts?: string },
  message: Message,
  client: WebClient,
): Promise<void> {
  if (door === 'home') {
    await client.views.publish({ user_id: user, view: { type: 'home', blocks: message.blocks } });
  } else if (typeof place === 'object') {
    const post = { channel: place.channel, ...thread, ...message };
    if (door === 'direct') await client.chat.postMessage(post);
    else await client.chat.postEphemeral({ ...post, user });
  }
}

function threadOf(at: unknown): { thread_ts?: string } {
  const thread = typeof at === 'object' && at !== null && 'thread_ts' in at ? at.thread_ts : undefined;
  return typeof thread === 'string' ? { thread_ts: thread } : {};
}
