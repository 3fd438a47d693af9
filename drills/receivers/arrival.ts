/** A product as it arrived at a partner: which subscription's, for which window, and the name by which the same thing is known when it comes again. */
export type Arrival = { subscription: string; until: string; id: string };

/** What arrived, however often: `again` counts what came once more under the same name, as it does when an answer was lost on its way. */
export type Arrivals = { first: Arrival[]; again: number };

/** Keeps the first of each name. */
export function openArrivals(): Arrivals & { take(arrival: Arrival): void } {
  const known = new Set<string>();
  const arrivals = {
    first: [] as Arrival[],
    again: 0,
    take(arrival: Arrival): void {
      if (known.has(arrival.id)) arrivals.again += 1;
      else arrivals.first.push(arrival);
      known.add(arrival.id);
    },
  };
  return arrivals;
}
