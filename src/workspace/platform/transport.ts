import type { Connection } from './connections.ts';
import type { Fields } from './rules/check.ts';

/** Slack waits this long for an acknowledgement. */
export const ACK_MS = 3000;

/** An acknowledgement: how long it took and what it carried. */
export interface Ack {
  ms: number;
  payload: unknown;
}

/** How one delivery ended. */
export interface Receipt {
  ack?: Ack;
  /** Why there is no ack: `timeout`, `no_socket`, `closed`, an HTTP status as `http_404`, or a socket error's code. */
  failed?: string;
  /** Over HTTP only. */
  status?: number;
  /** Over HTTP only. */
  body?: string;
}

/** Ways to break the signature of an HTTP request. */
export type Spoil = 'bad' | 'absent' | 'old' | 'future' | 'foreign';

/** How to make a delivery; tests may set any of these. */
export interface DeliveryOptions {
  retry_num?: number;
  retry_reason?: string;
  /** false: a missing ack is not a violation. */
  expectAck?: boolean;
  /** Socket Mode: over this connection. */
  to?: Connection;
  /** HTTP: send a signature that must be rejected. */
  spoil?: Spoil;
}

export type Kind = 'events' | 'command' | 'interactive';

/** Delivers payloads to the bot, over a socket or over HTTP. */
export interface Transport {
  carry(kind: Kind, payload: Fields, acceptsPayload: boolean, how: DeliveryOptions): Promise<Receipt>;
}
