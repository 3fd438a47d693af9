import { readConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { outsideParts } from './parts.ts';
import { run } from './run.ts';
import { openConcert } from './concert.ts';

/** `npm run api`: the API alone, for production. Migrating is the worker's task, so that any number of these can start at once. */
await run(async (shutdown) => {
  const config = readConfig({ complete: true });
  const log = createLogger(config.logLevel);
  const concert = openConcert(config, outsideParts(config), log);
  await shutdown.onEnd(concert.close);
  const api = await concert.startApi();
  await shutdown.onEnd(api.stop);
  log.info({ at: api.url }, 'the API is ready');
  process.send?.({ url: api.url });
});
