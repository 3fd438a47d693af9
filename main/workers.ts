import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundle, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { ActivityDependencies } from '../activities/dependencies.ts';
import { createActivities } from '../activities/index.ts';
import { bulkQueue, mailQueue, productQueue } from '../workflows/messages.ts';
import { connectWorker } from './temporal.ts';

export type WorkersSettings = {
  temporal: ClientConnectConfig;
  taskQueue: string;
  dependencies: ActivityDependencies;
  workflowBundle: WorkflowBundleOption;
  log: Logger;
};

export type Workers = {
  /** Resolves when work is being taken for the first time. */
  ready: Promise<void>;
  /** What is running gets a moment to finish; Temporal gives the rest to others, or to us after the next start. */
  stop(): Promise<void>;
};

const SHUTDOWN = { shutdownGraceTime: '5 seconds', shutdownForceTime: '10 seconds' } as const;

/**
 * Workflows that a worker keeps in memory, about a megabyte each (measured: npm run bench -- sleeping). By default the number follows the size of
 * the heap, and a worker of many sleeping taskings grows into gigabytes. One that is needed again is read from its history, which is short.
 */
const WORKFLOWS_IN_MEMORY = 250;

/** Mail servers take only so many conversations at once. */
const LETTER_BATCHES_AT_ONCE = 5;

/** A large file fills a processor and some hundred megabytes; the next waits for it. */
const FILES_AT_ONCE = 2;

/** Products that are drawn or posted at once: drawing takes the processor, and a machine that does not answer takes a place for a while. */
const PRODUCTS_AT_ONCE = 10;

const BACKOFF_MS = [1_000, 2_000, 5_000, 15_000];

/** The workflow code with nothing but workflows/, domain/ and Temporal's own in it. About a second of work. */
export function bundleWorkflows(): Promise<WorkflowBundle> {
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  return bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
}

/** Takes work for decisions from one queue, for letters and for files from others, until stopped: while Temporal is away, it tries again and again. */
export function startWorkers({ log, ...settings }: WorkersSettings): Workers {
  const stopping = new AbortController();
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const stopped = once(stopping.signal, 'abort');

  async function work(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        const connection = await connectWorker(settings.temporal);
        const workers = await createWorkers(settings, connection);
        const ended = Promise.all(workers.map((worker) => worker.runUntil(stopped)));
        resolve();
        await ended.finally(() => connection.close());
        failures = 0;
      } catch (error) {
        log.error({ err: error }, 'the workers ended by themselves and are started again');
        const pauseMs = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)];
        await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  const done = work();
  return {
    ready,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

function createWorkers(
  { temporal, taskQueue, dependencies, workflowBundle }: Omit<WorkersSettings, 'log'>,
  connection: Awaited<ReturnType<typeof connectWorker>>,
): Promise<Worker[]> {
  const activities = createActivities(dependencies);
  const settings = { connection, namespace: temporal.namespace ?? 'default', activities, ...SHUTDOWN };
  return Promise.all([
    Worker.create({ ...settings, taskQueue, workflowBundle, maxCachedWorkflows: WORKFLOWS_IN_MEMORY }),
    Worker.create({ ...settings, taskQueue: mailQueue(taskQueue), maxConcurrentActivityTaskExecutions: LETTER_BATCHES_AT_ONCE }),
    Worker.create({ ...settings, taskQueue: productQueue(taskQueue), maxConcurrentActivityTaskExecutions: PRODUCTS_AT_ONCE }),
    Worker.create({ ...settings, taskQueue: bulkQueue(taskQueue), maxConcurrentActivityTaskExecutions: FILES_AT_ONCE }),
  ]);
}
