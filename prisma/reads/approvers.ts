import type { Step } from '../../domain/approval.ts';
import type { Service } from '../../domain/organisation.ts';
import type { StepRule } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';

/** The steps of a plan with whoever holds their posts today. A person who holds two posts of one step speaks for the first named. */
export async function resolveSteps(tx: Tx, rules: readonly StepRule[]): Promise<Step[]> {
  const people = await tx.person.findMany({
    where: { posts: { hasSome: rules.flatMap(({ posts }) => [...posts]) } },
    include: { organisation: { select: { service: true } } },
    orderBy: { id: 'asc' },
  });
  return rules.map(({ name, posts, quorum }) => ({
    name,
    quorum,
    approvers: people.flatMap(({ id, posts: held, organisation }) => {
      const post = posts.find((candidate) => held.includes(candidate));
      return post ? [{ personId: id, post, service: organisation.service as Service }] : [];
    }),
  }));
}
