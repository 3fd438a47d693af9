import type { Tx } from '../event.ts';

/** Organisations that lead by the plan in force, or by the latest draft before there is one. */
export async function readLeads(tx: Tx, operationId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select o.id::text from organisation o where o.code in (
      select jsonb_array_elements_text(content -> 'leads') from (
        select content from plan_version where operation_id = ${operationId}::uuid
        order by (state = 'approved') desc, number desc limit 1) plan)`;
  return rows.map(({ id }) => id);
}
