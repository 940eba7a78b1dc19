import { type Connection, type Connections, createConnections } from './connections.ts';
import { secret } from './ids.ts';
import type { Platform } from './platform.ts';
import { type Fields, isObject } from './rules/check.ts';
import { ACK_MS, type Ack, type DeliveryOptions, type Receipt, type Transport } from './transport.ts';
import type { Violation } from './violations.ts';

/** An ack as received. @public */
export interface AckRecord extends Ack {
  envelopeId: string;
  type: string;
  connectionId: number;
  at: number;
}

interface Envelope {
  id: string;
  type: string;
  payload: Fields;
  acceptsPayload: boolean;
  attempt: number;
  sentAt: number;
  connection: Connection | undefined;
  ack?: AckRecord;
  retried: boolean;
  violation?: Violation;
  settle(receipt: Receipt): void;
}

export interface Socket extends Omit<Connections, 'upgrade' | 'issueUrl' | 'pick' | 'close'> {
  /** For tests: registers a frame they send themselves, so that it may be acked. */
  remember(data: string, connection: Connection): void;
  /** All acks, in order of arrival. */
  readonly acks: AckRecord[];
  /** Event envelopes not acked and not sent again yet. */
  unacked(): { envelopeId: string; payload: Fields }[];
  /** Retries every unacked event as Slack does: new envelope, same event. */
  retryUnacked(reason?: string): Promise<Receipt[]>;
}

const TYPES = { events: 'events_api', command: 'slash_commands', interactive: 'interactive' };

export function createSocket(platform: () => Platform): {
  socket: Socket;
  transport: Transport;
  connections: Connections;
} {
  const envelopes = new Map<string, Envelope>();
  const acks: AckRecord[] = [];
  const connections = createConnections(platform, receive);

  function violation(what: string, where: string, detail: string): void {
    platform().violations.add(what, where, detail);
  }

  function receive(connection: Connection, data: unknown, isBinary: boolean): void {
    const frame = isBinary ? undefined : parsed(String(data));
    if (!isObject(frame) || typeof frame.envelope_id !== 'string') {
      violation('bad_frame', 'socket', `not an acknowledgement: ${String(data).slice(0, 100)}`);
      return;
    }
    const strange = Object.keys(frame).filter((name) => name !== 'envelope_id' && name !== 'payload');
    if (strange.length > 0) violation('bad_frame', 'socket', `unknown field ${strange.join(', ')}`);
    const envelope = envelopes.get(frame.envelope_id);
    if (!envelope) {
      violation('unknown_envelope', 'socket', `ack for ${frame.envelope_id}`);
      return;
    }
    const where = `${envelope.type} ${envelope.id}`;
    if (envelope.ack) {
      violation('second_ack', where, 'an envelope is acked once');
      return;
    }
    const payload = frame.payload;
    const ms = performance.now() - envelope.sentAt;
    const { id: envelopeId, type } = envelope;
    envelope.ack = { envelopeId, type, ms, payload, connectionId: connection.id, at: Date.now() };
    acks.push(envelope.ack);
    if (payload !== undefined && !isObject(payload))
      violation('bad_frame', where, 'the payload is no object');
    if (!envelope.acceptsPayload && isObject(payload) && Object.keys(payload).length > 0) {
      violation('unwanted_payload', where, 'this envelope takes no payload in its ack');
    }
    if (ms > ACK_MS) {
      const late = envelope.violation ?? platform().violations.add('late_ack', where, '');
      Object.assign(late, { what: 'late_ack', detail: `acked after ${Math.round(ms)} ms` });
    }
    envelope.settle({ ack: { ms, payload } });
  }

  function send(
    type: string,
    payload: Fields,
    acceptsPayload: boolean,
    how: DeliveryOptions,
  ): Promise<Receipt> {
    const connection = how.to ?? connections.pick();
    const attempt = how.retry_num ?? 0;
    return new Promise((resolve) => {
      const timer = setTimeout(() => overdue(envelope, how.expectAck !== false), ACK_MS);
      const envelope: Envelope = {
        ...{ id: `${secret(4)}-${secret(8)}`, type, payload, acceptsPayload, attempt, connection },
        sentAt: performance.now(),
        retried: false,
        settle(receipt) {
          clearTimeout(timer);
          platform().lifetime.removeEventListener('abort', end);
          resolve(receipt);
        },
      };
      const end = () => envelope.settle({ failed: 'closed' });
      platform().lifetime.addEventListener('abort', end);
      envelopes.set(envelope.id, envelope);
      if (!connection) return envelope.settle({ failed: 'no_socket' });
      if (connection.halfOpen) return;
      const retry =
        type === TYPES.events ? { retry_attempt: attempt, retry_reason: how.retry_reason ?? '' } : {};
      const frame = {
        envelope_id: envelope.id,
        payload,
        type,
        accepts_response_payload: acceptsPayload,
        ...retry,
      };
      connection.ws.send(JSON.stringify(frame), () => {});
    });
  }

  /** No ack in time. If the connection broke meanwhile, that is not a violation. */
  function overdue(envelope: Envelope, expected: boolean): void {
    const { connection, type, id } = envelope;
    const broken = !connection || connection.halfOpen || connection.closedAt !== undefined;
    if (expected && !broken) {
      envelope.violation = platform().violations.add(
        'not_acked',
        `${type} ${id}`,
        `no ack within ${ACK_MS} ms`,
      );
    }
    envelope.settle({ failed: 'timeout' });
  }

  const unacked = () =>
    [...envelopes.values()].filter(({ type, ack, retried }) => type === TYPES.events && !ack && !retried);

  function remember(data: string, connection: Connection): void {
    const frame = parsed(data);
    if (!isObject(frame) || typeof frame.envelope_id !== 'string') return;
    const { envelope_id: id, type, payload, accepts_response_payload: accepts } = frame;
    envelopes.set(id, {
      ...{
        id,
        type: String(type),
        payload: isObject(payload) ? payload : {},
        acceptsPayload: accepts === true,
      },
      ...{ attempt: 0, sentAt: performance.now(), connection, retried: true, settle() {} },
    });
  }

  const socket: Socket & Connections = Object.assign(connections, {
    remember,
    acks,
    unacked: () => unacked().map(({ id, payload }) => ({ envelopeId: id, payload })),
    retryUnacked: (reason = 'timeout') =>
      Promise.all(
        unacked().map((envelope) => {
          envelope.retried = true;
          const how = { retry_num: envelope.attempt + 1, retry_reason: reason };
          return send(envelope.type, envelope.payload, envelope.acceptsPayload, how);
        }),
      ),
  });
  return {
    socket,
    connections,
    transport: { carry: (kind, payload, accepts, how) => send(TYPES[kind], payload, accepts, how) },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
