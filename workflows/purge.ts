import { workOnPurge } from './activity-proxies.ts';

/** Carries a purge out: its rows say what is to go and what has gone, so that whoever follows a worker that died goes on where that one was. */
export async function purge({ purgeId }: { purgeId: string }): Promise<void> {
  await workOnPurge(purgeId);
}
