import { ConfigError } from './config.ts';
import { FolderTaken } from './lock.ts';
import { createShutdown, Interrupted, type Shutdown } from './shutdown.ts';

/**
 * Runs a process that starts something and then lives until it is told to stop: by Ctrl-C, by its supervisor, or by the end of
 * whoever started it with a channel. Everything started is stopped in order; a second Ctrl-C does not wait for that.
 */
export async function run(start: (shutdown: Shutdown) => Promise<void>): Promise<void> {
  const shutdown = createShutdown();
  const starting = start(shutdown);
  let isEnding = false;

  const end = async (): Promise<void> => {
    if (isEnding) process.exit(130);
    isEnding = true;
    process.on('uncaughtException', complain); // whatever breaks now must not keep the rest from being stopped
    await shutdown.end().catch(complain);
    await starting.catch(() => {}); // what it was just starting, it undoes itself
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
  process.once('disconnect', () => void end());

  try {
    await starting;
  } catch (error) {
    if (error instanceof Interrupted || isEnding) return;
    complain(error);
    await end();
  }
}

/** Temporal's client repeats a call that failed also after it was closed, and then fails in nobody's hands. */
const HARMLESS = 'Channel has been shut down';

/** People are told what they can mend in a sentence, anything else with its stack. */
function complain(error: unknown): void {
  if (error instanceof Error && error.message === HARMLESS) return;
  const isForPeople = error instanceof ConfigError || error instanceof FolderTaken;
  process.stderr.write(`${isForPeople ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
