import type { Pool, PoolClient } from 'pg';
import { isOver, retentionRules, type FullRule } from '../../domain/retention.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Stage } from '../../domain/operation.ts';

/** Of an operation what decides how long its records stay. `endedAt` null while it goes on. */
export type EndedOperation = {
  rules: readonly FullRule[];
  endedAt: Date | null;
  isRolledUp: boolean;
};

/** Whoever can be asked in SQL: the pool, or a transaction that is under way. */
export type Asked = Pick<Pool | PoolClient, 'query'>;

type Row = { stage: Stage; stageSince: Date; endedAt: Date | null; plan: Plan | null; isRolledUp: boolean };

/**
 * It ends once: with its closing, its completion or its cancellation, whichever comes first; what was never begun, with its rejection. Without a plan
 * in force the rules are those that hold where nothing is said.
 */
export async function readEnded(asked: Asked, operationId: string): Promise<EndedOperation> {
  const { rows } = await asked.query<Row>(ENDED, [operationId]);
  const [row] = rows;
  if (!row) throw new Error(`There is no operation ${operationId}.`);
  const { stage, stageSince, endedAt, plan, isRolledUp } = row;
  return { rules: retentionRules(plan ?? {}), endedAt: isOver(stage) ? (endedAt ?? stageSince) : null, isRolledUp };
}

/** The operations into which this one rolls up, by whatever way, itself first. */
export const ABOVE = `
  with recursive above as (
    select $1::uuid as id
    union
    select v.operation_id from above join plan_version v
      on v.state = 'approved' and v.content -> 'strands' -> 0 is not null
        and v.content -> 'strands' @> jsonb_build_array(jsonb_build_object('operation', above.id))
  )`;

const ENDED = `
  ${ABOVE}
  select o.stage, o.stage_since as "stageSince",
    (select min(e.at) from event e
      where e.operation_id = o.id and e.type in ('operation.closed', 'operation.completed', 'operation.cancelled')) as "endedAt",
    (select v.content from plan_version v where v.operation_id = o.id and v.state = 'approved') as plan,
    exists (
      select from above a join operation p on p.id = a.id
      where a.id <> o.id and p.stage not in ('closed', 'completed', 'cancelled', 'rejected')) as "isRolledUp"
  from operation o where o.id = $1`;
