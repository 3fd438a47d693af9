/** What is to be undone at the end, in the opposite order of its beginning. */
export type Shutdown = {
  /** Notes how to undo what has just been started. If the end has come meanwhile, undoes it at once and throws Interrupted. */
  onEnd(undo: () => Promise<void> | void): Promise<void>;
  /** Undoes everything, once, however often it is asked for. */
  end(): Promise<void>;
};

/** Somebody wants us to stop while we were still starting. */
export class Interrupted extends Error {}

export function createShutdown(): Shutdown {
  const undoes: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | null = null;

  /** One that cannot be undone keeps none of the others from it. */
  async function undoAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let undo = undoes.pop(); undo; undo = undoes.pop()) {
      await Promise.resolve()
        .then(undo)
        .catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything ended in order');
  }

  return {
    async onEnd(undo) {
      undoes.push(undo);
      if (!ending) return;
      await undoAll();
      throw new Interrupted();
    },
    end: () => (ending ??= undoAll()),
  };
}
