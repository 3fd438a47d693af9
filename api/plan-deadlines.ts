import type { Instant } from '../domain/clock.ts';
import { flaw, type Flaw } from '../domain/failure.ts';
import { type Moment } from '../domain/moment.ts';
import type { Plan } from '../domain/plan.ts';
import type { Database } from '../prisma/client.ts';
import { zonesOf } from '../prisma/reads/organisations.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import { localFlaws } from './addressing.ts';

type Deadline = { pointer: string; key: string; moment: Moment; isLocal: boolean };

/**
 * Deadlines of a plan that have passed already, and those at local time that the clocks of some invitee skip or repeat. A deadline that
 * the plan in force has too may have passed: that has happened.
 */
export async function deadlineFlaws(
  database: Database,
  { planVersion, plan: inForce }: Pick<OperationStanding, 'planVersion' | 'plan'>,
  plan: Plan,
  now: Instant,
): Promise<Flaw[]> {
  const known = planVersion === null ? [] : deadlinesOf(inForce);
  const isKnown = ({ key, moment }: Deadline): boolean => known.some((other) => other.key === key && other.moment.at === moment.at);
  const deadlines = deadlinesOf(plan).filter((deadline) => !isKnown(deadline));
  const local = deadlines.some(({ isLocal }) => isLocal);
  const codes = plan.invitees.map(({ organisation }) => organisation);
  const zones = local ? await zonesOf(database, codes) : [];
  return deadlines.flatMap(({ pointer, moment, isLocal }) => {
    const { earliest, flaws } = localFlaws(pointer, moment, isLocal ? zones : []);
    return [...flaws, ...(earliest <= now ? [flaw(pointer, 'tasking.deadline-past')] : [])];
  });
}

/**
 * What the plan's own taskings are due by, when people meet, and until when figures are kept back: an embargo that is over would be none. The
 * invitation counts only where it is at local time: see invitationFlaws.
 */
function deadlinesOf({ invitation, reporting, editions, followUps = [], meetings = [] }: Plan): Deadline[] {
  const one = (pointer: string, key: string, moment: Moment, isLocal = false): Deadline => ({ pointer, key, moment, isLocal });
  return [
    ...(invitation.isLocal ? [one('/invitation/answerBy', 'invitation', invitation.answerBy, true)] : []),
    ...reporting.periods.map(({ key, dueBy }, i) => one(`/reporting/periods/${i}/dueBy`, `report/${key}`, dueBy, reporting.isLocal)),
    ...editions.map(({ key, confirmBy }, i) => one(`/editions/${i}/confirmBy`, `edition/${key}`, confirmBy)),
    ...editions.map(({ key, embargo }, i) => one(`/editions/${i}/embargo`, `embargo/${key}`, embargo)),
    ...followUps.map(({ key, dueBy }, i) => one(`/followUps/${i}/dueBy`, `follow-up/${key}`, dueBy)),
    ...meetings.map(({ key, startsAt }, i) => one(`/meetings/${i}/startsAt`, `meeting/${key}`, startsAt)),
  ];
}
