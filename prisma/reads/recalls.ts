import type { RecallState, RestrictionKind } from '../../domain/recall.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

/** How far a recipient has come with a recall `f`, of its `restriction x` and `task t`. */
export const CONFIRMATION = `
  case when x.tasking_id is null then 'unconfirmed' when t.answer in ('done','unable') then t.answer else 'open' end as state,
  case when t.answer in ('done','unable') then t.answered_at end as "confirmedAt", t.reason as "confirmationReason"`;

export type Confirmation = { state: RecallState; confirmedAt: string | null; confirmationReason: string | null };

export type RecallItem = Confirmation & {
  id: string;
  productId: string;
  kind: string;
  name: string;
  number: number;
  sha256: string;
  madeAt: string;
  recipient: string;
  /** By what: see domain/recall.ts. */
  because: RestrictionKind;
  /** How many of its cases may not be had any more, by now. */
  cases: number;
  recalledAt: string;
  taskingId: string | null;
};

type Row = Omit<RecallItem, 'madeAt' | 'recalledAt' | 'confirmedAt'> & { madeAt: Date; recalledAt: Date; confirmedAt: Date | null };

/** What was called back, from the recipients in this sight; newest first. Which cases they were is not told. */
export async function listRecalls(
  { pool }: Database,
  sight: Sight,
  operationId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<RecallItem[]> {
  const { rows } = await queryAs<Row>(pool, sight, { name: 'list-recalls', text: RECALLS, values: [operationId, after, limit] });
  return rows.map(({ madeAt, recalledAt, confirmedAt, ...row }) => ({
    ...row,
    madeAt: madeAt.toISOString(),
    recalledAt: recalledAt.toISOString(),
    confirmedAt: confirmedAt?.toISOString() ?? null,
  }));
}

const RECALLS = `
  select f.id, f.product_id as "productId", p.kind, p.name, p.number, p.sha256, p.made_at as "madeAt", o.code as recipient, x.kind as because,
    (select count(distinct c)::int from recall r cross join lateral unnest(r.case_ids) as c where r.product_id = f.product_id) as cases,
    f.recalled_at as "recalledAt", x.tasking_id as "taskingId", ${CONFIRMATION}
  from recall f join restriction x on x.id = f.restriction_id join product p on p.id = f.product_id join organisation o on o.id = f.recipient_id
    left join task t on t.tasking_id = x.tasking_id and t.organisation_id = f.recipient_id
  where f.operation_id = $1 and f.is_first and ($2::uuid is null or f.id < $2)
  order by f.id desc limit $3`;
