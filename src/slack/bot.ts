import type { Log } from '../log.ts';
import type { Clients } from './clients.ts';
import type { Desk } from './desk.ts';
import type { Seen } from './seen.ts';

/** What the listeners work with. */
export interface Bot {
  desk: Desk;
  clients: Clients;
  seen: Seen;
  log: Log;
}
