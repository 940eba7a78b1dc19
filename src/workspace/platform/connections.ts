import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { secret } from './ids.ts';
import type { Platform } from './platform.ts';
import { until } from './wait.ts';

/** Slack's limit of Socket Mode connections per app. */
const MOST = 10;
/** Time allowed for the closing handshake. */
const LEAVE_MS = 200;
/** Default interval between the server's pings. */
const PING_MS = 5000;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** One Socket Mode connection of the bot, kept after it has closed. */
export interface Connection {
  readonly id: number;
  readonly ws: WebSocket;
  openedAt: number;
  helloAt?: number;
  closedAt?: number;
  lastPongAt?: number;
  /** Why it was asked to disconnect. */
  told?: DisconnectReason;
  /** Nothing passes in either direction, and neither side was notified. */
  halfOpen: boolean;
}

export interface Connections {
  readonly all: Connection[];
  /** Open, greeted with hello, and not half-open. */
  readonly live: Connection[];
  /** Milliseconds until hello is sent. */
  slowHello: number;
  pingMs: number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  issueUrl(): string;
  /** The connection Slack would use next. */
  pick(): Connection | undefined;
  connected(options?: { count?: number; ms?: number }): Promise<Connection[]>;
  disconnect(reason: DisconnectReason, connection: Connection): void;
  /** For tests: the HTTP status with which the next handshake is refused. */
  refusal(): number | undefined;
  close(): Promise<void>;
}

type Receive = (connection: Connection, data: RawData, isBinary: boolean) => void;

export function createConnections(platform: () => Platform, receive: Receive): Connections {
  const all: Connection[] = [];
  const tickets = new Set<string>();
  const server = new WebSocketServer({ noServer: true });
  const host = `applink-${secret(4)}`;
  let turn = 0;

  const isOpen = ({ ws }: Connection) => ws.readyState === ws.OPEN;
  const usable = (connection: Connection) => connection.helloAt !== undefined && isOpen(connection);
  const live = () => all.filter((connection) => usable(connection) && !connection.halfOpen);
  const sendJson = (connection: Connection, frame: unknown) => connection.ws.send(JSON.stringify(frame));

  function greet(connection: Connection): void {
    if (!isOpen(connection)) return;
    if (live().length >= MOST) {
      connections.disconnect('too_many_websockets', connection);
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
      const status = connections.refusal();
      if (status !== undefined) return refuse(status);
      server.handleUpgrade(request, socket, head, welcome);
    },
    pick() {
      const healthy = live().filter(({ told }) => told === undefined);
      turn += 1;
      return healthy[turn % healthy.length] ?? live().at(-1) ?? all.filter(usable).at(-1);
    },
    connected: ({ count = 1, ms = 10_000 } = {}) =>
      until(() => (live().length >= count ? live() : undefined), ms, `${count} Socket Mode connection(s)`),
    disconnect(reason, connection) {
      connection.told = reason;
      sendJson(connection, { type: 'disconnect', reason, debug_info: { host } });
    },
    refusal: () => undefined,
    async close() {
      for (const { ws } of all) ws.close(1001);
      // Let a bot that is closing finish; a half-open connection never would.
      const ended = () => all.every(({ ws, halfOpen }) => halfOpen || ws.readyState === ws.CLOSED);
      await until(ended, LEAVE_MS, 'the connections to close').catch(() => {});
      for (const { ws } of all) ws.terminate();
      server.close();
    },
  };
  return connections;
}
