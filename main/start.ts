import { migrate } from '../prisma/migrate.ts';
import { type Config, readConfig } from './config.ts';
import { lockFolder } from './lock.ts';
import { createLogger, installTemporalLogger } from './logger.ts';
import { type StartedParts, startParts } from './parts.ts';
import { run } from './run.ts';
import { openConcert } from './concert.ts';
import type { Shutdown } from './shutdown.ts';
import { bundleWorkflows } from './workers.ts';

/** `npm start`: everything in one process, with embedded parts in place of those that have no setting. */
async function start(shutdown: Shutdown): Promise<void> {
  const config = readConfig();
  const lock = lockFolder(config.dataFolder);
  await shutdown.onEnd(lock.release);
  const log = createLogger(config.logLevel);
  installTemporalLogger(log);

  const bundling = bundleWorkflows(); // takes as long as the parts take
  bundling.catch(() => {}); // awaited below, unless a part fails first
  const parts = await startParts(config, log);
  await shutdown.onEnd(parts.stop);
  await migrate(parts.databaseUrl);

  const concert = openConcert(config, parts, log);
  await shutdown.onEnd(concert.close);
  await concert.register();
  const work = concert.startWork(await bundling);
  await shutdown.onEnd(work.stop);
  const api = await concert.startApi();
  await shutdown.onEnd(api.stop);
  if (config.temporal === null) await work.ready;

  lock.tell(api.url);
  process.stdout.write(welcome(config, parts, api.url));
  process.send?.({ url: api.url }); // a parent that opened a channel need not read the text
}

function welcome({ issuer, dataFolder, administrator }: Config, { listening }: StartedParts, url: string): string {
  const token = issuer === null ? [`Get a token:  npm run token -- ${administrator}   (npm run token -- --list shows who there is)`] : [];
  const seconds = (performance.now() / 1000).toFixed(1);
  return [
    `Concert is ready at ${url} (${seconds} s)`,
    ...listening.map((part) => `  ${part}`),
    ...token,
    `Data: ${dataFolder}. Ctrl-C stops everything.`,
    '',
  ].join('\n');
}

await run(start);
