import { v7 } from 'uuid';
import type { RestrictionKind } from '../domain/recall.ts';
import type { Tx } from './event.ts';

/** From `at` on somebody may have less. What is left out is not meant: all reports, those of everybody, for every recipient. */
export type Restriction = {
  operationId: string;
  kind: RestrictionKind;
  organisationId?: string;
  caseIds?: readonly string[];
  recipientId?: string;
  actorId?: string | null;
  at: Date;
};

/**
 * Has the record looked through for what has left already, by a workflow that is started once this is committed. Belongs in the transaction of
 * what restricts, which holds the lock of prisma/sending.ts. An operation of which nothing is on its way to anybody needs no search: what is made
 * later is made by what holds then.
 */
export async function restrict(
  tx: Tx,
  { operationId, kind, organisationId, caseIds, recipientId, actorId = null, at }: Restriction,
): Promise<void> {
  await tx.$executeRaw`
    with restricted as (
      insert into restriction (id, operation_id, kind, organisation_id, case_ids, recipient_id, said_by_id, said_at)
      select ${v7()}::uuid, ${operationId}::uuid, ${kind}, ${organisationId ?? null}::uuid, ${caseIds ? [...caseIds] : null}::uuid[],
        ${recipientId ?? null}::uuid, ${actorId}::uuid, ${at}::timestamptz
      where exists (
        select from delivery where operation_id = ${operationId}::uuid and (${recipientId ?? null}::uuid is null or recipient_id = ${recipientId ?? null}::uuid))
      returning id
    )
    insert into outbox (workflow_id, signal) select 'recall/' || id, 'recall' from restricted`;
}

/**
 * CTEs that do the same in a statement of the caller's, for each row of `source (operation_id, kind, organisation_id, case_ids, recipient_id,
 * person_id, at)`. `name` tells them from others of the same statement.
 */
export function restrictAll(source: string, name = 'restricted'): string {
  return `${name} as (
    insert into restriction (id, operation_id, kind, organisation_id, case_ids, recipient_id, said_by_id, said_at)
    select uuidv7(), s.operation_id, s.kind, s.organisation_id, s.case_ids, s.recipient_id, s.person_id, s.at from (${source}) s
    where exists (select from delivery d where d.operation_id = s.operation_id and (s.recipient_id is null or d.recipient_id = s.recipient_id))
    returning id
  ), ${name}_search as (
    insert into outbox (workflow_id, signal) select 'recall/' || id, 'recall' from ${name}
  )`;
}
