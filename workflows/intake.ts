import { workOnImport } from './activity-proxies.ts';

/**
 * Looks at a file of cases, or takes it: the import's row says which, and how far an earlier attempt came. Nothing is decided here: cases are
 * facts, and a worker that dies in the middle is followed by one that goes on behind the last row that was counted.
 */
export async function intake({ importId }: { importId: string }): Promise<void> {
  await workOnImport(importId);
}
