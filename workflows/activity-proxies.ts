import { TemporalFailure } from '@temporalio/common';
import { isCancellation, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { bulkQueue, mailQueue, productQueue } from './messages.ts';

type Recording = Omit<Activities, 'deliverLetters' | 'workOnImport' | 'workOnPurge' | 'makeSummary' | 'prepareDeliveries' | 'postWebhooks'>;

/**
 * Reads or writes rows in one transaction: quick, idempotent, and worth retrying until the database is back. A mistake of ours is
 * retried too: a deploy mends it, whereas a failed workflow would have to be mended by hand.
 */
export const record = proxyActivities<Recording>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

const atOnce = proxyLocalActivities<Recording>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumAttempts: 3 },
});

/**
 * The same for a decision that somebody waits for: the worker that takes the Update records it in the same task, instead of asking the server
 * for an activity and being asked in turn. What does not succeed at once goes the ordinary way, where trying again for hours costs no events.
 * `docs/decisions/0023`.
 */
export async function recordNow<Verb extends keyof Recording>(
  verb: Verb,
  request: Parameters<Recording[Verb]>[0],
): Promise<Awaited<ReturnType<Recording[Verb]>>> {
  type Act = (request: Parameters<Recording[Verb]>[0]) => Promise<Awaited<ReturnType<Recording[Verb]>>>;
  try {
    return await (atOnce[verb] as Act)(request);
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    return (record[verb] as Act)(request);
  }
}

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

const products = () =>
  proxyActivities<Pick<Activities, 'prepareDeliveries' | 'postWebhooks'>>({
    taskQueue: productQueue(workflowInfo().taskQueue),
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  });

/** Draws a product, which can take seconds, and keeps it; waits for a store that is away. */
export function prepareDeliveries(productId: string): Promise<Awaited<ReturnType<Activities['prepareDeliveries']>>> {
  return products().prepareDeliveries({ productId });
}

/** Talks to the machines of others, each for some seconds. */
export function postWebhooks(productId: string): Promise<Awaited<ReturnType<Activities['postWebhooks']>>> {
  return products().postWebhooks({ productId });
}

/** Reads a file of any number of rows: beats its heart, goes on where it stopped, and waits for a store or a database that is away. */
export function workOnImport(importId: string): Promise<Awaited<ReturnType<Activities['workOnImport']>>> {
  return bulk().workOnImport({ importId });
}

/** Purges any number of records in the same way. */
export function workOnPurge(purgeId: string): Promise<Awaited<ReturnType<Activities['workOnPurge']>>> {
  return bulk().workOnPurge({ purgeId });
}

function bulk() {
  return proxyActivities<Pick<Activities, 'workOnImport' | 'workOnPurge'>>({
    taskQueue: bulkQueue(workflowInfo().taskQueue),
    startToCloseTimeout: '12 hours',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  });
}

/** Counts what a recipient may have, and writes its lines: some seconds of a large operation, so that it queues with other large things. */
export function makeSummary(request: Parameters<Activities['makeSummary']>[0]): Promise<Awaited<ReturnType<Activities['makeSummary']>>> {
  const bulk = proxyActivities<Pick<Activities, 'makeSummary'>>({
    taskQueue: bulkQueue(workflowInfo().taskQueue),
    startToCloseTimeout: '2 hours',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  });
  return bulk.makeSummary(request);
}
