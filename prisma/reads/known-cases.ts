import type { CaseReport } from '../../domain/case.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { lateFlaws } from '../../domain/late-report.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Database } from '../client.ts';
import { queryAs } from '../sight.ts';

export type KnownCase = { caseId: string; version: number; report: CaseReport; isSame: boolean };

/** What taking these reports would do, as far as the record says now. */
export async function foreseeCases(database: Database, asked: readonly (Asked & { plan: Plan; at: string })[]): Promise<Foreseen[]> {
  const known = await findKnownCases(database, asked);
  return asked.map(({ report, plan, at }, i) => {
    const found = known[i];
    if (found) return { outcome: found.isSame ? 'unchanged' : 'corrected' };
    return lateFlaws(report, plan, Date.parse(at)).length > 0 ? { outcome: 'refused', code: 'case.too-late' } : { outcome: 'reported' };
  });
}

type Foreseen = { outcome: 'reported' | 'corrected' | 'unchanged' } | { outcome: 'refused'; code: FailureCode };

type Asked = { operationId: string; organisationId: string; report: CaseReport };

/**
 * For each report of one administration the case that it is already, and whether it says the same; null where its reference belongs to a case
 * that another system knows under another name. What another system names is found by that name, everything else by its reference.
 */
export async function findKnownCases({ pool }: Database, asked: readonly Asked[]): Promise<(KnownCase | null)[]> {
  const [first] = asked;
  if (!first) return [];
  const { rows } = await queryAs<{ place: string } & KnownCase>(
    pool,
    { organisations: [first.organisationId] },
    {
      name: 'known-cases',
      text: KNOWN,
      values: [
        first.operationId,
        first.organisationId,
        asked.map(({ report }) => report.reference),
        asked.map(({ report }) => report.external?.system ?? null),
        asked.map(({ report }) => report.external?.id ?? null),
        asked.map(({ report }) => JSON.stringify(report)),
      ],
    },
  );
  const found = new Map(rows.map(({ place, ...known }) => [Number(place), known]));
  return asked.map((_, i) => found.get(i + 1) ?? null);
}

/** Its reference, and its name in another system, are how a case is found: they stay what they were when it was reported. */
const KNOWN = `
  select asked.place, c.id as "caseId", c.version, v.content as report,
    v.content - 'external' - 'reference' = asked.content - 'external' - 'reference' as "isSame"
  from unnest($3::text[], $4::text[], $5::text[], $6::jsonb[]) with ordinality as asked (reference, system, external_id, content, place)
    join case_report c on c.operation_id = $1 and c.organisation_id = $2
      and case when asked.system is null then c.reference = asked.reference
        else c.external_system = asked.system and c.external_id = asked.external_id end
    join case_version v on v.case_id = c.id and v.version = c.version`;
