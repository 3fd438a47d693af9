import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWKS } from 'oidc-provider';

export type IdentityKeys = { jwks: JWKS; cookieKeys: string[] };

/** The keys that sign tokens and cookies: those in the folder, or new ones that are kept there, readable by us only. */
export async function identityKeys(folder: string): Promise<IdentityKeys> {
  const file = join(folder, 'keys.json');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return JSON.parse(kept) as IdentityKeys;

  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), alg: 'ES256', use: 'sig' };
  const keys = { jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString('hex')] } as IdentityKeys;
  await writeFile(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return keys;
}
