import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the files of one test file, gone when its tests are over. Call it outside of the tests. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concert-scratch-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
