import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * A port on loopback for an embedded part: the one asked for, or else the one it had last time (so that addresses
 * people noted, and the issuer in their tokens, stay right over a restart), or else any free one. A port other than
 * the one asked for may be taken by somebody else between this answer and its use; callers then ask again.
 */
export async function choosePort(folder: string, asked = 0): Promise<number> {
  if (asked !== 0) return asked;
  const last = Number(await readFile(join(folder, 'port'), 'utf8').catch(() => '0'));
  return last === 0 || (await isTaken(last)) ? listenOnce(0) : last;
}

export async function keepPort(folder: string, port: number): Promise<void> {
  await writeFile(join(folder, 'port'), String(port));
}

/** Whether somebody listens on this port of loopback. */
export async function isTaken(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => false,
    () => true,
  );
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const got = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(got));
    });
  });
}
