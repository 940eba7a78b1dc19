import { describe, expect, it } from 'vitest';
import { createSendQueue, type Ticket, type Turn } from '../../../src/slack/delivery/send-queue.ts';

const FOREVER = Number.POSITIVE_INFINITY;
const CHANNEL = 'C1';

describe('the sending queue of a channel', () => {
  it('lets questions go before digests, and each in the order in which they came', async () => {
    const { queue, wait, order } = open();
    const first = await taken(queue.turn(CHANNEL, queue.ticket('first'), FOREVER));
    const all = [
      wait('digest', queue.ticket('last')),
      wait('question 1', queue.ticket('first')),
      wait('question 2', queue.ticket('first')),
    ];
    first.end(0);
    await Promise.all(all);
    expect(order).toEqual(['question 1', 'question 2', 'digest']);
  });

  it('keeps the place of a post that was refused, while the channel is closed', async () => {
    const { queue, wait, order } = open();
    const ticket = queue.ticket('first');
    const refused = await taken(queue.turn(CHANNEL, ticket, FOREVER));
    const next = wait('next', queue.ticket('first'));
    const closed = performance.now();
    refused.end(100);
    await Promise.all([wait('refused', ticket), next]);
    expect(order).toEqual(['refused', 'next']);
    // The one after it keeps its distance.
    expect(performance.now() - closed).toBeGreaterThan(1000);
  });

  it('tells at once how long a channel stays closed to whoever cannot wait for that', async () => {
    const { queue } = open();
    (await taken(queue.turn(CHANNEL, queue.ticket('first'), FOREVER))).end(60_000);
    const told = await queue.turn(CHANNEL, queue.ticket('last'), 5000);
    expect(told).toEqual({ closedFor: expect.closeTo(60_000, -3) });
    // Other channels are open.
    await taken(queue.turn('C2', queue.ticket('last'), 5000));
  });

  it('lets everybody go who waits when the bot stops', async () => {
    const { queue, stopping } = open();
    await taken(queue.turn(CHANNEL, queue.ticket('first'), FOREVER));
    const waiting = queue.turn(CHANNEL, queue.ticket('first'), FOREVER);
    stopping.abort();
    expect(await waiting).toEqual({ closedFor: expect.any(Number) });
  });
});

// --- internal ---

function open() {
  const stopping = new AbortController();
  const queue = createSendQueue(stopping.signal);
  const order: string[] = [];
  const wait = async (name: string, ticket: Ticket) => {
    const turn = await taken(queue.turn(CHANNEL, ticket, FOREVER));
    order.push(name);
    turn.end(0);
  };
  return { queue, stopping, order, wait };
}

async function taken(turn: Promise<Turn | { closedFor: number }>): Promise<Turn> {
  const got = await turn;
  if ('closedFor' in got) throw new Error(`expected a turn, got ${JSON.stringify(got)}`);
  return got;
}
