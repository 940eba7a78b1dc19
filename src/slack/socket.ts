import { type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../log.ts';
import { clientOptions } from './clients.ts';
import { slackLogger } from './slack-logger.ts';

/**
 * Socket Mode. The library waits this long for a pong and, times the number of failures, before it opens a new socket:
 * the gap after each refresh by Slack, which is 5 s by default, is 1 s with it.
 */
const PING_TIMEOUT = 1000;

export function createSocketReceiver(options: {
  appToken: string;
  slackApiUrl: string | undefined;
  log: Log;
}): Receiver {
  const { log } = options;
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger: slackLogger(log),
    clientPingTimeout: PING_TIMEOUT,
    installerOptions: {
      clientOptions: clientOptions({ slackApiUrl: options.slackApiUrl, fetch: undefined, log }),
    },
  });
  guardFrames(receiver.client, log);
  return receiver;
}

// --- internal ---

/** What this needs of the library's client: an event emitter. */
interface FrameClient {
  listeners(event: string): unknown[];
  removeAllListeners(event: string): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

/**
 * Lets only well-formed frames through: a null frame, or an events envelope without an event,
 * ends the process from inside the library's frame handler.
 */
function guardFrames(client: FrameClient, log: Log): void {
  const handlers = client.listeners('ws_message') as ((...args: unknown[]) => unknown)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data, isBinary) => {
    const fault = isBinary === true ? 'is binary' : frameFault(data);
    if (fault !== null) {
      log.warn('frame dropped', { why: fault });
      return;
    }
    for (const handle of handlers) {
      Promise.resolve(handle(data, isBinary)).catch((error: unknown) =>
        log.error('frame failed', { why: String(error) }),
      );
    }
  });
}

/** Why a frame cannot be handled; null when it can. */
function frameFault(data: unknown): string | null {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (!isRecord(frame)) return 'is not an object';
  if (typeof frame.type !== 'string') return 'has no type';
  if (frame.type === 'hello' || frame.type === 'disconnect') return null;
  if (!isRecord(frame.payload)) return `${frame.type}: has no payload`;
  if (frame.type !== 'events_api') return null;
  const event = frame.payload.event;
  return isRecord(event) && typeof event.type === 'string'
    ? null
    : `events_api: has no event (${String(frame.payload.type)})`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
