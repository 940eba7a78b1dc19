import { setTimeout as pause } from 'node:timers/promises';
import type { ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Inbox } from '../../state/state.ts';
import { ACTIONS } from '../render/button-value.ts';
import { lineMessage } from '../render/rich-text.ts';
import type { PostToUrl } from './response-url.ts';
import { slackFault } from './slack-fault.ts';

type Body = ReceiverEvent['body'];

/** A command or a pressed button that is worked on after it is acknowledged. Slack never sends it again. */
export interface Order {
  /** Its trigger, which no other order has. */
  id: string;
  body: Body;
  /** False for a button that only shows something: it is pressed again if nothing happens. */
  changes: boolean;
}

/** Null for what is answered in the acknowledgement itself, like a form. */
export function orderOf(body: Body): Order | null {
  const trigger: unknown = body.trigger_id;
  if (typeof trigger !== 'string' || trigger === '') return null;
  const id = `order ${trigger}`;
  if (typeof body.command === 'string') return { id, body, changes: true };
  if (body.type !== 'block_actions') return null;
  const [action] = Array.isArray(body.actions) ? (body.actions as unknown[]) : [];
  return { id, body, changes: Object(action).action_id === ACTIONS.share };
}

/** An order was not stored, so it is not carried out; whoever gave it has been told. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

/**
 * An acknowledgement that stores the order first. One that carries an answer needs no more work, and stores nothing.
 * @param ack the receiver's own
 * @param kept called once the order is stored
 */
export function keepBeforeAck(
  { id, body, changes }: Order,
  ack: (response?: unknown) => Promise<void>,
  { inbox, log, kept, postToUrl }: { inbox: Inbox; log: Log; kept(): void; postToUrl: PostToUrl },
): (response?: unknown) => Promise<void> {
  return async (response) => {
    if (response !== undefined) return ack(response);
    try {
      await keep();
    } catch (error) {
      log.warn('order not stored', { why: slackFault(error) });
      if (!changes) return ack();
      const told = { response_type: 'ephemeral', ...NO_STORE };
      await ack(typeof body.command === 'string' ? told : undefined);
      if (typeof body.command !== 'string') await answerLate(body, told, { postToUrl, log });
      throw new NotKept('the order is not stored', { cause: error });
    }
    await ack().catch((error: unknown) =>
      // The socket is gone. The order is stored, and its answer comes through the response URL.
      log.warn('order not acked', { why: slackFault(error) }),
    );
  };

  async function keep(): Promise<void> {
    const storing = inbox.receive({ id, message: null, body });
    const late = new AbortController();
    const isLate = pause(PATIENCE, true, { signal: late.signal }).catch(() => false);
    if (await Promise.race([storing.then(() => false), isLate])) {
      // Should it be stored after all, it is not carried out.
      storing.then(() => inbox.finish(id)).catch(() => {});
      throw new Error('the store is slow');
    }
    late.abort();
    kept();
  }
}

/** What would have been the answer in an acknowledgement, once that is gone. */
export async function answerLate(
  body: Body,
  response: unknown,
  { postToUrl, log }: { postToUrl: PostToUrl; log: Log },
): Promise<void> {
  const url: unknown = body.response_url;
  const { text, blocks = [] } = Object(response) as { text?: unknown; blocks?: [] };
  if (typeof url !== 'string' || typeof text !== 'string') return;
  await postToUrl(url, { text, blocks }, { type: 'ephemeral' }).catch((error: unknown) =>
    log.warn('reply address refused', { why: slackFault(error) }),
  );
}

// --- internal ---

/** In milliseconds: Slack waits three seconds for an acknowledgement. */
const PATIENCE = 2000;

const NO_STORE = lineMessage(
  'Nothing was done: the desk cannot reach its database right now. Try again in a minute.',
);
