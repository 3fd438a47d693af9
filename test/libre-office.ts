import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const isInstalled = spawnSync('soffice', ['--version']).status === 0;
const MISSING = 'LibreOffice is not installed here (Debian: libreoffice-calc-nogui), so nothing was compared with it';

/** The test where LibreOffice is, and elsewhere a line in the report that says that it did not take place. */
export function withLibreOffice(name: string, body: () => Promise<void>): void {
  if (isInstalled) test(name, body, 120_000);
  else test(`${name}: ${MISSING}`, () => expect(isInstalled).toBe(false));
}

/** With a profile of its own: one that is open already would only be told to open another window. */
export async function soffice(folder: string, ...options: string[]): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  await promisify(execFile)('soffice', [profile, '--headless', ...options]);
}
