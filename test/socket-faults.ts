import type { Connection, DisconnectReason } from '../src/workspace/platform/connections.ts';
import type { Socket } from '../src/workspace/platform/socket.ts';

/** Trouble that a test makes on the bot's Socket Mode connections: on the newest, unless it names another. */
export interface SocketFaults {
  /** Sends anything at all. */
  sendRaw(data: string | Buffer, to?: Connection): void;
  /** Slack asks the bot to leave. */
  disconnect(reason?: DisconnectReason, to?: Connection): Connection;
  /** Ends the connection without a word. */
  drop(to?: Connection): Connection;
  /** Nothing passes any more, and neither side is told. */
  halfOpen(to?: Connection): Connection;
  /** Refuses the next `count` WebSocket handshakes. */
  refuseNext(count: number, status?: number): void;
}

export function addSocketFaults(socket: Socket): Socket & SocketFaults {
  const the = (to?: Connection): Connection => {
    const connection = to ?? socket.live.at(-1);
    if (!connection) throw new Error('the bot has no live Socket Mode connection');
    return connection;
  };
  const disconnect = socket.disconnect;
  return Object.assign(socket, {
    sendRaw(data: string | Buffer, to?: Connection) {
      if (typeof data === 'string') socket.remember(data, the(to));
      the(to).ws.send(data);
    },
    disconnect(reason: DisconnectReason = 'refresh_requested', to?: Connection) {
      const connection = the(to);
      disconnect(reason, connection);
      return connection;
    },
    drop(to?: Connection) {
      const connection = the(to);
      connection.ws.terminate();
      return connection;
    },
    halfOpen(to?: Connection) {
      const connection = the(to);
      connection.halfOpen = true;
      connection.ws.pause();
      return connection;
    },
    refuseNext(count: number, status = 503) {
      let left = count;
      socket.refusal = () => {
        left -= 1;
        return left < 0 ? undefined : status;
      };
    },
  });
}
