import type { EditionKnown } from '../../domain/edition-document.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Tx } from '../event.ts';
import { Prisma, type Edition } from '../generated/client.ts';
import { readHandlingDefaults } from './handling.ts';

/**
 * A CTE `handled (case_id, version, organisation_id, operation_id, code, tlp, shares)` over `candidate` of the first four: how the reports of an edition,
 * and of all that rolls up into it, may be used at this moment. The caller must see everything.
 */
export async function publishedHandling(tx: Tx, { operationId, known }: Edition): Promise<Prisma.Sql> {
  const operations = [operationId, ...Object.keys((known as EditionKnown | null)?.strands ?? {})];
  const defaults = await Promise.all(operations.map(async (operation) => readDefaults(tx, operation)));
  return Prisma.sql`said as materialized (
      select distinct on (h.case_id) h.case_id, h.code, h.tlp, h.shares
      from candidate c join case_handling h on h.operation_id = c.operation_id and h.case_id = c.case_id order by h.case_id, h.id desc
    ), otherwise as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(defaults.flat())}::jsonb)
        as d (operation_id uuid, organisation_id uuid, code text, tlp text, shares text[])
    ), handled as materialized (
      select c.case_id, c.version, c.organisation_id, c.operation_id,
        coalesce(h.code, d.code) as code, coalesce(h.tlp, d.tlp) as tlp, coalesce(h.shares, d.shares) as shares
      from candidate c join otherwise d using (operation_id, organisation_id) left join said h using (case_id)
    )`;
}

async function readDefaults(tx: Tx, operationId: string): Promise<object[]> {
  const inForce = await tx.planVersion.findFirst({ where: { operationId, state: 'approved' } });
  const rows = await readHandlingDefaults(tx, operationId, (inForce?.content ?? {}) as unknown as Plan);
  return rows.map(({ organisation_id, code, tlp, shares }) => ({ operation_id: operationId, organisation_id, code, tlp, shares }));
}
