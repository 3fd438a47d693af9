import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, canReach } from './account.ts';
import { run } from './child.ts';

export type ClusterSettings = { folder: string; binaries: string; account: Account | null };

/** How PostgreSQL is told where its data lie: the folder it is started in, and the path it may use for it. */
export type Place = { cwd: string; path: string };

/**
 * Makes the cluster in `folder`/data unless it is there. A start that was killed half-way leaves nothing behind: the
 * cluster gets its name only when it is whole. Nobody can log in as the superuser, which has no password.
 */
export async function initialiseCluster({ folder, binaries, account }: ClusterSettings): Promise<void> {
  const data = join(folder, 'data');
  if (await exists(join(data, 'PG_VERSION'))) return;

  const fresh = join(folder, 'data.new');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (account) await chown(fresh, account.uid, account.gid);
  const { cwd, path } = await placeOf(fresh, account);
  const program = (name: string): string => join(binaries, 'bin', name);
  await run({ command: program('initdb'), args: ['-D', path, ...INITDB], cwd, account });

  const password = randomBytes(24).toString('hex');
  const errors = await run({
    command: program('postgres'),
    args: ['--single', '-D', path, 'template1'],
    cwd,
    account,
    input: rolesSql(password),
  });
  if (errors.includes('ERROR:')) throw new Error(`PostgreSQL did not take its first statements:\n${errors}`);
  await writeFile(join(fresh, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  await writeFile(join(folder, 'password'), password, { mode: 0o600 });
  await rename(fresh, data);
}

export function readPassword(folder: string): Promise<string> {
  return readFile(join(folder, 'password'), 'utf8');
}

/** The application's own database, as its own role. */
export function urlOf(port: number, password: string): string {
  return `postgresql://concert:${password}@127.0.0.1:${port}/concert`;
}

/**
 * A folder below one that the account may not enter can still be used by a process that was started in it, as
 * long as it calls the folder "where I am". Only Linux has such a name that stays right after a change of folder.
 */
export async function placeOf(data: string, account: Account | null): Promise<Place> {
  if (await canReach(data, account)) return { cwd: data, path: data };
  if (await exists('/proc/self/cwd')) return { cwd: data, path: '/proc/self/cwd' };
  throw new Error(
    `PostgreSQL runs as user ${account?.uid}, who cannot reach ${data}. Set CONCERT_DATA to a folder that every user can reach, or set DATABASE_URL.`,
  );
}

/** The same order of text on every platform, whatever locales it has. */
const INITDB = [
  '-U',
  'postgres',
  '-E',
  'UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--auth=trust',
  '--no-sync',
  '--no-instructions',
];

/** Single-user mode: one statement per line. */
function rolesSql(password: string): string {
  return [`create role concert login createdb password '${password}'`, 'create database concert owner concert', ''].join('\n');
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
