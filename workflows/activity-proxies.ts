import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { mailQueue } from './messages.ts';

type Recording = Omit<Activities, 'deliverLetters'>;

/**
 * Reads or writes rows in one transaction: quick, idempotent, and worth retrying until the database is back. A mistake of ours is
 * retried too: a deploy mends it, whereas a failed workflow would have to be mended by hand.
 */
export const record = proxyActivities<Recording>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Talks to a mail server: slow, beats its heart, goes on where it stopped, and waits for days for a server that is away. */
export function deliverLetters(batch: string): Promise<Awaited<ReturnType<Activities['deliverLetters']>>> {
  const mail = proxyActivities<Pick<Activities, 'deliverLetters'>>({
    taskQueue: mailQueue(workflowInfo().taskQueue),
    startToCloseTimeout: '1 hour',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  });
  return mail.deliverLetters({ batch });
}
