/**
 * Sends one post at a time in a channel. Slack takes about one a second there: once it has refused one, the next wait
 * for as long as it asks, and then keep their distance, so that each is sent once instead of with every other.
 * Channels do not wait for each other.
 */
export interface SendQueue {
  /** A place in the queue, kept until the post is settled. Of those who wait, `first` goes before `last`. */
  ticket(rank: 'first' | 'last'): Ticket;
  /**
   * Waits for a turn.
   * @param within milliseconds that the caller can wait
   * @returns what ends the turn, or how long the channel stays closed if no turn comes in time, or before the bot stops
   */
  turn(channel: string, ticket: Ticket, within: number): Promise<Turn | { closedFor: number }>;
}

export interface Turn {
  /** @param closedFor milliseconds for which Slack takes no posts in the channel; 0 when it took one */
  end(closedFor: number): void;
}

export interface Ticket {
  rank: number;
  number: number;
}

/** @param stopping ends every wait for a turn */
export function createSendQueue(stopping: AbortSignal): SendQueue {
  const channels = new Map<string, Channel>();
  let issued = 0;
  stopping.addEventListener('abort', () => {
    for (const { waiting } of channels.values()) for (const one of [...waiting]) one.leave();
  });

  function next(id: string, channel: Channel): void {
    if (channel.isBusy) return;
    const { waiting } = channel;
    const now = performance.now();
    const wait = channel.openAt - now;
    if (waiting.length > 0 && wait <= 0) {
      waiting.sort((a, b) => a.ticket.rank - b.ticket.rank || a.ticket.number - b.ticket.number);
      channel.isBusy = true;
      waiting[0]?.start({ end: (closedFor) => end(id, channel, closedFor) });
      return;
    }
    clearTimeout(channel.timer);
    const isForgotten = waiting.length === 0 && now >= channel.pacedUntil;
    if (isForgotten) channels.delete(id);
    else channel.timer = setTimeout(next, waiting.length > 0 ? wait : PACED, id, channel).unref();
  }

  function end(id: string, channel: Channel, closedFor: number): void {
    const now = performance.now();
    channel.isBusy = false;
    if (closedFor > 0) channel.pacedUntil = now + closedFor + PACED;
    channel.openAt = now + (closedFor > 0 ? closedFor : now < channel.pacedUntil ? SPACING : 0);
    next(id, channel);
  }

  return {
    ticket(rank) {
      issued += 1;
      return { rank: rank === 'first' ? 0 : 1, number: issued };
    },
    turn(id, ticket, within) {
      const channel = channels.get(id) ?? { isBusy: false, waiting: [], openAt: 0, pacedUntil: 0 };
      channels.set(id, channel);
      return new Promise((resolve) => {
        const settle = (result: Turn | { closedFor: number }) => {
          clearTimeout(timer);
          channel.waiting = channel.waiting.filter((one) => one !== entry);
          resolve(result);
        };
        const leave = () => settle({ closedFor: Math.max(0, channel.openAt - performance.now()) });
        const entry: Waiting = { ticket, start: settle, leave };
        const timer = Number.isFinite(within) ? setTimeout(leave, within) : undefined;
        channel.waiting.push(entry);
        next(id, channel);
        const isWaiting = channel.waiting.includes(entry);
        // Who cannot wait for the channel to open need not wait at all.
        if (isWaiting && (stopping.aborted || channel.openAt - performance.now() > within)) leave();
      });
    },
  };
}

// --- internal ---

interface Channel {
  isBusy: boolean;
  waiting: Waiting[];
  /** By `performance.now()`, like the next. */
  openAt: number;
  /** Until then posts keep their distance. */
  pacedUntil: number;
  timer?: NodeJS.Timeout;
}

interface Waiting {
  ticket: Ticket;
  start(turn: Turn): void;
  leave(): void;
}

/** Milliseconds between two posts in a channel, as Slack asks (docs.slack.dev, rate limits), once it has refused one. */
const SPACING = 1000;
/** For how long after a refusal. Until one, bursts go through as fast as Slack takes them. */
const PACED = 60_000;
