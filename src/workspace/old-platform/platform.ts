import { type Cast, createCast } from './cast.ts';
import { type Changes, createChanges } from './changes.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { createMessages, type Messages } from './messages.ts';
import { createPayloads, type Payloads } from './payloads.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { createViews, type Views } from './views.ts';

/** All that the local Slack consists of. */
export interface Platform {
  cast: Cast;
  /** The one slash command, with its slash. */
  command: string;
  changes: Changes;
  messages: Messages;
  views: Views;
  tickets: Tickets;
  payloads: Payloads;
  delivery: Delivery;
  now: () => Date;
  /** Ids for blocks and elements that came without. */
  nextId(): string;
  /** Where the workspace is served. */
  url(): string;
}

export function createPlatform(options: {
  name: string;
  command: string;
  now: () => Date;
  url: () => string;
}): Platform {
  const { command, now, url } = options;
  const cast = createCast(options.name, command);
  const changes = createChanges();
  const messages = createMessages(cast, changes, now);
  const views = createViews(cast, changes, now);
  const tickets = createTickets(cast.team.id, now);
  const payloads = createPayloads(cast, messages, views, tickets, now);
  let ids = 0;
  return {
    cast,
    command,
    changes,
    messages,
    views,
    tickets,
    payloads,
    delivery: createDelivery(),
    now,
    nextId: () => `x${(++ids).toString(36).padStart(4, '0')}`,
    url,
  };
}
