import type { EditionRule, EditionStatus } from '../../domain/plan.ts';
import type { DifferenceReasons } from '../../domain/product.ts';
import type { Denominators } from '../../domain/statistics.ts';
import type { Tx } from '../event.ts';
import { Prisma } from '../generated/client.ts';
import { excludedAt } from './counted.ts';
import { MEMBERS_COUNTED } from './denominators.ts';
import { JUDGED } from './judged-reports.ts';
import type { Release, ReleaseScope } from './releasable.ts';

export type KnownEdition = { id: string; key: string; status: EditionStatus; cutOffAt: Date; publishedAt: Date; phases: readonly string[] };

/** The edition that was published last by this instant of the operation. */
export async function readLastEdition(tx: Tx, operationId: string, until: Date): Promise<KnownEdition | null> {
  const found = await tx.publication.findFirst({
    where: { operationId, publishedAt: { lte: until } },
    orderBy: [{ publishedAt: 'desc' }, { edition: { number: 'desc' } }],
    include: { edition: true },
  });
  if (!found) return null;
  const { id, key, status, cutOffAt, rule } = found.edition;
  const { phases } = rule as unknown as EditionRule;
  return { id, key, status: status as EditionStatus, cutOffAt, publishedAt: found.publishedAt, phases };
}

/** Whether nothing that counts has come, gone or been corrected between two instants: then what was agreed at the one still holds at the other. */
export async function isUnchangedBetween(tx: Tx, operationId: string, from: Date, until: Date): Promise<boolean> {
  const within = (column: string): Prisma.Sql =>
    Prisma.sql`${Prisma.raw(column)} > ${from}::timestamptz and ${Prisma.raw(column)} <= ${until}::timestamptz`;
  const [row] = await tx.$queryRaw<{ changed: boolean }[]>`
    select exists (select from case_version where operation_id = ${operationId}::uuid and ${within('received_at')})
      or exists (select from case_exclusion x join case_report c on c.id = x.case_id
        where c.operation_id = ${operationId}::uuid and (${within('x.excluded_at')} or ${within('x.included_at')}))
      or exists (select from case_link where operation_id = ${operationId}::uuid and (${within('linked_at')} or ${within('unlinked_at')})) as changed`;
  return row?.changed === false;
}

/** Of those whom a scope asks about, who was invited, takes part, has reported by the cut-off, or said that there is nothing to report. */
export async function readScopeDenominators(tx: Tx, { operationId, cutOff, phases, organisations }: ReleaseScope): Promise<Denominators> {
  const among = organisations === null ? Prisma.empty : Prisma.sql`and p.organisation_id = any (${[...organisations]}::uuid[])`;
  const inPhase = phases === null ? Prisma.empty : Prisma.sql`and s.phase = any (${[...phases]})`;
  const [row] = await tx.$queryRaw<Denominators[]>`
    with members as materialized (
      select p.state,
        exists (
          select from seizure s join case_version v using (case_id, version)
          where s.operation_id = p.operation_id and s.organisation_id = p.organisation_id and v.received_at <= ${cutOff}::timestamptz ${inPhase}
        ) as has_reported,
        exists (
          select from nil_return n
          where n.operation_id = p.operation_id and n.organisation_id = p.organisation_id and n.received_at <= ${cutOff}::timestamptz) as has_nil
      from participation p where p.operation_id = ${operationId}::uuid ${among}
    )
    ${Prisma.raw(MEMBERS_COUNTED)}`;
  if (!row) throw new Error('An aggregate without GROUP BY always answers one row.');
  return row;
}

export type Reasons = { all: DifferenceReasons; foreign: DifferenceReasons };

/**
 * Why a summary does not carry what the one before it did: every case that only one of them carries, or in another version, once. `late` is none:
 * a summary waits for no report. After `judgeReports` of the same scope and release. `foreign` leaves out the recipient's own.
 */
export async function readSummaryReasons(
  tx: Tx,
  { caseSetId, cutOffAt }: { caseSetId: string; cutOffAt: Date },
  { scope, release }: { scope: ReleaseScope; release: Release },
): Promise<Reasons> {
  const rows = await tx.$queryRaw<{ reason: keyof DifferenceReasons; all: number; foreign: number }[]>`
    with ${JUDGED}, before as materialized (
      select carried.* from case_set s cross join unnest(s.case_ids, s.versions) as carried (case_id, version) where s.id = ${caseSetId}::uuid
    ), changed as materialized (
      select case_id, b.version as was, r.version as has from before b full join released r using (case_id) where b.version is distinct from r.version
    ), reasoned as (
      select d.organisation_id = ${release.recipient.organisationId}::uuid as is_own, case
          when was is not null and has is not null then 'corrected'
          when was is null and d.reported_at > ${cutOffAt}::timestamptz then 'added'
          when ${excludedAt(cutOffAt)} <> ${excludedAt(scope.cutOff)} then 'excluded'
          when exists (select from case_link l where l.secondary_id = c.case_id
            and (l.linked_at > ${cutOffAt}::timestamptz or l.unlinked_at > ${cutOffAt}::timestamptz)) then 'linked'
          when was is null or exists (select from judged j where j.case_id = c.case_id and j.verdict is not null) then 'withheld'
          else 'corrected' end as reason
      from changed c join case_report d on d.id = c.case_id
    )
    select reason, count(*)::int as all, count(*) filter (where not is_own)::int as foreign from reasoned group by reason`;
  const none = { added: 0, corrected: 0, linked: 0, excluded: 0, late: 0, withheld: 0 };
  const by = (which: 'all' | 'foreign') => ({ ...none, ...Object.fromEntries(rows.map((row) => [row.reason, row[which]])) });
  return { all: by('all'), foreign: by('foreign') };
}
