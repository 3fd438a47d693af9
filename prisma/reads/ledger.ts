import type { LedgerEntry, LedgerState, TakenState } from '../../domain/ledger.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';
import { COUNTS_NOW, EXCLUDED_NOW, LINKED_NOW } from './counts-now.ts';
import { REFUSED_COLUMNS, REFUSED_CONDITIONS } from './ledger-refusals.ts';

const WARNED = 'exists (select from case_warning w where w.case_id = c.id and w.settled_at is null)';

const PURGED = 'exists (select from tombstone g where g.record_id = c.id and g.purged_at is not null)';

/** From what is rare to what is not. */
const CONDITIONS: Readonly<Record<TakenState, string>> = {
  purged: PURGED,
  excluded: `not ${PURGED} and ${EXCLUDED_NOW}`,
  linked: `not ${PURGED} and ${LINKED_NOW} and not ${EXCLUDED_NOW}`,
  warned: `${WARNED} and ${COUNTS_NOW}`,
  accepted: `not ${PURGED} and not ${WARNED} and ${COUNTS_NOW}`,
};

const STATE = `case ${Object.entries(CONDITIONS)
  .map(([state, condition]) => `when ${condition} then '${state}'`)
  .join(' ')} end`;

/** What counted in an edition `e` is told by the same rule by which its figures were counted (prisma/reads/counted.ts), at its cut-off. */
const EDITIONS = `
  select coalesce(jsonb_agg(e.key order by e.number), '[]') from edition e
  where e.operation_id = c.operation_id and e.stage <> 'returned'
    and exists (
      select from seizure s
      where s.case_id = c.id and e.rule -> 'phases' ? s.phase and s.version = (
        select max(v.version) from case_version v where v.case_id = c.id and v.received_at <= e.cut_off_at))
    and not exists (
      select from case_exclusion x
      where x.case_id = c.id and x.excluded_at <= e.cut_off_at and (x.included_at is null or x.included_at > e.cut_off_at))
    and not exists (
      select from case_link l
      where l.secondary_id = c.id and l.operation_id = c.operation_id and l.primary_operation_id = c.operation_id
        and l.linked_at <= e.cut_off_at and (l.unlinked_at is null or l.unlinked_at > e.cut_off_at))`;

type Filter = { operationId: string; organisationId: string; state?: LedgerState | undefined };

const PAGE = 1_000;

/** All of it, a page at a time: what arrives meanwhile is newer than what has been read, and not in it. */
export async function* walkLedger(database: Database, filter: Filter): AsyncGenerator<LedgerEntry> {
  let after: string | null = null;
  for (;;) {
    const page: LedgerEntry[] = await listLedger(database, filter, { after, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? null;
  }
}

/** What became of everything that an administration has sent, newest first. */
export async function listLedger(
  { pool }: Database,
  { operationId, organisationId, state }: Filter,
  { after, limit }: { after: string | null; limit: number },
): Promise<LedgerEntry[]> {
  const { rows } = await queryAs<Omit<LedgerEntry, 'reportedAt'> & { reportedAt: Date }>(
    pool,
    { organisations: [organisationId] },
    {
      name: `list-ledger-${state ?? 'all'}`,
      text: `
        select * from (
        (select c.id, c.id as "caseId", case when not ${PURGED} then c.reference end as reference, c.version, c.reported_at as "reportedAt", ${STATE} as state,
          case when c.external_system is not null then jsonb_build_object('system', c.external_system, 'id', c.external_id) end as external,
          (select jsonb_build_object('unsettled', count(*) filter (where settled_at is null), 'settled', count(settled_at))
            from case_warning where case_id = c.id) as warnings,
          (select coalesce(jsonb_agg(jsonb_build_object('as', case when l.secondary_id = c.id then 'secondary' else 'primary' end,
              'organisation', o.code, 'operationId', l.primary_operation_id, 'reason', l.reason) order by l.linked_at), '[]')
            from case_link l
              join organisation o on o.id = case when l.secondary_id = c.id then l.primary_organisation_id else l.organisation_id end
            where c.id in (l.primary_id, l.secondary_id) and l.unlinked_at is null) as links,
          (select jsonb_build_object('reason', reason, 'since', to_char(excluded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
            from case_exclusion where case_id = c.id and included_at is null) as exclusion,
          (${EDITIONS}) as editions, null::jsonb as refusal
        from case_report c
        where c.operation_id = $1 and c.organisation_id = $2 and ($3::uuid is null or c.id < $3) and ${takenIn(state)}
        order by c.id desc limit $4)
        union all
        (select ${REFUSED_COLUMNS}
        from refused_report r
        where r.operation_id = $1 and r.organisation_id = $2 and ($3::uuid is null or r.id < $3) and ${refusedIn(state)}
        order by r.id desc limit $4)) as entry
        order by id desc limit $4`,
      values: [operationId, organisationId, after, limit],
    },
  );
  return rows.map((row) => ({ ...row, reportedAt: row.reportedAt.toISOString() }));
}

function takenIn(state: LedgerState | undefined): string {
  if (state === undefined) return 'true';
  return state === 'refused' || state === 'superseded' ? 'false' : CONDITIONS[state];
}

function refusedIn(state: LedgerState | undefined): string {
  if (state === undefined) return 'true';
  return state === 'refused' || state === 'superseded' ? REFUSED_CONDITIONS[state] : 'false';
}
