import type { Step } from '../../domain/approval.ts';
import type { Service } from '../../domain/organisation.ts';
import type { StepRule } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';

/**
 * The posts of everybody who wrote at a version of the plan. None of them decides on it, also where a colleague submits it. Version 1 is
 * begun by whoever created the operation.
 */
export async function postsOfWriters({ prisma }: Database, operationId: string, planVersion: number): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ posts: string[] }[]>`
    select p.posts from person p where p.id in (
      select author_id from plan_version where operation_id = ${operationId}::uuid and number = ${planVersion}
      union
      select actor_id from event where operation_id = ${operationId}::uuid
        and (type = 'plan.drafted' and (data ->> 'planVersion')::int = ${planVersion} or type = 'operation.created' and ${planVersion} = 1))`;
  return rows.flatMap(({ posts }) => posts);
}

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
