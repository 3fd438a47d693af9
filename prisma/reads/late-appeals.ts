import type { CaseReport } from '../../domain/case.ts';
import type { Database } from '../client.ts';
import { queryAs, type Sight } from '../sight.ts';

export type LateAppealItem = {
  id: string;
  operationId: string;
  organisation: string;
  organisationId: string;
  reference: string;
  report: CaseReport;
  reason: string;
  state: 'asked' | 'granted' | 'refused';
  askedBy: string;
  askedById: string;
  askedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  caseId: string | null;
};

/** Appeals for late reports that lie in this sight, oldest first. */
export function listLateAppeals(database: Database, sight: Sight, operationId: string): Promise<LateAppealItem[]> {
  return find(database, sight, 'a.operation_id = $1', operationId);
}

export async function findLateAppeal(database: Database, sight: Sight, id: string): Promise<LateAppealItem | null> {
  return (await find(database, sight, 'a.id = $1', id))[0] ?? null;
}

type Row = Omit<LateAppealItem, 'askedAt' | 'decidedAt'> & { askedAt: Date; decidedAt: Date | null };

async function find({ pool }: Database, sight: Sight, where: string, id: string): Promise<LateAppealItem[]> {
  const text = `
    select a.id, a.operation_id as "operationId", o.code as organisation, a.organisation_id as "organisationId", a.reference,
      a.content as report, a.reason, a.state, p.name as "askedBy", a.asked_by_id as "askedById", a.asked_at as "askedAt",
      d.name as "decidedBy", a.decided_at as "decidedAt", a.decision_reason as "decisionReason", a.case_id as "caseId"
    from late_appeal a
      join organisation o on o.id = a.organisation_id
      join person p on p.id = a.asked_by_id
      left join person d on d.id = a.decided_by_id
    where ${where} order by a.id`;
  const { rows } = await queryAs<Row>(pool, sight, { text, values: [id] });
  return rows.map((row) => ({ ...row, askedAt: row.askedAt.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null }));
}
