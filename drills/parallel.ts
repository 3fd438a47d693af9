/** How many requests are under way at once: enough to keep two cores busy, few enough not to look like an attack. */
const AT_ONCE = 16;

/**
 * Works on every item, a bounded number at a time, and answers the results in the order of the items. The first failure ends it: no
 * further item is begun, and it is thrown once those under way are done.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item, i: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of queue) {
      if (failures.length > 0) return;
      try {
        results[i] = await work(item, i);
      } catch (failure) {
        failures.push(failure);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
