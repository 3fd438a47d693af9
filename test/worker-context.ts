import { asyncLocalStorage, Context } from '@temporalio/activity';

export type Attempt = { cancelled?: AbortSignal; beat?: () => void };

/** Runs an activity as a worker would, in a context that can be cancelled and hears its heartbeats. */
export function asWorker<Done>(attempt: Attempt, activity: () => Promise<Done>): Promise<Done> {
  return asyncLocalStorage.run(contextOf(attempt), activity);
}

/** As much of a worker's context as an activity may use; the worker's own class, so that it is reached in the same way. */
function contextOf({ cancelled = new AbortController().signal, beat = () => {} }: Attempt): Context {
  const never = new Promise<never>(() => {});
  const [info, log, meter, details] = [{}, {}, {}, {}] as never[];
  return new Context(info as never, never, cancelled, beat, undefined, log as never, meter as never, details as never);
}
