import type { Instant } from '../domain/clock.ts';
import { flaw, type Flaw } from '../domain/failure.ts';
import { instantOf, type WallTime, type Written } from '../domain/moment.ts';
import type { Actor } from '../domain/organisation.ts';
import { amendmentFlaws } from '../domain/amendment.ts';
import type { Plan } from '../domain/plan.ts';
import { planFlaws } from '../domain/plan-flaws.ts';
import { PLANS } from '../domain/plans/index.ts';
import { listFrozen } from '../prisma/reads/editions.ts';
import { unknownCodes } from '../prisma/reads/organisations.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import { vacancies } from './chains.ts';
import type { Dependencies } from './dependencies.ts';
import { resolveMoments, toMoment } from './moments.ts';
import { deadlineFlaws } from './plan-deadlines.ts';
import { Refusal, refuseFlaws } from './refusal.ts';
import { otherOperationFlaws } from './strands.ts';

/** A plan as it was written at this pointer of the body, with its instants. Its author's organisation must stay among the leads, or lose it. */
export function readWrittenPlan(pointer: string, written: unknown, { organisation }: Actor): Plan {
  const { resolved, flaws } = resolveMoments<Plan>(written as Written<Plan>);
  const ownLead = resolved.leads.includes(organisation.code) ? [] : [flaw('/leads', 'plan.own-lead-missing')];
  refuseFlaws('request.invalid', within(pointer, [...flaws, ...ownLead]));
  return resolved;
}

/** Flaws of a part of a body, as flaws of the body. */
export function within(pointer: string, flaws: readonly Flaw[]): Flaw[] {
  return flaws.map((flaw) => ({ ...flaw, pointer: `${pointer}${flaw.pointer}` }));
}

/** A plan of the house for a new operation, led by whoever starts it. */
export function startFromTemplate(key: string, title: string | undefined, { organisation }: Actor): Plan {
  const template = PLANS.find((candidate) => candidate.key === key);
  if (!template)
    throw new Refusal('request.invalid', {
      flaws: [{ ...flaw('/template', 'field.invalid'), detail: 'There is no plan of this key. GET /plans lists them.' }],
    });
  const { resolved } = resolveMoments<Plan>(template.plan);
  const leads = resolved.leads.includes(organisation.code) ? resolved.leads : [organisation.code, ...resolved.leads];
  return { ...resolved, leads, title: title ?? resolved.title };
}

/** What keeps a plan from being submitted: what the plan itself shows, and what only the register knows. */
export async function submissionFlaws(
  deps: Dependencies,
  actor: Actor,
  plan: Plan,
  operation: OperationStanding,
  now: Instant,
): Promise<Flaw[]> {
  const { database } = deps;
  const { stage, plan: inForce } = operation;
  const lists = { leads: plan.leads, partners: plan.partners, invitees: plan.invitees.map(({ organisation }) => organisation) };
  const unknown = await unknownCodes(database, Object.values(lists).flat());
  const strangers = Object.entries(lists).flatMap(([list, codes]) =>
    codes.flatMap((code, i) =>
      unknown.includes(code) ? [flaw(`/${list}/${i}${list === 'invitees' ? '/organisation' : ''}`, 'plan.organisation-unknown')] : [],
    ),
  );
  const invited = inForce.invitees.map(({ organisation }) => organisation);
  const invites = stage !== 'running' || plan.invitees.some(({ organisation }) => !invited.includes(organisation));
  return [
    ...planFlaws(plan),
    ...strangers,
    ...(await vacancies(database, plan, now)),
    ...(await otherOperationFlaws(database, actor, operation, plan)),
    ...(invites ? invitationFlaws(plan, now) : []),
    ...(await deadlineFlaws(database, operation, plan, now)),
    ...(await rewritings(deps, operation, plan, now)), // again: more has happened since the draft was written
  ];
}

/** What a plan would rewrite of what has happened by now; nothing before a plan is in force. */
export async function rewritings(
  { database }: Dependencies,
  { id, planVersion, plan: inForce }: OperationStanding,
  plan: Plan,
  now: Instant,
): Promise<Flaw[]> {
  return planVersion === null ? [] : amendmentFlaws(inForce, plan, { now, frozen: await listFrozen(database, id) });
}

/** An invitation that must be answered before it goes out would make everybody silent at once. */
export function invitationFlaws({ invitation }: Plan, now: Instant): Flaw[] {
  return instantOf(invitation.answerBy) <= now ? [flaw('/invitation/answerBy', 'plan.answer-in-the-past')] : [];
}

/** The instant of a wall time in the body, or a refusal that points at it. */
export function instantAt(pointer: string, written: WallTime): number {
  try {
    return Date.parse(toMoment(written).at);
  } catch {
    throw new Refusal('request.invalid', { flaws: [flaw(pointer, 'field.moment-unknown')] });
  }
}
