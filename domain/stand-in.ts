import type { Instant } from './clock.ts';

/** Somebody decides for another person from one instant to another. */
export type StandIn = { personId: string; standInId: string; from: Instant; until: Instant };

/**
 * Would people stand in for each other in a circle at any moment of the new one: A for B while B for A, or over several? Nobody of such a
 * circle could be reached, and each would decide for all. Those who stand in only one after the other make none.
 */
export function closesCycle(known: readonly StandIn[], next: StandIn): boolean {
  // Whatever is valid together is so at the moment when the last of it begins.
  const moments = [next.from, ...known.map(({ from }) => from).filter((from) => from > next.from && from < next.until)];
  return moments.some((moment) => {
    const valid = known.filter(({ from, until }) => from <= moment && moment < until);
    return isRelievedBy(next.standInId, next.personId, valid);
  });
}

/** Does the work of `absent` come to `personId`, from one stand-in to the next? */
function isRelievedBy(absent: string, personId: string, standIns: readonly StandIn[]): boolean {
  const reached = [absent];
  for (const one of reached)
    reached.push(
      ...standIns
        .filter((standIn) => standIn.personId === one)
        .flatMap(({ standInId }) => (reached.includes(standInId) ? [] : [standInId])),
    );
  return reached.includes(personId);
}
