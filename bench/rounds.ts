export type Round = () => Promise<number>;

/**
 * Runs every course once per round, one after the other (A B A B ...), so that whatever else the machine does meanwhile hits all of them,
 * and answers the median of each. A first round warms up and does not count.
 */
export async function interleave<Name extends string>(
  rounds: number,
  courses: Readonly<Record<Name, Round>>,
  tell: (line: string) => void,
): Promise<Record<Name, number>> {
  const names = Object.keys(courses) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const value = await courses[name]();
      if (round > 0) values.get(name)?.push(value);
      tell(`  ${round === 0 ? 'warm-up' : `round ${round}`}  ${name}: ${value.toPrecision(4)}`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name) ?? [])])) as Record<Name, number>;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies; between two of them, the one in proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Works on every item, at most `atOnce` at a time, and answers the results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, i: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [i, item] of queue) results[i] = await work(item, i);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return results;
}
