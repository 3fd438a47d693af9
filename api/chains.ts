import { keptFrom, openApproval, type Approval, type Author, type Voice } from '../domain/approval.ts';
import { chainsOf, type Chain } from '../domain/chain.ts';
import type { Instant } from '../domain/clock.ts';
import { flaw, type Flaw } from '../domain/failure.ts';
import type { Plan } from '../domain/plan.ts';
import { stuckStep } from '../domain/quorum.ts';
import { stepsOf, type Step } from '../domain/step.ts';
import { postsOf, resolveApprovers } from '../prisma/reads/approvers.ts';
import type { Database } from '../prisma/client.ts';
import { Refusal } from './refusal.ts';

/** Posts of the plan's chains that nobody in the register holds. */
export async function vacancies({ prisma }: Database, plan: Plan, now: Instant): Promise<Flaw[]> {
  const chains = chainsOf(plan);
  const override = plan.chains?.override ?? [];
  const approvers = await resolveApprovers(
    prisma,
    [...chains.flatMap(({ rules }) => rules.flatMap(({ posts }) => [...posts])), ...override],
    now,
  );
  const held = new Set(approvers.map(({ post }) => post));
  const idle = override.flatMap((post, i) => (held.has(post) ? [] : [flaw(`/chains/override/${i}`, 'plan.post-vacant')]));
  const vacant = chains.flatMap(({ pointer, rules }) =>
    rules.flatMap(({ posts }, i) =>
      posts.flatMap((post, j) => (held.has(post) ? [] : [flaw(`${pointer}/${i}/posts/${j}`, 'plan.post-vacant')])),
    ),
  );
  return [...vacant, ...idle];
}

/** The steps of a chain that is about to open, if the quorum of each can be reached without the author; and what stands of a returned one. */
export async function openChain(
  { prisma }: Database,
  { pointer, rules }: Chain,
  author: Author,
  { leads }: Pick<Plan, 'leads'>,
  now: Instant,
  returned?: Approval,
): Promise<{ steps: Step[]; kept: Voice[] }> {
  const steps = stepsOf(rules, leads);
  const kept = returned ? keptFrom(returned, author, steps) : [];
  const stuck = stuckStep(openApproval(author, steps, kept), await resolveApprovers(prisma, postsOf(author, steps), now));
  if (!stuck) return { steps, kept };
  const detail = `Step '${stuck.name}' cannot reach its quorum.`;
  throw new Refusal('approval.out-of-reach', { flaws: [{ ...flaw(`${pointer}/${steps.indexOf(stuck)}`, 'plan.post-vacant'), detail }] });
}

/** Refuses a plan one of whose chains nobody could ever complete, whoever opens it. */
export async function refuseStuckChains(database: Database, plan: Plan, now: Instant): Promise<void> {
  for (const chain of chainsOf(plan)) await openChain(database, chain, NOBODY, plan, now);
}

/** Refuses the freeze of an edition by somebody without whom it could not be signed off, published or released. */
export async function refuseUnsignable(database: Database, { personId, posts }: Author, plan: Plan, now: Instant): Promise<void> {
  const afterFreeze = ['/publication/signOff', '/chains/publication', '/chains/release'];
  for (const chain of chainsOf(plan))
    if (afterFreeze.includes(chain.pointer)) await openChain(database, chain, { personId, posts }, plan, now);
}

/** Who will open a chain is not known before it is opened. */
const NOBODY: Author = { personId: '', posts: [] };
