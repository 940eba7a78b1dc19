import type { Connection } from './connections.ts';
import type { Fields } from './rules/check.ts';

/** Slack waits this long for an acknowledgement. */
export const ACK_MS = 3000;

/** An acknowledgement: how long it took and what it carried. */
export interface Ack {
  ms: number;
  payload: unknown;
}

/** DeliveryOptions one delivery ended. */
export interface Receipt {
  ack?: Ack;
  /** Why there is no ack: `timeout`, `no_socket`, `closed`, an HTTP status as `http_404`, or a socket error's code. */
  failed?: string;
  /** Over HTTP only. */
  status?: number;
  /** Over HTTP only. */
  body?: string;
}

/** Ways to spoil the signature of an HTTP request. */
export type Spoil = 'bad' | 'absent' | 'old' | 'future' | 'foreign';

/** DeliveryOptions a delivery is made; a test may set any of these beside what it says. */
export interface DeliveryOptions {
  retry_num?: number;
  retry_reason?: string;
  /** false: that no ack comes is no breach. */
  expectAck?: boolean;
  /** Socket Mode: over this connection. */
  to?: Connection;
  /** HTTP: with a signature that must be refused. */
  spoil?: Spoil;
}

export type Kind = 'events' | 'command' | 'interactive';

/** Brings a payload to the bot: over a socket or over HTTP. */
export interface Transport {
  carry(kind: Kind, payload: Fields, acceptsPayload: boolean, how: DeliveryOptions): Promise<Receipt>;
}

/** What of a test's wish concerns the delivery. */
export function deliveryOptions({
  retry_num,
  retry_reason,
  expectAck,
  to,
  spoil,
}: DeliveryOptions): DeliveryOptions {
  return {
    ...(retry_num === undefined ? {} : { retry_num }),
    ...(retry_reason === undefined ? {} : { retry_reason }),
    ...(expectAck === undefined ? {} : { expectAck }),
    ...(to === undefined ? {} : { to }),
    ...(spoil === undefined ? {} : { spoil }),
  };
}
