import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { unprivilegedAccount } from './account.ts';
import { type Log, startChild } from './child.ts';
import { choosePort, keepPort } from './port.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { initialiseCluster, placeOf, readPassword, urlOf } from './postgres-cluster.ts';
import { stopOrphanedPostgres } from './postgres-orphan.ts';

export type PostgresSettings = {
  /** Holds everything: the cluster, the password and the last port. Made if missing. */
  folder: string;
  /** 0 or absent: the port of last time, or any free one. */
  port?: number;
  /** For tests: several times faster, and loses data when the machine (not the process) fails. */
  fast?: boolean;
  log: Log;
};

export type Postgres = { url: string; port: number; pid: number; exited: Promise<void>; stop(): Promise<void> };

const ALWAYS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'lc_messages=C', 'timezone=UTC', 'log_timezone=UTC'];
const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=200',
];

/** 30 s in all, for what passes by itself: see `isPassing`. */
const ATTEMPTS = 120;
const BETWEEN_ATTEMPTS_MS = 250;

/**
 * Starts PostgreSQL from the npm package on loopback, and makes its cluster the first time. Answers the URL of a role
 * that owns its database but is no superuser, so that row-level security binds it. Whatever an earlier start left
 * behind (a stale pid file, a server without a parent, half a cluster) is put right first. The caller sees to it that
 * nobody else uses the folder.
 */
export async function startPostgres({ folder, port, fast = false, log }: PostgresSettings): Promise<Postgres> {
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true });
  const account = await unprivilegedAccount(data);
  const binaries = await postgresBinaries(account);
  await initialiseCluster({ folder, binaries, account });
  const password = await readPassword(folder);
  await stopOrphanedPostgres(folder);

  const { cwd, path } = await placeOf(data, account);
  const settings = [...ALWAYS, ...(fast ? FAST : [])].flatMap((setting) => ['-c', setting]);
  for (let attempt = 1; ; attempt++) {
    const chosen = await choosePort(folder, port);
    const args = ['-D', path, '-p', String(chosen), ...settings];
    const child = startChild({ command: join(binaries, 'bin', 'postgres'), args, cwd, account, log });
    try {
      await child.says('ready to accept connections');
      await keepPort(folder, chosen);
      return { url: urlOf(chosen, password), port: chosen, pid: child.pid, exited: child.exited, stop: () => child.stop('SIGINT', 10_000) };
    } catch (error) {
      if (attempt === ATTEMPTS || !isPassing(child.tail(), port)) throw error;
      await delay(BETWEEN_ATTEMPTS_MS);
    }
  }
}

/** Backends of a killed server leave by themselves after a moment; a port that was free a moment ago may be gone, and we take another. */
function isPassing(said: string, askedPort = 0): boolean {
  return said.includes('pre-existing shared memory block') || (askedPort === 0 && said.includes('could not create any TCP/IP sockets'));
}
