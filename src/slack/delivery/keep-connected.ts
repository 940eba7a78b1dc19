import { setTimeout as pause } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { untilAnswered } from './at-start.ts';
import { isFinal, type SlackRefusal, socketRefusal } from './refusal.ts';
import { retryAfter, slackFault } from './slack-fault.ts';

/**
 * Opens a socket, and another whenever it is lost. With the library's own reconnecting, one failed call crashes the
 * process, every reconnect waits a second without need, and a revoked token is tried for ever.
 * The library closes a half-open socket when a pong is late, so "connected" means alive a few seconds ago.
 * @param client made with `autoReconnectEnabled: false`
 * @param lost called once, when Slack refuses the token for good
 * @param reconnected called for every further socket
 */
export function keepConnected(
  client: SocketModeReceiver['client'],
  { log, lost, reconnected }: { log: Log; lost(refusal: SlackRefusal): void; reconnected(): void },
): { start(): Promise<void>; stop(): Promise<void>; isConnected(): boolean } {
  const stopping = new AbortController();
  let since = 0;
  let isConnecting = false;
  let isConnected = false;

  async function connect(): Promise<void> {
    isConnecting = true;
    // A socket that never says hello would stay open as long as it answers pings.
    const patience = setTimeout(() => void client.disconnect(), HELLO);
    try {
      await client.start();
      since = performance.now();
      isConnected = true;
    } catch (error) {
      throw error ?? new Error('the socket closed before Slack said hello');
    } finally {
      isConnecting = false;
      clearTimeout(patience);
    }
  }

  async function reconnect(): Promise<void> {
    let failures = performance.now() - since > STEADY ? 0 : 1;
    let asked = 0;
    while (!stopping.signal.aborted) {
      const backoff = failures === 0 ? 0 : FIRST_WAIT * 2 ** (failures - 1);
      const delay = Math.min(Math.max(backoff, asked), LONGEST_WAIT);
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
        asked = (retryAfter(error) ?? 0) * 1000;
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
      await untilAnswered('apps.connections.open', connect, { log }).catch((error: unknown) => {
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

/** After a connection that lasted this long, the next opens without delay. Milliseconds, like all below. */
const STEADY = 10_000;
/** Longest wait for Slack's hello. The call before it, for the socket's address, has its own timeout. */
const HELLO = 25_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** For the closing handshake, which a peer that is gone never completes. */
const GOODBYE = 1000;
