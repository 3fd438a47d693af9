import { defaultHandling, type Handling, type StatedHandling } from '../../domain/handling.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import type { Tx } from '../event.ts';
import { queryAs, type Sight } from '../sight.ts';

/** What holds for the reports of an organisation of which it says nothing else. */
export type HandlingDefault = Handling & { organisation_id: string };

/** Of everybody who was invited, or has reported: as the register and the plan have it now, since a product is judged when it leaves. */
export async function readHandlingDefaults(tx: Tx, operationId: string, { handling }: Pick<Plan, 'handling'>): Promise<HandlingDefault[]> {
  const rows = await tx.$queryRaw<{ id: string; handling: StatedHandling | null }[]>`
    select o.id, o.handling from organisation o
    where exists (select from participation p where p.operation_id = ${operationId}::uuid and p.organisation_id = o.id)
      or exists (select from case_report c where c.operation_id = ${operationId}::uuid and c.organisation_id = o.id)`;
  return rows.map((row) => ({ organisation_id: row.id, ...defaultHandling(handling, row.handling ?? undefined) }));
}

export type HandlingItem = { id: string; stated: StatedHandling; reason: string | null; saidBy: string; saidAt: string };

type Row = { [Part in keyof Handling]: Handling[Part] | null } & { id: string; reason: string | null; saidBy: string; saidAt: Date };

/** What its owner has said of a case, newest first. */
export async function listHandlings({ pool }: Database, sight: Sight, caseId: string): Promise<HandlingItem[]> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'list-handlings', text: HANDLINGS, values: [caseId] });
  return rows.map(({ id, code, tlp, purposes, shares, permission, reason, saidBy, saidAt }) => {
    const said = { code, tlp, purposes, shares, permission };
    const stated = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)) as StatedHandling;
    return { id, stated, reason, saidBy, saidAt: saidAt.toISOString() };
  });
}

const HANDLINGS = `
  select h.id, h.code, h.tlp, h.purposes, h.shares, h.permission, h.reason, p.name as "saidBy", h.said_at as "saidAt"
  from case_handling h join person p on p.id = h.said_by_id
  where h.case_id = $1 order by h.id desc`;
