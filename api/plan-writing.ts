import { unreachableStep, type Step } from '../domain/approval.ts';
import type { Instant } from '../domain/clock.ts';
import { flaw, type Flaw } from '../domain/failure.ts';
import { instantOf, type WallTime, type Written } from '../domain/moment.ts';
import type { Actor } from '../domain/organisation.ts';
import { planFlaws, type Plan, type StepRule } from '../domain/plan.ts';
import { PLANS } from '../domain/plans/index.ts';
import { resolveSteps } from '../prisma/reads/approvers.ts';
import { unknownCodes } from '../prisma/reads/organisations.ts';
import type { Dependencies } from './dependencies.ts';
import { resolveMoments, toMoment } from './moments.ts';
import { Refusal, refuseFlaws } from './refusal.ts';

/** A plan as it was written, with its instants. Its author's organisation must stay among the leads, or lose it. */
export function readWrittenPlan(written: unknown, { organisation }: Actor): Plan {
  const { resolved, flaws } = resolveMoments<Plan>(written as Written<Plan>);
  const ownLead = resolved.leads.includes(organisation.code) ? [] : [flaw('/leads', 'plan.own-lead-missing')];
  refuseFlaws('request.invalid', [...flaws, ...ownLead]);
  return resolved;
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
  { database }: Dependencies,
  plan: Plan,
  { isLaunched, now }: { isLaunched: boolean; now: Instant },
): Promise<Flaw[]> {
  const lists = { leads: plan.leads, partners: plan.partners, invitees: plan.invitees.map(({ organisation }) => organisation) };
  const unknown = await unknownCodes(database, Object.values(lists).flat());
  const strangers = Object.entries(lists).flatMap(([list, codes]) =>
    codes.flatMap((code, i) =>
      unknown.includes(code) ? [flaw(`/${list}/${i}${list === 'invitees' ? '/organisation' : ''}`, 'plan.organisation-unknown')] : [],
    ),
  );
  const vacant = [
    ...(await vacantPosts(database, '/approval', plan.approval)),
    ...(await vacantPosts(database, '/publication/signOff', plan.publication.signOff)),
  ];
  const isTooLate = !isLaunched && instantOf(plan.invitation.answerBy) <= now;
  const late = isTooLate ? [flaw('/invitation/answerBy', 'plan.answer-in-the-past')] : [];
  return [...planFlaws(plan), ...strangers, ...vacant, ...late];
}

async function vacantPosts(database: Dependencies['database'], pointer: string, rules: readonly StepRule[]): Promise<Flaw[]> {
  const steps = await resolveSteps(database.prisma, rules);
  return rules.flatMap(({ posts }, i) =>
    posts.flatMap((post, j) =>
      steps[i]?.approvers.some((approver) => approver.post === post) ? [] : [flaw(`${pointer}/${i}/posts/${j}`, 'plan.post-vacant')],
    ),
  );
}

/** The steps of an approval with their approvers, if the quorum of each can be reached without the author. */
export async function openSteps({ database }: Dependencies, author: Actor, rules: readonly StepRule[]): Promise<Step[]> {
  const steps = await resolveSteps(database.prisma, rules);
  const stuck = unreachableStep({ personId: author.personId, posts: author.posts }, steps);
  if (stuck)
    throw new Refusal('approval.out-of-reach', {
      flaws: [
        { ...flaw(`/approval/${steps.indexOf(stuck)}`, 'plan.post-vacant'), detail: `Step '${stuck.name}' cannot reach its quorum.` },
      ],
    });
  return steps;
}

/** The instant of a wall time in the body, or a refusal that points at it. */
export function instantAt(pointer: string, written: WallTime): number {
  try {
    return Date.parse(toMoment(written).at);
  } catch {
    throw new Refusal('request.invalid', { flaws: [flaw(pointer, 'field.moment-unknown')] });
  }
}
