import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

export type Mailbox = { url: string; start(): Promise<void>; kill(): Promise<void> };

/**
 * The mail server of all partners, on one port of loopback, which can go away and come back. `onMail` has taken a mail when its promise resolves,
 * and only then is the sender told.
 */
export async function openMailbox(onMail: (mail: ParsedMail) => void): Promise<Mailbox> {
  let port = 0;
  let running: { server: SMTPServer; sockets: Set<Socket> } | null = null;

  async function take(stream: SMTPServerDataStream, done: (error?: Error | null) => void): Promise<void> {
    onMail(await simpleParser(await buffer(stream)));
    done();
  }

  async function start(): Promise<void> {
    const sockets = new Set<Socket>();
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      onData: (stream, _session, done) => void take(stream, done).catch(done),
    });
    server.on('error', () => {}); // connections that we cut ourselves
    server.server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    ({ port } = server.server.address() as AddressInfo);
    running = { server, sockets };
  }

  await start();
  return {
    get url() {
      return `smtp://127.0.0.1:${port}`;
    },
    start,
    async kill() {
      if (!running) return;
      const { server, sockets } = running;
      running = null;
      const closed = new Promise<void>((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
