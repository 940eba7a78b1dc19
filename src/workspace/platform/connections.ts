import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { secret } from './ids.ts';
import type { Platform } from './platform.ts';
import { until } from './wait.ts';

/** At most so many Socket Mode connections for one app. */
const MOST = 10;
/** For the closing handshake, at the end. */
const LEAVE_MS = 200;
/** Between the pings of the server, unless a test says otherwise. */
const PING_MS = 5000;

type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** One Socket Mode connection of the bot, also after its end. */
export interface Connection {
  readonly id: number;
  readonly ws: WebSocket;
  openedAt: number;
  helloAt?: number;
  closedAt?: number;
  lastPongAt?: number;
  /** It was told to go. */
  told?: DisconnectReason;
  /** Nothing passes any more, in either direction, and neither side was told. */
  halfOpen: boolean;
}

export interface Connections {
  readonly all: Connection[];
  /** Open, greeted and passing frames. */
  readonly live: Connection[];
  /** Milliseconds before hello. */
  slowHello: number;
  pingMs: number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  issueUrl(): string;
  /** Which connection Slack would use next. */
  pick(): Connection | undefined;
  connected(options?: { count?: number; ms?: number }): Promise<Connection[]>;
  sendRaw(data: string | Buffer, to?: Connection): void;
  disconnect(reason?: DisconnectReason, to?: Connection): Connection;
  drop(to?: Connection): Connection;
  halfOpen(to?: Connection): Connection;
  /** Refuses the next `count` WebSocket handshakes. */
  refuseNext(count: number, status?: number): void;
  close(): Promise<void>;
}

type Receive = (connection: Connection, data: RawData, isBinary: boolean) => void;

export function createConnections(platform: () => Platform, receive: Receive): Connections {
  const all: Connection[] = [];
  const tickets = new Set<string>();
  const server = new WebSocketServer({ noServer: true });
  const host = `applink-${secret(4)}`;
  let turn = 0;
  let refusals = { left: 0, status: 503 };

  const isOpen = ({ ws }: Connection) => ws.readyState === ws.OPEN;
  const usable = (connection: Connection) => connection.helloAt !== undefined && isOpen(connection);
  const live = () => all.filter((connection) => usable(connection) && !connection.halfOpen);
  const the = (to?: Connection): Connection => {
    const connection = to ?? live().at(-1);
    if (!connection) throw new Error('the bot has no live Socket Mode connection');
    return connection;
  };
  const sendJson = (connection: Connection, frame: unknown) => connection.ws.send(JSON.stringify(frame));
  const tell = (connection: Connection, reason: DisconnectReason) => {
    connection.told = reason;
    sendJson(connection, { type: 'disconnect', reason, debug_info: { host } });
    return connection;
  };

  function greet(connection: Connection): void {
    if (!isOpen(connection)) return;
    if (live().length >= MOST) {
      tell(connection, 'too_many_websockets');
      connection.ws.close();
      return;
    }
    connection.helloAt = Date.now();
    sendJson(connection, {
      type: 'hello',
      num_connections: live().length,
      debug_info: { host, build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: platform().appId },
    });
  }

  function welcome(ws: WebSocket): void {
    const connection: Connection = { id: all.length + 1, ws, openedAt: Date.now(), halfOpen: false };
    all.push(connection);
    const pings = setInterval(() => {
      if (isOpen(connection) && !connection.halfOpen) ws.ping(`Ping from ${host}`);
    }, connections.pingMs);
    const hello = setTimeout(greet, connections.slowHello, connection);
    ws.on('message', (data, isBinary) => receive(connection, data, isBinary));
    ws.on('pong', () => {
      connection.lastPongAt = Date.now();
    });
    ws.on('error', () => {});
    ws.on('close', () => {
      connection.closedAt = Date.now();
      clearInterval(pings);
      clearTimeout(hello);
    });
  }

  const connections: Connections = {
    all,
    get live() {
      return live();
    },
    slowHello: 0,
    pingMs: PING_MS,
    issueUrl() {
      const ticket = secret();
      tickets.add(ticket);
      return `${platform().origin().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${platform().appId}`;
    },
    upgrade(request, socket, head) {
      socket.on('error', () => {});
      const { pathname, searchParams } = new URL(request.url ?? '/', platform().origin());
      const refuse = (status: number) => {
        socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      };
      const ticket = searchParams.get('ticket') ?? '';
      if (pathname !== '/link/' || !tickets.delete(ticket)) {
        platform().violations.add('bad_ticket', pathname, 'a ticket opens one connection, once');
        return refuse(404);
      }
      if (refusals.left > 0) {
        refusals.left -= 1;
        return refuse(refusals.status);
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    pick() {
      const healthy = live().filter(({ told }) => told === undefined);
      turn += 1;
      return healthy[turn % healthy.length] ?? live().at(-1) ?? all.filter(usable).at(-1);
    },
    connected: ({ count = 1, ms = 10_000 } = {}) =>
      until(() => (live().length >= count ? live() : undefined), ms, `${count} Socket Mode connection(s)`),
    sendRaw(data, to) {
      the(to).ws.send(data);
    },
    disconnect: (reason = 'refresh_requested', to) => tell(the(to), reason),
    drop(to) {
      const connection = the(to);
      connection.ws.terminate();
      return connection;
    },
    halfOpen(to) {
      const connection = the(to);
      connection.halfOpen = true;
      connection.ws.pause();
      return connection;
    },
    refuseNext(left, status = 503) {
      refusals = { left, status };
    },
    async close() {
      for (const { ws } of all) ws.close(1001);
      // A bot that is just taking its leave may finish; what is half open never would.
      const ended = () => all.every(({ ws, halfOpen }) => halfOpen || ws.readyState === ws.CLOSED);
      await until(ended, LEAVE_MS, 'the connections to close').catch(() => {});
      for (const { ws } of all) ws.terminate();
      server.close();
    },
  };
  return connections;
}
