import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** A message as the server got it; `recipients` are those of the envelope, whatever its headers say. */
export type Caught = { mail: ParsedMail; recipients: string[] };

export type Behaviour = {
  port?: number;
  /** The only user and password that it takes; without them nobody needs to sign in. */
  credentials?: { user: string; password: string };
  /** An SMTP code with which a sender or an addressee is turned away; undefined takes them. */
  onSender?: (address: string) => number | undefined;
  onAddressee?: (address: string) => number | undefined;
  /** A code refuses the message; `drop` cuts the connection before it is taken, `drop-after` when it has been but nobody was told. */
  onMessage?: (caught: Caught) => Verdict | Promise<Verdict>;
};
type Verdict = number | 'drop' | 'drop-after' | undefined;
type Done = (error?: Error | null, message?: string) => void;

export type MailServer = { url: string; port: number; caught: Caught[]; stop(): Promise<void> };

/** A mail server on loopback that behaves as told. Stopping it cuts every connection. */
export async function startMailServer({ port = 0, credentials, onSender, onAddressee, onMessage }: Behaviour = {}): Promise<MailServer> {
  const caught: Caught[] = [];
  const sockets = new Set<Socket>();
  const cut = ({ remotePort }: SMTPServerSession) => [...sockets].find((socket) => socket.remotePort === remotePort)?.destroy();

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    const message = { mail: await simpleParser(await buffer(stream)), recipients: session.envelope.rcptTo.map(({ address }) => address) };
    const verdict = await onMessage?.(message);
    if (verdict === 'drop') return void cut(session);
    if (typeof verdict === 'number') return done(asError(verdict));
    caught.push(message);
    if (verdict === 'drop-after') return void cut(session);
    done(null, `taken as number ${caught.length}`);
  }

  const server = new SMTPServer({
    authOptional: credentials === undefined,
    disabledCommands: credentials ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) => {
      const isKnown = username === credentials?.user && password === credentials?.password;
      done(isKnown ? null : new Error('no such user or password'), { user: username });
    },
    onMailFrom: ({ address }, _session, done) => done(asError(onSender?.(address))),
    onRcptTo: ({ address }, _session, done) => done(asError(onAddressee?.(address))),
    onData: (stream, session, done) => void take(stream, session, done),
  });
  server.on('error', () => {}); // connections that we cut ourselves
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const { port: listening } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${credentials ? `${credentials.user}:${credentials.password}@` : ''}127.0.0.1:${listening}`,
    port: listening,
    caught,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Everybody to whom something was sent, as often as it was. */
export function caughtBy({ caught }: MailServer): string[] {
  return caught.flatMap(({ recipients }) => recipients).sort();
}

function asError(code: number | undefined): Error | null {
  return code === undefined ? null : Object.assign(new Error('not today'), { responseCode: code });
}
