import { setTimeout as pause } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { untilAnswered } from './at-start.ts';
import { isFinal, type SlackRefusal, socketRefusal } from './refusal.ts';
import { retryAfter, slackFault } from './slack-fault.ts';

type Client = SocketModeReceiver['client'];

/** One socket to Slack. */
export interface Line {
  /** Made with `autoReconnectEnabled: false`. */
  client: Client;
  /** Whether everything that came through it has been acknowledged. */
  isIdle(): boolean;
}

/**
 * Opens a socket, another whenever it is lost, and one beside it when Slack asks the bot to leave it: the old one stays
 * open until the new one works and all that came through the old has been acknowledged, so that nothing is lost. With
 * the library's own reconnecting, one failed call crashes the process, every reconnect waits a second without need, and
 * a revoked token is tried for ever. The library closes a half-open socket when a pong is late, so "connected" means
 * alive a few seconds ago.
 * @param open makes a line; it calls `asked` when Slack asks the bot to leave it
 * @param lost called once, when Slack refuses the token for good
 * @param reconnected called for every further socket
 */
export function keepConnected(
  open: (asked: () => void) => Line,
  { log, lost, reconnected }: { log: Log; lost(refusal: SlackRefusal): void; reconnected(): void },
): { start(): Promise<void>; stop(): Promise<void>; isConnected(): boolean } {
  const stopping = new AbortController();
  const lines = new Set<Line>();
  /** Those that Slack has asked the bot to leave, be it right after the hello. */
  const left = new WeakSet<Line>();
  let current: Line | null = null;
  let isReplacing = false;
  let since = 0;

  async function connect(): Promise<void> {
    const line = open(() => {
      left.add(line);
      void replace();
    });
    const { client } = line;
    lines.add(line);
    client.on('disconnected', () => {
      lines.delete(line);
      if (current !== line) return;
      current = null;
      if (!isReplacing && !stopping.signal.aborted) void reconnect();
    });
    // A socket that never says hello would stay open as long as it answers pings.
    const patience = setTimeout(() => void client.disconnect(), HELLO);
    try {
      await client.start();
      if (!lines.has(line)) throw new Error('the socket closed right after the hello');
      since = performance.now();
      current = line;
      void replace();
    } catch (error) {
      lines.delete(line);
      throw error ?? new Error('the socket closed before Slack said hello');
    } finally {
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

  async function replace(): Promise<void> {
    const old = current;
    if (old === null || !left.has(old) || isReplacing || stopping.signal.aborted) return;
    isReplacing = true;
    try {
      await connect();
      log.info('connected again', { attempt: 1 });
      reconnected();
    } catch (error) {
      log.warn('not connected', { why: slackFault(error), attempt: 1 });
    } finally {
      isReplacing = false;
    }
    if (stopping.signal.aborted) return;
    // Without a new one, the old serves until Slack closes it.
    if (current === null) return reconnect();
    if (current === old) return;
    void replace();
    await leave(old);
  }

  /** Slack sends nothing more through it; what is on its way arrives within a moment. */
  async function leave(line: Line): Promise<void> {
    const end = performance.now() + LONGEST_LEAVE;
    do await pause(MOMENT);
    while (!line.isIdle() && performance.now() < end);
    if (lines.has(line)) await line.client.disconnect();
  }

  return {
    isConnected: () => current !== null,
    async start() {
      await untilAnswered('apps.connections.open', connect, { log }).catch((error: unknown) => {
        throw socketRefusal(error);
      });
    },
    async stop() {
      stopping.abort();
      await Promise.race([Promise.all([...lines].map(({ client }) => client.disconnect())), pause(GOODBYE)]);
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
/** What Slack sent before it asked the bot to leave has arrived by then. */
const MOMENT = 500;
/** Slack waits three seconds for an acknowledgement. */
const LONGEST_LEAVE = 4000;
/** For the closing handshake, which a peer that is gone never completes. */
const GOODBYE = 1000;
