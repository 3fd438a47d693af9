import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { isAlive } from './alive.ts';
import { isTaken } from './port.ts';

/** What a start leaves for the next one, should it not come to stop the server itself. */
export type Note = { pid: number; port: number; databaseId?: string };

const noteFile = (folder: string): string => join(folder, 'running.json');

export function leaveNote(folder: string, note: Note): Promise<void> {
  return writeFile(noteFile(folder), JSON.stringify(note));
}

export function removeNote(folder: string): Promise<void> {
  return rm(noteFile(folder), { force: true });
}

/** Questions of up to 5 s each: on a busy machine an answer takes its time. */
const PATIENCE = 4;

/** Ends a server that still runs on this folder because only its parent was killed. Its process id alone proves nothing: by now it may be anybody's. */
export async function stopOrphanedTemporal(folder: string): Promise<void> {
  const text = await readFile(noteFile(folder), 'utf8').catch(() => null);
  if (text === null) return;
  const { pid, port, databaseId } = JSON.parse(text) as Note;
  let found: string | null = null;
  for (let attempt = 0; found === null && attempt < PATIENCE && (await isTaken(port)); attempt++) {
    found = await databaseIdAt(port).catch(() => null);
  }
  if (found !== null && (databaseId === undefined || databaseId === found)) {
    process.kill(pid, 'SIGTERM');
    if (!(await hasEnded(pid, 10_000))) process.kill(pid, 'SIGKILL');
    await hasEnded(pid, 2_000);
  }
  await removeNote(folder);
}

/** The port is given back before the file is: a server that is started in between finds its database locked. */
async function hasEnded(pid: number, patienceMs: number): Promise<boolean> {
  for (let waitedMs = 0; isAlive(pid); waitedMs += 20) {
    if (waitedMs >= patienceMs) return false;
    await delay(20);
  }
  return true;
}

/**
 * The id of the default namespace, which is made at random together with the database file and so tells whose server answers.
 * Clients of one process share what they know of an address: one that was refused for long would keep this from asking the new server there.
 */
export async function databaseIdAt(port: number): Promise<string> {
  const channelArgs = { 'grpc.use_local_subchannel_pool': 1 };
  const connection = await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: 5_000, channelArgs });
  try {
    const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    return namespaceInfo?.id ?? '';
  } finally {
    await connection.close();
  }
}
