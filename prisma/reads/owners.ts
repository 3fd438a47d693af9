import type { Approval } from '../../domain/approval.ts';
import type { Database } from '../client.ts';
import { EVERYTHING, queryAs } from '../sight.ts';

/** Things that have an address of their own and belong to an operation. */
export type Owned = 'approval' | 'tasking' | 'task' | 'case' | 'edition';

const OWNERS: Record<Owned, string> = {
  approval: 'select operation_id, null as organisation_id, state as approval from approval where id = $1',
  tasking: 'select operation_id, null as organisation_id, null as approval from tasking where id = $1',
  task: 'select operation_id, organisation_id, null as approval from task where id = $1',
  case: 'select operation_id, organisation_id, null as approval from case_report where id = $1',
  edition: 'select operation_id, null as organisation_id, null as approval from edition where id = $1',
};

/** `organisationId` where the thing is one administration's own: for whoever may not look into that one, it does not exist. */
export type Owner = { operationId: string; organisationId: string | null; approval: Approval | null };

/** Only finds whose the thing is, so that the actor's relation to it can be looked up; what the actor may do with it is decided after that. */
export async function findOwner({ pool }: Database, kind: Owned, id: string): Promise<Owner | null> {
  const query = { name: `find-owner-${kind}`, text: OWNERS[kind], values: [id] };
  const { rows } = await queryAs<{ operation_id: string; organisation_id: string | null; approval: Approval | null }>(
    pool,
    EVERYTHING,
    query,
  );
  const row = rows[0];
  return row ? { operationId: row.operation_id, organisationId: row.organisation_id, approval: row.approval } : null;
}

/** Organisations that an operation's plan puts in the care of a regional office. */
export async function regionOf({ prisma }: Database, operationId: string, rilo: string): Promise<string[]> {
  const rows = await prisma.participation.findMany({ where: { operationId, rilo }, select: { organisationId: true } });
  return rows.map(({ organisationId }) => organisationId);
}
