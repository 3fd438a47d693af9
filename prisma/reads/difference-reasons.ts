import type { EditionKnown } from '../../domain/edition-document.ts';
import type { EditionRule } from '../../domain/plan.ts';
import type { DifferenceReasons } from '../../domain/product.ts';
import type { Tx } from '../event.ts';
import { Prisma, type Edition } from '../generated/client.ts';

/** The case versions that an edition counted, by which rule. */
export type Frame = { caseSetId: string | null; rule: Pick<EditionRule, 'phases' | 'cutOff'>; known: EditionKnown | null };

export function framed({ caseSetId, rule, known }: Pick<Edition, 'caseSetId' | 'rule' | 'known'>): Frame {
  return { caseSetId, rule: rule as unknown as EditionRule, known: known as unknown as EditionKnown | null };
}

/**
 * Why an edition does not count what the one before it did: every case that only one of them counts, or in another version, once, by what became
 * of it. `late` are reports of what the earlier edition would have counted, had they come before its cut-off. Null where the earlier one was
 * frozen before editions kept what they count.
 */
export async function readReasons(tx: Tx, operationId: string, before: Frame, now: Frame): Promise<DifferenceReasons | null> {
  if (before.caseSetId === null || now.caseSetId === null) return null;
  const rows = await tx.$queryRaw<{ reason: keyof DifferenceReasons; cases: number }[]>`
    with ${listed('before', before.caseSetId)}, ${listed('after', now.caseSetId)}, changed as materialized (
      select case_id, b.version as was, n.version as has from before b full join after n using (case_id) where b.version is distinct from n.version
    ), reported as materialized (
      select c.case_id, c.was, c.has, r.operation_id, r.reported_at,
        ${cutOffOf(before)} as cut_off, ${cutOffOf(now)} as next_cut_off
      from changed c join case_report r on r.id = c.case_id
    ), reasoned as (
      select case
        when was is not null and has is not null then 'corrected'
        when was is null and reported_at > cut_off then
          case when exists (
            select from seizure s where s.case_id = c.case_id and s.version = c.has
              and case when c.operation_id = ${operationId}::uuid then s.phase = any (${[...before.rule.phases]}) else s.seized_at <= c.cut_off end)
          then 'late' else 'added' end
        when was is null then ${whyApart(Prisma.sql`c.cut_off`, now, operationId)}
        else ${whyApart(Prisma.sql`c.next_cut_off`, before, operationId)}
        end as reason
      from reported c
    )
    select reason, count(*)::int as cases from reasoned group by reason`;
  const found = Object.fromEntries(rows.map(({ reason, cases }) => [reason, cases]));
  return { added: 0, corrected: 0, linked: 0, excluded: 0, late: 0, withheld: 0, ...found };
}

function listed(name: 'before' | 'after', caseSetId: string): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(name)} as materialized (
      select counted.* from case_set s cross join unnest(s.case_ids, s.versions) as counted (case_id, version) where s.id = ${caseSetId}::uuid
    )`;
}

/** Of a case's own operation: each has its own clock. */
function cutOffOf({ rule, known }: Frame): Prisma.Sql {
  const strands = JSON.stringify(known?.strands ?? {});
  return Prisma.sql`coalesce((${strands}::jsonb -> r.operation_id::text ->> 'cutOffAt')::timestamptz, ${rule.cutOff.at}::timestamptz)`;
}

/** Why a case that was known did not count at a cut-off, in an edition, whereas it counts in another, of the scope `other`. */
function whyApart(cutOff: Prisma.Sql, other: Frame, operationId: string): Prisma.Sql {
  return Prisma.sql`case
          when exists (
            select from case_exclusion x
            where x.case_id = c.case_id and x.excluded_at <= ${cutOff} and (x.included_at is null or x.included_at > ${cutOff})) then 'excluded'
          when exists (
            select from case_link l
            where l.secondary_id = c.case_id and l.linked_at <= ${cutOff} and (l.unlinked_at is null or l.unlinked_at > ${cutOff})) then 'linked'
          when exists (
            select from seizure s
            where s.case_id = c.case_id and (c.operation_id <> ${operationId}::uuid or s.phase = any (${[...other.rule.phases]}))
              and s.version = (select max(version) from case_version v where v.case_id = c.case_id and v.received_at <= ${cutOff})) then 'scope'
          else 'corrected' end`;
}
