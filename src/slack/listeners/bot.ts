import type { Log } from '../../log.ts';
import type { State } from '../../state/state.ts';
import type { Clients } from '../delivery/clients.ts';
import type { Remember } from '../delivery/history.ts';
import type { Poster } from '../delivery/post-once.ts';
import type { Desk } from './answer-request.ts';

/** What the listeners work with. */
export interface Bot {
  desk: Desk;
  clients: Clients;
  state: State;
  /** The bot's own team. */
  team: string;
  /** Channels that may be posted in unasked; null: all. */
  channels: readonly string[] | null;
  /** User ids who may change settings, beside the workspace's admins. */
  editors: readonly string[];
  /** Posts answers, each once. */
  poster: Poster;
  /** Posts digests and shares, each once, on the client that may be held up. */
  postingPoster: Poster;
  remember: Remember;
  metrics: BotMetrics;
  log: Log;
}

/** What the bot tells whoever counts; milliseconds. */
export interface BotMetrics {
  question(kind: string, door: string): void;
  answered(door: string, ms: number): void;
  acked(ms: number): void;
  refused(door: string): void;
  duplicate(): void;
}
