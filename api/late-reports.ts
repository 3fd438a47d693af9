import type { CaseReport, Channel } from '../domain/case.ts';
import { lateFlaws } from '../domain/late-report.ts';
import { isoOf } from '../domain/moment.ts';
import type { Actor } from '../domain/organisation.ts';
import type { Database } from '../prisma/client.ts';
import { appendRefusedReports } from '../prisma/facts/refused-reports.ts';
import type { OperationStanding } from '../prisma/reads/standing.ts';
import { Refusal } from './refusal.ts';

type Sent = { actor: Actor; operation: OperationStanding; report: CaseReport; now: number; channel: Channel };

/** Refuses a new report that comes after the cut-off where the plan takes none, and keeps in the ledger that it came. */
export async function refuseLate(database: Database, { actor, operation, report, now, channel }: Sent): Promise<void> {
  const flaws = lateFlaws(report, operation.plan, now);
  if (flaws.length === 0) return;
  const from = { operationId: operation.id, organisationId: actor.organisation.id, personId: actor.personId, channel, at: isoOf(now) };
  const errors = flaws.map(({ pointer, code }) => ({ pointer, code }));
  await appendRefusedReports(database, from, [{ reference: report.reference, code: 'case.too-late', errors }]);
  throw new Refusal('case.too-late', { flaws });
}
