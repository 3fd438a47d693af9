import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Count = { statements: number; roundTrips: number };

export type Wire = {
  /** The database as reached through here. */
  url: string;
  /** What the work sent to the database. Nobody else may use this way meanwhile. */
  count(work: () => Promise<unknown>): Promise<Count>;
  stop(): Promise<void>;
};

/**
 * A way to PostgreSQL that counts what passes, whoever sends it: every statement, and every time that somebody began to wait for an answer.
 * Statements that were sent without waiting for the one before are one round trip. Speaks version 3 of the protocol, in the clear.
 */
export async function openWire(databaseUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(databaseUrl);
  const total: Count = { statements: 0, roundTrips: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const socket of [client, database]) {
      sockets.add(socket.setNoDelay(true));
      socket.on('error', () => {}); // the other side notices
      socket.on('close', () => {
        client.destroy();
        database.destroy();
        sockets.delete(socket);
      });
    }
    watch(client, database, total);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    async count(work) {
      const before = { ...total };
      await work();
      return { statements: total.statements - before.statements, roundTrips: total.roundTrips - before.roundTrips };
    },
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** One connection. Waiting begins with the first Query or Sync that nothing unanswered precedes; each is answered by one ReadyForQuery. */
function watch(client: Socket, database: Socket, total: Count): void {
  let isReady = false;
  let unanswered = 0;
  const fromClient = splitter(STARTUP_HAS_NO_TYPE, (type) => {
    if (!isReady) return;
    if (type === 'Q' || type === 'E') total.statements += 1;
    if (type !== 'Q' && type !== 'S') return;
    if (unanswered === 0) total.roundTrips += 1;
    unanswered += 1;
  });
  const fromDatabase = splitter(0, (type) => {
    if (type !== 'Z') return;
    if (isReady) unanswered -= 1;
    isReady = true;
  });
  client.on('data', (chunk) => {
    fromClient(chunk);
    database.write(chunk);
  });
  database.on('data', (chunk) => {
    fromDatabase(chunk);
    client.write(chunk);
  });
}

const STARTUP_HAS_NO_TYPE = 1;

/** Names the type of each whole message, however the stream was cut. The first `untyped` messages begin with their length. */
function splitter(untyped: number, tell: (type: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let left = untyped;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const head = left > 0 ? 0 : 1;
      if (rest.length < head + 4) return;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return;
      if (left > 0) left -= 1;
      else tell(String.fromCharCode(rest[0] ?? 0));
      rest = rest.subarray(end);
    }
  };
}
