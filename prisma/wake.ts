import type { Tx } from './event.ts';

/** Wakes everything of an operation that sleeps until a moment of it: its clock, its stage or its plan says another one from now on. */
export async function wakeSleepers(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    insert into outbox (workflow_id, signal)
    select id, 'nudge' from (
      select 'operation/' || ${operationId} as id
      union all select 'tasking/' || id from tasking where operation_id = ${operationId}::uuid and ended_at is null
      union all select 'approval/' || a.id from approval a where a.operation_id = ${operationId}::uuid and a.outcome = 'waiting'
        and exists (select from approval_step s where s.approval_id = a.id and s.settled_at is null and s.deadline_at is not null)
      union all select 'edition/' || id from edition where operation_id = ${operationId}::uuid and stage = 'embargoed'
      union all select 'retention/' || id from operation where id = ${operationId}::uuid and stage in ('closed', 'completed', 'cancelled')) sleeping
    union all select 'summaries/' || id, 'summaries' from subscription where operation_id = ${operationId}::uuid and state in ('active', 'paused')`;
}

/** Has the summaries of a subscription looked at, and what wakes them kept as it is to be from now on. */
export async function wakeSummaries(tx: Tx, subscriptionId: string): Promise<void> {
  await tx.$executeRaw`insert into outbox (workflow_id, signal) values ('summaries/' || ${subscriptionId}, 'summaries')`;
}

/** The same of all of an operation: an edition has been published. */
export async function wakeAllSummaries(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    insert into outbox (workflow_id, signal)
    select 'summaries/' || id, 'summaries' from subscription where operation_id = ${operationId}::uuid and state in ('active', 'paused')`;
}

/** Wakes every approval that waits, also those that nothing hurries: their operation has given them up. */
export async function wakeApprovals(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    insert into outbox (workflow_id, signal)
    select 'approval/' || id, 'nudge' from approval where operation_id = ${operationId}::uuid and outcome = 'waiting'`;
}
