import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Log } from '../../log.ts';
import type { Clients } from '../delivery/clients.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import { escapeText } from '../render/escape.ts';
import { cut, LIMITS } from '../render/limits.ts';
import { type Message, plain, richText, section } from '../render/rich-text.ts';
import { type Asker, askerOf, matterOf } from './identity.ts';
import type { Access, Refused } from './policy.ts';

/**
 * Stands before every listener: only what is admitted gets through. Whoever is refused is told so in one line, in
 * private where Slack lets us, and the log gets one; bots are not told, lest two of them talk for ever.
 * @param options.refused told of every refusal
 */
export function createGuard(options: {
  access: Access;
  /** The desk's name, for the title of a modal. */
  name: string;
  clients: Pick<Clients, 'answering'>;
  log: Log;
  refused(door: Asker['door'] | 'other'): void;
}): Middleware<AnyMiddlewareArgs> {
  const { access, log } = options;
  return async (args) => {
    const body: unknown = args.body;
    const matter = matterOf(body);
    if (matter === 'notice') return args.next();
    const asker = askerOf(body);
    const verdict = await access.judge(asker);
    if (verdict.allowed) return args.next();
    const { reason } = verdict;
    const door = asker?.door ?? 'other';
    if (matter === 'request') {
      options.refused(door);
      log.info('refused', { reason, door });
      log.debug('refused', { reason, door, user: asker?.user, teams: asker?.teams.join(' ') });
    }
    const isTold = matter === 'request' && reason !== 'bot';
    try {
      await answer(args as unknown as Delivery, isTold ? verdict : null, asker, options);
    } catch (error) {
      log.warn('refusal not told', { why: slackFault(error), door });
    }
  };
}

// --- internal ---

/** What a delivery may bring along; an event brings no `ack`, and `respond` needs a reply address. */
interface Delivery {
  body: Record<string, unknown>;
  ack?: (answer?: object) => Promise<void>;
  respond?: (message: object) => Promise<unknown>;
}

interface Means {
  name: string;
  clients: Pick<Clients, 'answering'>;
}

/** Acks whatever has to be acked, and tells the line where there is one. */
async function answer(
  { body, ack, respond }: Delivery,
  refused: Refused | null,
  asker: Asker | null,
  { clients, name }: Means,
): Promise<void> {
  if (!refused) return ack?.();
  const message = lineMessage(refused.line);
  const aside = { response_type: 'ephemeral', ...message };
  if ('command' in body) return ack?.(aside);
  if (body.type === 'view_submission')
    return ack?.({ response_action: 'update', view: noteView(name, message.blocks) });
  if (body.type === 'block_suggestion') return ack?.({ options: [] });
  if (!('event' in body)) {
    await ack?.();
    if (typeof body.response_url === 'string')
      await respond?.({ ...aside, replace_original: false, ...threadOf(body.container) });
    else if (typeof body.trigger_id === 'string')
      await clients.answering.views.open({
        trigger_id: body.trigger_id,
        view: noteView(name, message.blocks),
      });
    return;
  }
  if (asker) await tellApart(asker, threadOf(body.event), message, clients.answering);
}

/** After an event, for which there is nothing to reply to. */
async function tellApart(
  { door, user, place }: Asker,
  thread: { thread_ts?: string },
  message: Message,
  client: Clients['answering'],
): Promise<void> {
  if (door === 'home') {
    await client.views.publish({ user_id: user, view: { type: 'home', blocks: message.blocks } });
  } else if (typeof place === 'object') {
    const to = { channel: place.channel, ...thread, ...message };
    if (door === 'direct') await client.chat.postMessage(to);
    else await client.chat.postEphemeral({ ...to, user });
  }
}

function lineMessage(line: string): Message {
  return { text: escapeText(line), blocks: [richText(section([plain(line)]))] };
}

function noteView(name: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: cut(name, LIMITS.modalTitle), emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks,
  };
}

function threadOf(at: unknown): { thread_ts?: string } {
  const thread = typeof at === 'object' && at !== null && 'thread_ts' in at ? at.thread_ts : undefined;
  return typeof thread === 'string' ? { thread_ts: thread } : {};
}
