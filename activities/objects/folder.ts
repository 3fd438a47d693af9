import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ObjectsOutage, type NewObject, type Objects } from '../../domain/objects.ts';

/** What a process that died has left half written is older than any upload that is still under way. */
const STALE_MS = 24 * 60 * 60 * 1000;
const NOT_STALE = { mtimeMs: Number.POSITIVE_INFINITY };

/**
 * Objects as files of one folder. A file is written under another name, flushed to the disk and renamed: under its own name it is whole, or
 * not there, whenever the machine goes down.
 */
export function openFolder(folder: string): Objects {
  const unfinished = join(folder, 'unfinished');
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256);
  return {
    put: (object) => outage(() => keep(object, pathOf(object.sha256), unfinished)),
    get: (sha256) => outage(async () => ((await isThere(pathOf(sha256))) ? createReadStream(pathOf(sha256)) : null)),
    exists: (sha256) => outage(() => isThere(pathOf(sha256))),
    delete: (sha256) => outage(() => rm(pathOf(sha256), { force: true })),
    check: () => outage(() => sweep(unfinished)),
    close() {},
  };
}

async function keep({ content }: NewObject, path: string, unfinished: string): Promise<void> {
  await mkdir(unfinished, { recursive: true });
  await mkdir(dirname(path), { recursive: true });
  const draft = join(unfinished, randomUUID());
  try {
    const file = await open(draft, 'wx');
    await pipeline(content, file.createWriteStream({ flush: true })); // closes the file
    await rename(draft, path);
    await flushFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A name that was given is lost with the power until its folder is on the disk as well. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

/** Makes sure that the folder can be written, and takes away what was never finished. */
async function sweep(unfinished: string): Promise<void> {
  await mkdir(unfinished, { recursive: true });
  for (const name of await readdir(unfinished)) {
    const draft = join(unfinished, name);
    const { mtimeMs } = await stat(draft).catch(() => NOT_STALE); // finished meanwhile
    if (mtimeMs < Date.now() - STALE_MS) await rm(draft, { force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? false : Promise.reject(error)),
  );
}

async function outage<Done>(act: () => Promise<Done>): Promise<Done> {
  try {
    return await act();
  } catch (error) {
    throw new ObjectsOutage(`The folder of objects: ${(error as Error).message}`, { cause: error });
  }
}
