import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { Inbox } from '../../state/state.ts';
import { slackFault } from './slack-fault.ts';

/** Events that survive this process: written down, then acked, then worked on. */
export interface Durable {
  /** The app as a receiver is to see it. */
  app: App;
  /** Works on what another process, or an earlier one, left unfinished; keeps what is at work here from being taken over. */
  replay(): Promise<void>;
}

/**
 * The library acks an event before its listeners run, so that a process killed in between loses it. Here an event is
 * in the inbox first; one that cannot be written down is not acked, and Slack sends it again.
 * Commands and interactions pass through: Slack never repeats them.
 * @param options.duplicate told of every delivery that was stopped
 * @param options.acked told how long each took to be acked, in milliseconds
 */
export function createDurable(
  app: App,
  { inbox, log, duplicate, acked }: { inbox: Inbox; log: Log; duplicate(): void; acked(ms: number): void },
): Durable {
  const working = new Set<string>();
  let turn = Promise.resolve();
  /** One begins in each turn of the event loop: a burst is to keep neither acks nor pongs waiting. */
  const inTurn = () => {
    turn = turn.then(() => nextTurn());
    return turn;
  };

  const work = (id: string, body: ReceiverEvent['body']) => log.during(id, () => workOn(id, body));

  async function workOn(id: string, body: ReceiverEvent['body']): Promise<void> {
    working.add(id);
    await inTurn();
    try {
      await app.processEvent({ body, ack: async () => {} });
      await inbox.finish(id);
    } catch (error) {
      // Left in the inbox: it is taken up again once its lease has lapsed.
      log.error('event not finished', { why: slackFault(error) });
    } finally {
      working.delete(id);
    }
  }

  async function processEvent(event: ReceiverEvent): Promise<void> {
    const started = performance.now();
    const { body } = event;
    const id = idOf(body);
    if (id === null) {
      const ack = async (response?: unknown) => {
        await event.ack(response);
        acked(performance.now() - started);
      };
      return log.during(randomUUID(), () => app.processEvent({ ...event, ack }));
    }
    const isNew = await inbox.receive({ id, message: messageOf(body), body });
    try {
      await event.ack();
      acked(performance.now() - started);
    } catch (error) {
      // The socket is gone. What is written down is answered all the same: sent again, it counts as a duplicate.
      log.warn('event not acked', { why: slackFault(error) });
    }
    if (!isNew) return duplicate();
    await work(id, body);
  }

  return {
    app: Object.create(app, { processEvent: { value: processEvent } }) as App,
    async replay() {
      await inbox.renew([...working]);
      for (;;) {
        const left = await inbox.takeOver(BATCH);
        for (const { id, attempt } of left) log.info('event taken up again', { request: id, attempt });
        await Promise.all(left.map(({ id, body }) => work(id, body as ReceiverEvent['body'])));
        if (left.length < BATCH) return;
      }
    },
  };
}

// --- internal ---

/** Unfinished events worked on at a time. */
const BATCH = 20;

/** An event's own id, or what stands for it; null when it is no event. */
function idOf(body: ReceiverEvent['body']): string | null {
  if (typeof body.event !== 'object' || body.event === null) return null;
  return typeof body.event_id === 'string' ? body.event_id : messageOf(body);
}

/** The message an event tells of: Slack may send it again under a new event id. Edits and the like have none. */
function messageOf({ team_id: team, event }: ReceiverEvent['body']): string | null {
  const isMessage = (event.type === 'app_mention' || event.type === 'message') && event.subtype === undefined;
  return isMessage && event.channel && event.ts ? `${team} ${event.channel} ${event.ts}` : null;
}
