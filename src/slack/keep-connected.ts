import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { isFinal, type SlackRefusal, socketRefusal } from './refusal.ts';
import { slackFault } from './slack-fault.ts';

/** What this needs of the library's client, made with `autoReconnectEnabled: false`. */
interface SocketClient {
  start(): Promise<unknown>;
  disconnect(): Promise<unknown>;
  on(event: 'disconnected', listener: () => void): unknown;
}

/**
 * Opens a socket and, whenever it is lost, another. The library's own reconnecting lets one failed call end the
 * process with a stack trace, waits a second where there is nothing to wait for, and never gives up on a revoked token.
 * @param lost told once, when Slack will not have the bot any more
 */
export function keepConnected(
  client: SocketClient,
  { log, lost }: { log: Log; lost(refusal: SlackRefusal): void },
): { start(): Promise<void>; stop(): Promise<void> } {
  const stopping = new AbortController();
  let since = 0;
  let isConnecting = false;

  async function connect(): Promise<void> {
    isConnecting = true;
    try {
      await client.start();
      since = performance.now();
    } catch (error) {
      throw error ?? new Error('it closed before Slack said hello');
    } finally {
      isConnecting = false;
    }
  }

  async function reconnect(): Promise<void> {
    let failures = performance.now() - since > STEADY ? 0 : 1;
    while (!stopping.signal.aborted) {
      const delay = failures === 0 ? 0 : Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT);
      failures += 1;
      try {
        await pause(delay, undefined, { signal: stopping.signal });
        await connect();
        log.info('connected again', { attempt: failures });
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (isFinal(error)) return lost(socketRefusal(error));
        log.warn('not connected', { why: slackFault(error), attempt: failures });
      }
    }
  }

  client.on('disconnected', () => {
    if (!isConnecting && !stopping.signal.aborted) void reconnect();
  });
  return {
    async start() {
      await connect().catch((error: unknown) => {
        throw socketRefusal(error);
      });
    },
    async stop() {
      stopping.abort();
      await Promise.race([client.disconnect(), pause(GOODBYE)]);
    },
  };
}

// --- internal ---

/** A connection that held this long was a good one: the next is opened at once. Milliseconds, like all below. */
const STEADY = 10_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** For the closing handshake; a peer that is gone never completes it. */
const GOODBYE = 1000;
