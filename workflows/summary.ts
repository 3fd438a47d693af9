import type { Window } from '../domain/cadence.ts';
import { makeSummary, record } from './activity-proxies.ts';

/**
 * Makes the one summary of a window, and lets it go. One of which its recipient may not have something any more, when it is about to go, is made
 * anew for the same window.
 */
export async function summary({ subscriptionId, window }: { subscriptionId: string; window: Window }): Promise<void> {
  for (;;) {
    const made = await makeSummary({ subscriptionId, window });
    if (made === null) return;
    const { outcome } = await record.releaseSummary(made);
    if (outcome !== 'stale') return;
  }
}
