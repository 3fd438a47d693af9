import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from './alive.ts';
import { readPassword, urlOf } from './postgres-cluster.ts';

/**
 * Ends a server that still runs on this cluster because only its parent was killed. That it is ours it proves by
 * taking our password, not by its process id, which may belong to anybody by now; if nothing proves it, only the pid file goes.
 */
export async function stopOrphanedPostgres(folder: string): Promise<void> {
  const file = join(folder, 'data', 'postmaster.pid');
  const [pidLine, , , portLine] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return; // PostgreSQL sees by itself that the file is stale
  if (!(await takes(urlOf(Number(portLine), await readPassword(folder))))) return rm(file, { force: true });

  process.kill(pid, 'SIGINT');
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 20) {
    if (!isAlive(pid) || !(await exists(file))) return;
    await delay(20);
  }
  process.kill(pid, 'SIGKILL');
  await rm(file, { force: true });
}

/**
 * Asks for a while: a server that was started a moment ago does not listen yet, one that is replaying its log says so, and
 * on a busy machine an answer takes its time. Only somebody who answers something else is surely not ours.
 */
async function takes(url: string): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  for (let refusals = 0; refusals < 10 && Date.now() < until; ) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_MS });
    const answer = await client.connect().then(
      () => 'ours',
      (error: Error & { code?: string }) => error.code ?? error.message,
    );
    await client.end().catch(() => {});
    if (answer === 'ours' || answer === TOO_MANY_CONNECTIONS) return true;
    if (![STARTING, NOBODY, SILENCE].includes(answer)) return false;
    if (answer === NOBODY) refusals++;
    await delay(50);
  }
  return false;
}

const PATIENCE_MS = 30_000;
const ANSWER_MS = 10_000;
const NOBODY = 'ECONNREFUSED';
const SILENCE = 'timeout expired';
const STARTING = '57P03';
const TOO_MANY_CONNECTIONS = '53300';

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
