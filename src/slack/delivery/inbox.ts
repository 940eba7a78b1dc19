import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Inbox } from '../../state/state.ts';
import { answerLate, keepBeforeAck, orderOf } from './orders.ts';
import type { PostToUrl } from './response-url.ts';
import { isSaid } from './said.ts';
import { slackFault } from './slack-fault.ts';

/** Events outlive the process: they are stored, then acknowledged, then handled. */
export interface DurableApp {
  /** The app to hand to a receiver. */
  app: App;
  /**
   * Starts on what another process, or an earlier one, left unfinished, and keeps others from taking over what is in
   * progress here. Does not wait for the work: one slow event must hold up neither the others nor their leases.
   */
  replay(): Promise<void>;
}

/**
 * Bolt acknowledges an event before its listeners run, so a process killed in between loses it. Here an event is
 * stored first; one that cannot be stored is not acknowledged, and Slack sends it again.
 * So are commands and presses that are worked on after their acknowledgement, which Slack never resends; what is answered
 * in the acknowledgement itself passes straight through.
 * @param deps.duplicate called for every delivery that was stopped
 * @param deps.acked called with how long each delivery took to be acknowledged, in milliseconds
 */
export function createDurableApp(
  app: App,
  deps: { inbox: Inbox; postToUrl: PostToUrl; log: Log; duplicate(): void; acked(ms: number): void },
): DurableApp {
  const { inbox, log, duplicate, acked } = deps;
  const working = new Set<string>();
  let turn = Promise.resolve();
  /** One event starts per turn of the event loop, so that a burst delays neither acknowledgements nor pongs. */
  const inTurn = () => {
    turn = turn.then(() => nextTurn());
    return turn;
  };

  const work = (id: string, body: ReceiverEvent['body']) => log.during(id, () => workOn(id, body));

  async function workOn(id: string, body: ReceiverEvent['body']): Promise<void> {
    working.add(id);
    await inTurn();
    try {
      await app.processEvent({ body, ack: (response) => answerLate(body, response, deps) });
      await inbox.finish(id);
    } catch (error) {
      // It stays in the inbox, and is picked up again when its lease expires.
      log.error('event not finished', { why: slackFault(error) });
    } finally {
      working.delete(id);
    }
  }

  /** Stored before it is acknowledged, if more than its acknowledgement is to come; then like any event. */
  async function workOnOrder(
    event: ReceiverEvent,
    ack: (response?: unknown) => Promise<void>,
  ): Promise<void> {
    const order = orderOf(event.body);
    if (order === null) return app.processEvent({ ...event, ack });
    const { id } = order;
    const kept = () => void working.add(id);
    try {
      await app.processEvent({ ...event, ack: keepBeforeAck(order, ack, { ...deps, kept }) });
      if (working.has(id)) await inbox.finish(id);
    } catch (error) {
      log.error('order not finished', { why: slackFault(error), isStored: working.has(id) });
    } finally {
      working.delete(id);
    }
  }

  async function processEvent(event: ReceiverEvent): Promise<void> {
    const started = performance.now();
    const ack = async (response?: unknown) => {
      await event.ack(response);
      acked(performance.now() - started);
    };
    const { body } = event;
    const id = idOf(body);
    if (id === null) return log.during(randomUUID(), () => workOnOrder(event, ack));
    const isNew = await inbox.receive({ id, message: messageOf(body), body });
    try {
      await ack();
    } catch (error) {
      // The socket is gone. The event is stored and will be answered; when Slack resends it, it is a duplicate.
      log.warn('event not acked', { why: slackFault(error) });
    }
    if (!isNew) return duplicate();
    await work(id, body);
  }

  return {
    app: Object.create(app, { processEvent: { value: processEvent } }) as App,
    async replay() {
      await inbox.renew([...working]);
      while (working.size < MOST_AT_ONCE) {
        const left = await inbox.takeOver(BATCH);
        for (const { id, body, attempt } of left) {
          // Its lease lapsed while the store was down.
          if (working.has(id)) continue;
          log.info('event taken up again', { request: id, attempt });
          void work(id, body as ReceiverEvent['body']);
        }
        if (left.length < BATCH) return;
      }
    },
  };
}

// --- internal ---

/** Unfinished events read at a time. */
const BATCH = 20;
/** Events in progress above which no unfinished ones are added: most of them wait for their turn in a channel. */
const MOST_AT_ONCE = 500;

/** An event's own id, or its message's; null for a command or an interaction. */
function idOf(body: ReceiverEvent['body']): string | null {
  if (typeof body.event !== 'object' || body.event === null) return null;
  return typeof body.event_id === 'string' ? body.event_id : messageOf(body);
}

/** The message an event is about, which Slack may resend under a new event id. Null for edits and the like. */
function messageOf({ team_id: team, event }: ReceiverEvent['body']): string | null {
  const isMessage = (event.type === 'app_mention' || event.type === 'message') && isSaid(event);
  return isMessage && event.channel && event.ts ? `${team} ${event.channel} ${event.ts}` : null;
}
