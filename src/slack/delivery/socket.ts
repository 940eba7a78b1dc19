import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { clientOptions } from './clients.ts';
import { keepConnected, type Line } from './keep-connected.ts';
import type { SlackProxy } from './proxy.ts';
import type { SlackRefusal } from './refusal.ts';
import { slackLogger } from './slack-logger.ts';
import type { WebApi } from './web-api.ts';

/** Longest frame that is handled, in characters; Slack's own are far shorter. */
const FRAME_LIMIT = 1_000_000;

/**
 * How late a pong may be before the socket counts as dead, in milliseconds. At 1000, a busy machine sometimes took a
 * live socket for dead in the middle of a burst, and lost the commands that were on their way.
 */
const PING_TIMEOUT = 2000;

/**
 * Socket Mode.
 * @param options.lost called once, when Slack refuses the token for good
 * @param options.dropped called for every frame that could not be handled
 */
export function createSocketReceiver(options: {
  appToken: string;
  slackApiUrl: string | undefined;
  webApi: Pick<WebApi, 'fetch'>;
  /** Null: the socket goes straight to Slack. */
  proxy: Pick<SlackProxy, 'dispatcher'> | null;
  log: Log;
  lost(refusal: SlackRefusal): void;
  reconnected(): void;
  dropped(): void;
}): Receiver & { isConnected(): boolean } {
  const { log } = options;
  let app: App | undefined;
  const open = (asked: () => void): Line => {
    const receiver = new SocketModeReceiver({
      appToken: options.appToken,
      logger: slackLogger(log),
      autoReconnectEnabled: false,
      ...(options.proxy ? { dispatcher: options.proxy.dispatcher } : {}),
      clientPingTimeout: PING_TIMEOUT,
      installerOptions: {
        clientOptions: clientOptions(options),
      },
    });
    if (app) receiver.init(app);
    const { client } = receiver;
    const waiting = guardFrames(client, { ...options, asked });
    client.on('outgoing_message', ({ envelope_id }: { envelope_id: string }) => waiting.delete(envelope_id));
    return { client, isIdle: () => waiting.size === 0 };
  };
  return {
    init(given) {
      app = given;
    },
    ...keepConnected(open, options),
  };
}

// --- internal ---

/**
 * Lets only well-formed frames through: a null frame, or an events envelope without an event, would crash the process
 * inside the library's frame handler. A dropped frame is acknowledged where possible, so that Slack does not resend it.
 * The library closes a socket as soon as Slack asks the bot to leave it: such a frame is kept from it.
 * @returns the envelopes that were let through, for whoever takes out the acknowledged ones
 */
function guardFrames(
  client: SocketModeReceiver['client'],
  options: { log: Log; dropped(): void; asked(): void },
): Set<string> {
  const { log } = options;
  const waiting = new Set<string>();
  const handlers = client.listeners('ws_message') as ((...args: unknown[]) => unknown)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data, isBinary) => {
    const dropped = isBinary === true ? { fault: 'is binary' } : faultOf(data);
    if (dropped !== null) {
      log.warn('frame dropped', { why: dropped.fault });
      options.dropped();
      if (dropped.envelope)
        client.websocket?.send(JSON.stringify({ envelope_id: dropped.envelope }), () => {});
      return;
    }
    const { type, reason, envelope_id: envelope } = JSON.parse(textOf(data));
    if (type === 'disconnect' && REFRESHES.has(reason)) return options.asked();
    if (typeof envelope === 'string') waiting.add(envelope);
    for (const handle of handlers) {
      Promise.resolve(handle(data, isBinary)).catch((error: unknown) =>
        log.error('frame failed', { why: String(error) }),
      );
    }
  });
  return waiting;
}

/** Slack's reasons for asking the bot to move to another socket. */
const REFRESHES: ReadonlySet<unknown> = new Set(['warning', 'refresh_requested']);

function textOf(data: unknown): string {
  return typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);
}

/** Why a frame cannot be handled, and its envelope; null when it can. */
function faultOf(data: unknown): { fault: string; envelope?: string } | null {
  const text = textOf(data);
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return { fault: 'is not JSON' };
  }
  if (!isRecord(frame)) return { fault: 'is not an object' };
  const { type, payload, envelope_id: envelope } = frame;
  if (type === 'hello' || type === 'disconnect') return null;
  const fault = text.length > FRAME_LIMIT ? `${String(type)}: is too large` : payloadFault(type, payload);
  if (fault === null) return null;
  return typeof envelope === 'string' ? { fault, envelope } : { fault };
}

function payloadFault(type: unknown, payload: unknown): string | null {
  if (type !== 'events_api' && type !== 'slash_commands' && type !== 'interactive')
    return 'is of no known type';
  if (!isRecord(payload)) return `${type}: has no payload`;
  if (type !== 'events_api' || (isRecord(payload.event) && typeof payload.event.type === 'string'))
    return null;
  return payload.type === 'app_rate_limited' ? 'Slack says app_rate_limited' : 'events_api: has no event';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
