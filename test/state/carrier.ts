import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on the loopback, and can fall silent as a network does. */
export interface Carrier {
  port: number;
  /** Nothing passes any more, and nobody is told. */
  freeze(): void;
  /** New connections pass; those that hung go on hanging. */
  thaw(): void;
  stop(): Promise<void>;
}

export async function startCarrier(to: number): Promise<Carrier> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const hung = new WeakSet<Socket>();
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    if (isFrozen) hung.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (!hung.has(socket)) other.write(data);
    });
    socket.on('close', () => {
      sockets.delete(socket);
      if (!hung.has(socket)) other.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    keep(near, far);
    keep(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) hung.add(socket);
    },
    thaw() {
      isFrozen = false;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
