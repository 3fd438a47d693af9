import type { Approval, Author } from '../../domain/approval.ts';
import type { Instant } from '../../domain/clock.ts';
import type { Service } from '../../domain/organisation.ts';
import type { Approver, Step } from '../../domain/step.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';

/**
 * Whoever wrote at a version of the plan, and the posts that they hold. None of them decides on it, also where a colleague submits it.
 * Version 1 is begun by whoever created the operation.
 */
export async function writersOf(
  { prisma }: Database,
  operationId: string,
  planVersion: number,
): Promise<{ writers: string[]; posts: string[] }> {
  const people = await prisma.$queryRaw<{ id: string; posts: string[] }[]>`
    select p.id::text, p.posts from person p where p.id in (
      select author_id from plan_version where operation_id = ${operationId}::uuid and number = ${planVersion}
      union
      select actor_id from event where operation_id = ${operationId}::uuid
        and (type = 'plan.drafted' and (data ->> 'planVersion')::int = ${planVersion} or type = 'operation.created' and ${planVersion} = 1))
    order by p.id`;
  return { writers: people.map(({ id }) => id), posts: people.flatMap(({ posts }) => posts) };
}

type Row = { person_id: string; stands_for: string | null; post: string; service: Service; organisation: string };

/**
 * Everybody who may speak for one of these posts at an instant of the operation: its holders, and whoever stands in for a holder then. A
 * stand-in of a stand-in is none: nobody passes on what was not given to them.
 */
export async function resolveApprovers(tx: Tx, posts: readonly string[], at: Instant): Promise<Approver[]> {
  const rows = await tx.$queryRaw<Row[]>`
    with holder as (
      select p.id, post.name as post, o.service, o.code
      from person p join organisation o on o.id = p.organisation_id cross join lateral unnest(p.posts) as post (name)
      where p.posts && ${[...posts]}::text[] and post.name = any (${[...posts]}::text[]))
    select id::text as person_id, null as stands_for, post, service, code as organisation from holder
    union all
    select s.stand_in_id::text, h.id::text, h.post, h.service, h.code from holder h join stand_in s on s.person_id = h.id
    where s.ended_at is null and s.valid_from <= ${new Date(at)}::timestamptz and s.valid_until > ${new Date(at)}::timestamptz
    order by person_id, stands_for nulls first, post`;
  const approvers = rows.map(({ person_id, stands_for, ...row }) => ({ ...row, personId: person_id, standsFor: stands_for }));
  return approvers.filter((approver, i) => approvers.findIndex((other) => isSame(other, approver)) === i);
}

/** Everybody who may speak in these steps, and who shares a post with their author, which keeps them from it. */
export function postsOf(author: Author, steps: readonly Step[]): string[] {
  return [...new Set([...steps.flatMap(({ posts }) => [...posts]), ...author.posts])];
}

export async function approversOf(tx: Tx, { author, steps }: Approval, at: Instant): Promise<Approver[]> {
  return resolveApprovers(tx, postsOf(author, steps), at);
}

function isSame(a: Approver, b: Approver): boolean {
  return a.personId === b.personId && a.standsFor === b.standsFor && a.post === b.post;
}
