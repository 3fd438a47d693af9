import type { FailureCode } from '../../domain/failure.ts';
import type { JudgedCase } from '../../domain/judgement.ts';
import type { Tx } from '../event.ts';

/** A case of a pair, with whom to tell of it. `time` is that of its own operation. */
export type PairCase = JudgedCase & {
  reference: string;
  organisationId: string;
  organisationName: string;
  operationId: string;
  operationTitle: string;
};

export type LockedPair = { id: string; state: string; linkId: string | null; cases: readonly [PairCase, PairCase] };

/**
 * A pair and its cases, locked until the transaction ends: the cases first and in the order of their ids, so that two people who judge pairs
 * that share a case come one after the other, and see what the other has decided.
 */
export async function lockPair(tx: Tx, id: string): Promise<LockedPair | FailureCode> {
  const [known] = await tx.$queryRaw<{ ids: string[] }[]>`
    select array[one_id::text, two_id::text] as ids from duplicate_candidate where id = ${id}::uuid`;
  if (!known) return 'duplicate.not-found';
  await tx.$queryRaw`select from case_report where id = any (${known.ids}::uuid[]) order by id for no key update`;
  const [pair] = await tx.$queryRaw<Omit<LockedPair, 'cases'>[]>`
    select id::text, state, link_id::text as "linkId" from duplicate_candidate where id = ${id}::uuid for update`;
  const [one, two] = await readPairCases(tx, known.ids);
  return pair && one && two ? { ...pair, cases: [one, two] } : 'duplicate.not-found';
}

/** The operations of the two cases; none where there is no such pair. */
export async function operationsOf(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct c.operation_id::text as id from duplicate_candidate d join case_report c on c.id in (d.one_id, d.two_id) where d.id = ${id}::uuid`;
  return rows.map((row) => row.id);
}

/** In the order of their ids. */
export async function readPairCases(tx: Tx, ids: readonly string[]): Promise<PairCase[]> {
  const rows = await tx.$queryRaw<(Omit<PairCase, 'reportedAt'> & { reportedAt: Date })[]>`
    select c.id::text as "caseId", o.service, c.reported_at as "reportedAt", c.reference, o.id::text as "organisationId", o.name as "organisationName",
      p.id::text as "operationId", p.title as "operationTitle",
      array (select distinct direction from seizure s where s.case_id = c.id and s.version = c.version) as directions,
      array (select distinct place_type from seizure s where s.case_id = c.id and s.version = c.version) as "placeTypes",
      (select primary_id::text from case_link l where l.secondary_id = c.id and l.unlinked_at is null limit 1) as "countsWith",
      (select count(*)::int from case_link l where l.primary_id = c.id and l.unlinked_at is null) as "countsFor"
    from case_report c join organisation o on o.id = c.organisation_id join operation p on p.id = c.operation_id
    where c.id = any (${[...ids]}::uuid[]) order by c.id`;
  return rows.map((row) => ({ ...row, reportedAt: row.reportedAt.getTime() }));
}
