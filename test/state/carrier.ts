import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on the loopback, and can fall silent as a network does. */
export interface Carrier {
  port: number;
  /** Nothing passes any more, and nobody is told. */
  freeze(): void;
  /** Connections that hung are cut; new ones pass. */
  thaw(): void;
  stop(): Promise<void>;
}

export async function startCarrier(to: number): Promise<Carrier> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (!isFrozen) other.write(data);
    });
    socket.on('close', () => {
      sockets.delete(socket);
      if (!isFrozen) other.destroy();
    });
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
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
    },
    thaw() {
      isFrozen = false;
      cut();
    },
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
