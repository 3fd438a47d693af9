import type { Brief, Matter } from '../../domain/letter.ts';
import type { Tx } from '../event.ts';

type Row = { [Name in keyof Brief]-?: Brief[Name] | null } & { subject: Brief['subject'] };

/**
 * What letters say of an approval to whoever decides it. Why an amendment was written, or why an operation may be closed although something is
 * open, is what it is for; a ratification has the legal basis and the urgency of what it ratifies.
 */
export async function briefOf(tx: Tx, approvalId: string): Promise<Brief> {
  const [row] = await tx.$queryRaw<Row[]>`
    select a.subject, w.name as partner, e.key as edition, e.id as "editionId", p.name as "submittedBy", v.number::text as "planVersion",
      coalesce(case when not a.is_fast then a.reason end, v.reason) as purpose,
      coalesce(a.legal_basis, f.legal_basis) as "legalBasis", coalesce(case when a.is_fast then a.reason end, f.reason) as urgency
    from approval a
      join person p on p.id = a.author_id
      left join organisation w on w.id = a.partner_id
      left join edition e on e.id = a.edition_id
      left join plan_version v on v.operation_id = a.operation_id and v.number = a.plan_version
      left join approval f on a.subject = 'ratification' and f.operation_id = a.operation_id and f.plan_version = a.plan_version and f.is_fast
    where a.id = ${approvalId}::uuid`;
  if (!row) throw new Error(`There is no approval ${approvalId}.`);
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Brief;
}

/** What is told to those who need not decide any more. */
export function matterIn({ subject, partner, edition }: Brief): Matter {
  return { subject, ...(partner === undefined ? {} : { partner }), ...(edition === undefined ? {} : { edition }) };
}
