import type { Addressees } from '../domain/addressees.ts';
import { flaw, type Flaw } from '../domain/failure.ts';
import { instantOf, type Moment, type WallTime } from '../domain/moment.ts';
import { findAddressees, type Addressee } from '../prisma/reads/addressees.ts';
import type { Dependencies } from './dependencies.ts';
import { toMoment } from './moments.ts';
import { Refusal } from './refusal.ts';

/** Whom this would ask, and what is wrong with whom it names. `brings` says that it may bring in whoever is not invited yet. */
export async function addressed(
  { database }: Dependencies,
  operationId: string,
  addressees: Addressees,
  { brings }: { brings: boolean },
): Promise<{ found: Addressee[]; flaws: Flaw[] }> {
  const { found, unknown } = await findAddressees(database, operationId, addressees);
  const strangers = found.filter(({ isInvited }) => !isInvited).map(({ code }) => code);
  const named = (addressees.list ?? []).flatMap((code, i) => {
    if (unknown.includes(code)) return [flaw(`/addressees/list/${i}`, 'plan.organisation-unknown')];
    return !brings && strangers.includes(code) ? [flaw(`/addressees/list/${i}`, 'tasking.not-invited')] : [];
  });
  const nobody = found.length === 0 && named.length === 0 ? [flaw('/addressees', 'tasking.no-addressees')] : [];
  return { found, flaws: [...named, ...nobody] };
}

/** The moment of a wall time in the body, or a refusal that points at it. */
export function momentAt(pointer: string, { wall, zone }: WallTime): Moment {
  try {
    return toMoment({ wall, zone });
  } catch {
    throw new Refusal('request.invalid', { flaws: [flaw(pointer, 'field.moment-unknown')] });
  }
}

/**
 * The first instant at which a wall time comes in any of these zones, and those zones whose clocks skip or repeat it. The record works the
 * instants out when it opens the tasks (docs/decisions); here it is made sure that there is one for each.
 */
export function localFlaws(pointer: string, deadline: Moment, zones: readonly (string | null)[]): { earliest: number; flaws: Flaw[] } {
  const flaws: Flaw[] = [];
  const instants = [...new Set(zones)].flatMap((zone) => {
    if (zone === null) return [];
    try {
      return [instantOf(toMoment({ wall: deadline.wall, zone }))];
    } catch {
      flaws.push({ ...flaw(pointer, 'field.moment-unknown'), detail: `A change of clocks skips or repeats this wall time in ${zone}.` });
      return [];
    }
  });
  return { earliest: Math.min(instantOf(deadline), ...instants), flaws };
}
