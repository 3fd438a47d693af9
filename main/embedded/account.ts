import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A user of this machine, as the kernel knows it. */
export type Account = { uid: number; gid: number };

/**
 * PostgreSQL refuses to run as root. Answers the account that it runs as instead: the one that already owns its data,
 * or else one without rights that every system has. Null if we are not root ourselves: then it runs as we do.
 */
export async function unprivilegedAccount(dataFolder: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataFolder).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const byName = ['postgres', 'nobody', 'daemon'].map((name) => accounts.find(([user]) => user === name));
  const chosen = byName.find((fields) => fields !== undefined);
  if (!chosen) {
    throw new Error(
      'PostgreSQL does not run as root, and /etc/passwd names no user to run it as. Start Concert as another user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(chosen[2]), gid: Number(chosen[3]) };
}

/** Whether this account may pass through every folder on the way to `path` and read it. Access lists beyond the mode bits do not count. */
export async function canReach(path: string, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  const { uid, gid, mode } = await stat(path);
  const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode;
  if ((bits & 0o5) !== 0o5) return false;
  const parent = dirname(path);
  return parent === path || canReach(parent, account);
}
