import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type Holder = { pid: number; since: string; url: string | null };

export type Lock = {
  /** Notes where the holder's API listens, for whoever finds the folder taken. */
  tell(url: string): void;
  release(): void;
};

/** Somebody else holds the folder; the message says who. */
export class FolderTaken extends Error {}

/** A database that nobody refers to would be closed, and its lock gone. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only one that uses the data folder; throws FolderTaken if another one is. Node has no file locks,
 * SQLite has: an exclusive transaction on an empty database, which the kernel ends with the process, however
 * it dies. So there is nothing stale to recognise, and no process id to trust. Not for folders on NFS.
 */
export function lockFolder(folder: string): Lock {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'lock'));
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) throw new FolderTaken(describe(folder));
    throw error;
  }
  held.add(database);

  const holder: Holder = { pid: process.pid, since: new Date().toISOString(), url: null };
  const note = (): void => writeFileSync(join(folder, NOTE), JSON.stringify(holder));
  note();
  return {
    tell(url) {
      holder.url = url;
      note();
    },
    release() {
      if (!held.delete(database)) return;
      rmSync(join(folder, NOTE), { force: true });
      database.close();
    },
  };
}

/** Who noted itself as the holder of the folder: whoever holds it, or held it last and was killed. */
export function holderOf(folder: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(folder, NOTE), 'utf8')) as Holder;
  } catch {
    return null; // none, or one that is just writing its note
  }
}

const NOTE = 'holder.json';
const SQLITE_BUSY = 5;

function describe(folder: string): string {
  const holder = holderOf(folder);
  const who = holder ? `process ${holder.pid} since ${holder.since}` : 'a process that has only just started';
  const where = holder?.url ? `; its API is at ${holder.url}` : '';
  return `${folder} is held by ${who}${where}. Stop it, or set CONCERT_DATA to another folder.`;
}
