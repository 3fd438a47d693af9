import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { choosePort, keepPort } from './port.ts';

export type MailSettings = {
  /** Every message is kept below it, in `caught`, as a file that mail programs open. Made if missing. */
  folder: string;
  port?: number;
};

export type Mail = {
  url: string;
  port: number;
  /** Where the caught messages are. */
  folder: string;
  /** The caught messages as they came over the wire, oldest first. */
  caught(): Promise<string[]>;
  stop(): Promise<void>;
};

/** Serves SMTP on loopback, takes every message for anybody, and sends none on. */
export async function startMail({ folder, port }: MailSettings): Promise<Mail> {
  const caught = join(folder, 'caught');
  await mkdir(caught, { recursive: true });
  const chosen = await choosePort(folder, port);
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    hideDSN: false,
    onData: (stream, _session, done) => void keep(stream, caught).then(() => done(), done),
  });
  server.listen(chosen, '127.0.0.1');
  await once(server.server, 'listening');
  const { port: listening } = server.server.address() as AddressInfo;
  await keepPort(folder, listening);
  return {
    url: `smtp://127.0.0.1:${listening}`,
    port: listening,
    folder: caught,
    async caught() {
      const names = (await readdir(caught)).filter((name) => name.endsWith('.eml')).sort();
      return Promise.all(names.map((name) => readFile(join(caught, name), 'utf8')));
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

let count = 0;

/** The name sorts by arrival; a message gets it only when it is whole. The sender is told "accepted" after that. */
async function keep(stream: SMTPServerDataStream, folder: string): Promise<void> {
  const name = `${Date.now()}-${String(++count).padStart(6, '0')}`;
  await pipeline(stream, createWriteStream(join(folder, `${name}.part`)));
  await rename(join(folder, `${name}.part`), join(folder, `${name}.eml`));
}
