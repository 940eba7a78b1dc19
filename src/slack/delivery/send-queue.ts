/**
 * Sends the posts of a channel one after another. Slack takes about one a second there: once it has refused one, the
 * next wait for as long as it asks, and then keep their distance, so that each is sent once instead of with every
 * other. A post that Slack is slow to answer delays the next only for a moment, and channels do not wait for each other.
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
    const { waiting } = channel;
    const now = performance.now();
    if (waiting.length > 0 && channel.openAt <= now) {
      waiting.sort((a, b) => a.ticket.rank - b.ticket.rank || a.ticket.number - b.ticket.number);
      channel.sending += 1;
      channel.openAt = now + (now < channel.pacedUntil ? SPACING : STAGGER);
      waiting[0]?.start({ end: (closedFor) => end(id, channel, closedFor) });
    }
    clearTimeout(channel.timer);
    const isForgotten = waiting.length + channel.sending === 0 && now >= channel.pacedUntil;
    if (isForgotten) channels.delete(id);
    else
      channel.timer = setTimeout(
        next,
        waiting.length > 0 ? Math.max(channel.openAt - now, 0) : PACED,
        id,
        channel,
      ).unref();
  }

  function end(id: string, channel: Channel, closedFor: number): void {
    const now = performance.now();
    channel.sending -= 1;
    if (closedFor > 0) channel.pacedUntil = now + closedFor + PACED;
    const pause = closedFor > 0 ? closedFor : now < channel.pacedUntil ? SPACING : 0;
    if (pause > 0) channel.openAt = Math.max(channel.openAt, now + pause);
    else if (channel.sending === 0) channel.openAt = now;
    next(id, channel);
  }

  return {
    ticket(rank) {
      issued += 1;
      return { rank: rank === 'first' ? 0 : 1, number: issued };
    },
    turn(id, ticket, within) {
      const channel = channels.get(id) ?? { sending: 0, waiting: [], openAt: 0, pacedUntil: 0 };
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
  sending: number;
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
/** After which the next post no longer waits for Slack's answer to the last, in milliseconds; a refusal comes sooner. */
const STAGGER = 150;
/** For how long after a refusal. Until one, bursts go through as fast as Slack takes them. */
const PACED = 60_000;
