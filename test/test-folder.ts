import { access, chmod, constants, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopOrphanedPostgres } from '../main/embedded/postgres-orphan.ts';
import { stopOrphanedTemporal } from '../main/embedded/temporal-orphan.ts';
import { lockFolder } from '../main/lock.ts';

const PREFIX = 'concert-test-';

/** A new folder for one run of the tests, in memory where the system offers it; what killed runs left is cleared away first. */
export async function testFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const parent = await access('/dev/shm', constants.W_OK | constants.X_OK).then(
    () => '/dev/shm',
    () => tmpdir(),
  );
  await clearAbandoned(parent);
  const folder = await mkdtemp(join(parent, PREFIX));
  await chmod(folder, 0o755); // PostgreSQL may have to run as another user
  const lock = lockFolder(folder);
  return {
    folder,
    async remove() {
      lock.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function clearAbandoned(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(PREFIX));
  for (const folder of names.map((name) => join(parent, name))) {
    try {
      lockFolder(folder).release();
      await Promise.all([stopOrphanedPostgres(join(folder, 'postgres')), stopOrphanedTemporal(join(folder, 'temporal'))]);
      await rm(folder, { recursive: true, force: true });
    } catch {
      // held by a run that is going on, or not ours: either way not ours to clear
    }
  }
}
