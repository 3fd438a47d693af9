/** Numbers from 0 up to but not including 1. */
export type Random = () => number;

/**
 * A repeatable stream of random numbers: mulberry32 by Tommy Ettinger (public domain), 32 bits of state. Good enough to spread cases
 * over a map, and never to be used for anything secret. The text is hashed with FNV-1a, so that every batch has a stream of its own
 * and adding one to a scenario changes no other.
 */
export function randomOf(seed: string): Random {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the items. Throws when there is none. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const [item] = items.slice(Math.floor(random() * items.length));
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}

/** The items in another order. */
export function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/**
 * A weight of which few are large and most are small (Pareto), as seizures are: one case of Pandora V held half of all its objects.
 * The smaller `alpha`, the longer the tail. Bounded, so that one draw does not swallow everything.
 */
export function heavyTail(random: Random, alpha: number): number {
  return Math.min((1 - random()) ** (-1 / alpha), 1e6);
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value;
}
