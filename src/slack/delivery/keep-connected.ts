import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
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
 * A half-open socket is closed by the library when a pong is late, so connected means alive as of a few seconds ago.
 * @param lost told once, when Slack will not have the bot any more
 * @param reconnected told of every further socket
 */
export function keepConnected(
  client: SocketClient,
  { log, lost, reconnected }: { log: Log; lost(refusal: SlackRefusal): void; reconnected(): void },
): { start(): Promise<void>; stop(): Promise<void>; isConnected(): boolean } {
  const stopping = new AbortController();
  let since = 0;
  let isConnecting = false;
  let isConnected = false;

  async function connect(): Promise<void> {
    isConnecting = true;
    // A socket that never says hello stays open as long as it answers pings.
    const patience = setTimeout(() => void client.disconnect(), HELLO);
    try {
      await client.start();
      since = performance.now();
      isConnected = true;
    } catch (error) {
      throw error ?? new Error('it closed before Slack said hello');
    } finally {
      isConnecting = false;
      clearTimeout(patience);
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
        reconnected();
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (isFinal(error)) return lost(socketRefusal(error));
        log.warn('not connected', { why: slackFault(error), attempt: failures });
      }
    }
  }

  client.on('disconnected', () => {
    isConnected = false;
    if (!isConnecting && !stopping.signal.aborted) void reconnect();
  });
  return {
    isConnected: () => isConnected,
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
/** Longest wait for Slack's hello; the call for the socket's address, which comes first, has a limit of its own. */
const HELLO = 25_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** For the closing handshake; a peer that is gone never completes it. */
const GOODBYE = 1000;
