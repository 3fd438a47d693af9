import { migrate } from '../prisma/migrate.ts';
import { readConfig } from './config.ts';
import { createLogger, installTemporalLogger } from './logger.ts';
import { outsideParts } from './parts.ts';
import { run } from './run.ts';
import { openConcert } from './concert.ts';
import { bundleWorkflows } from './workers.ts';

/** `npm run worker`: the workers and the relay alone, for production. Brings the database up to date first. */
await run(async (shutdown) => {
  const config = readConfig({ complete: true });
  const log = createLogger(config.logLevel);
  installTemporalLogger(log);
  const parts = outsideParts(config);
  const [workflowBundle, migrations] = await Promise.all([bundleWorkflows(), migrate(parts.databaseUrl)]);
  log.info({ migrations }, 'the database is up to date');
  const concert = openConcert(config, parts, log);
  await shutdown.onEnd(concert.close);
  await concert.register();
  const work = concert.startWork(workflowBundle);
  await shutdown.onEnd(work.stop);
  await work.ready;
  log.info({ taskQueue: config.taskQueue }, 'the workers are ready');
  process.send?.({ taskQueue: config.taskQueue });
});
