import { randomUUID } from 'node:crypto';
import type { CaseReport } from '../domain/case.ts';
import { warning } from '../domain/warning.ts';
import type { Database } from '../prisma/client.ts';
import { appendAttachment } from '../prisma/facts/attachments.ts';
import { appendCaseNote } from '../prisma/facts/case-notes.ts';
import { appendHandling } from '../prisma/facts/case-handling.ts';
import { appendCase } from '../prisma/facts/cases.ts';
import { appendDeclaration } from '../prisma/facts/declared-counts.ts';
import { excludeCase } from '../prisma/facts/exclusions.ts';
import { appendImport, recordImportStep } from '../prisma/facts/imports.ts';
import { appendNilReturn } from '../prisma/facts/nil-returns.ts';
import { appendProposal } from '../prisma/facts/proposals.ts';
import { appendRefusedReports } from '../prisma/facts/refused-reports.ts';
import { EVERYTHING, queryAs } from '../prisma/sight.ts';
import { aReceipt } from './linking.ts';
import { aCase } from './plans.ts';
import { resolvedPlan } from './resolved-plan.ts';
import { aReport } from './two-phases.ts';

type Reporting = { operationId: string; organisationId: string; personId: string };

/** The id of a case of which each table that belongs to administrations holds one row of this one more. `nth` tells its cases apart. */
export async function ownOneOfEach(database: Database, reporting: Reporting, nth: number): Promise<string> {
  const { operationId, organisationId, personId } = reporting;
  const now = new Date();
  const at = now.toISOString();
  const caseId = randomUUID();
  const common = { ...reporting, at };
  const said = { ...reporting, id: randomUUID(), caseId, at: now };
  const receipt = () => aReceipt(personId);

  const values = [{ amount: '5', currency: 'EUR', basis: 'street' }];
  const details = { persons: [{ state: 'arrested', count: 1 }], keys: [{ kind: 'container', value: 'MSCU1000070' }] };
  const { seizures } = aReport(undefined, [{ values } as object], details);
  const report = aCase({ reference: `R-${nth}`, seizures }) as unknown as CaseReport;
  const warnings = [{ id: randomUUID(), ...warning('/seizures/0/keys/0', 'case.key-doubtful', 'MSCU1000070') }];
  const writing = { caseId, version: 1, report, plan: resolvedPlan(), channel: 'form' as const, warnings, reason: null };
  await appendCase(database, { ...common, ...writing }, receipt());

  const file = { kind: 'photo', name: 'a.jpg', description: null, type: 'image/jpeg', size: 1, sha256: 'ab'.repeat(32) } as const;
  await appendAttachment(database, { ...common, ...file, id: randomUUID(), caseId }, receipt());
  await appendCaseNote(database, { ...said, pointer: null, text: 'Weighed?' }, receipt());
  await appendProposal(database, { ...said, basedOn: 1, report, reason: 'A digit is missing' }, receipt());
  const operation = { id: operationId, title: 'x', at: now.getTime() };
  const exclusion = { id: randomUUID(), caseId, reference: report.reference, operation, organisationId, personId, reason: 'Outside' };
  await excludeCase(database, exclusion, receipt());

  const stated = { tlp: 'RED' } as const;
  await appendHandling(database, { ...said, id: randomUUID(), stated, reason: 'A raid is planned' }, receipt());
  const text = `insert into consent (id, operation_id, organisation_id, valid_from, given_by_id, given_at) values ($1, $2, $3, $5, $4, $5)`;
  await queryAs(database.pool, EVERYTHING, { text, values: [randomUUID(), operationId, organisationId, personId, at] });
  const appeal = `insert into late_appeal (id, operation_id, organisation_id, reference, content, reason, asked_by_id, asked_at)
    values ($1, $2, $3, $6, '{}', 'The mail was down', $4, $5)`;
  await queryAs(database.pool, EVERYTHING, {
    text: appeal,
    values: [randomUUID(), operationId, organisationId, personId, at, `late-${nth}`],
  });

  const counts = [{ measure: 'activity', item: 'checks', commodity: '', unit: 'check', amount: '1' }] as const;
  const declared = { id: randomUUID(), period: { key: `period-${nth}`, phase: 'phase-1' }, counts, reason: null, takesNew: true };
  await appendDeclaration(database, 'activity', { ...common, ...declared }, receipt());
  await appendRefusedReports(database, { ...common, channel: 'batch' }, [{ reference: null, code: 'case.invalid', errors: [] }]);
  await appendNilReturn(database, { ...common, id: randomUUID(), period: `period-${nth}`, from: at, until: at }, receipt());

  const table = { id: randomUUID(), name: 'a.csv', format: 'csv', encoding: null, size: 1, sha256: 'ab'.repeat(32), reason: null } as const;
  const state = 'previewing';
  const rowsRead = { reported: 0, corrected: 0, unchanged: 0, refused: 1, rowsRefused: 1 };
  await appendImport(database, { ...common, ...table, state }, receipt());
  const read = { from: 0, to: 3, lastRow: 3, counts: rowsRead, refused: [{ row: 3, cells: {}, flaws: [] }] };
  await recordImportStep(database, { importId: table.id, organisationId, state, ...read });
  await ownTraces(database, reporting, at);
  return caseId;
}

/** A hold that has been lifted, and what a purge had left behind. */
async function ownTraces({ pool }: Database, { operationId, organisationId, personId }: Reporting, at: string): Promise<void> {
  const purgeId = randomUUID();
  const statements: [string, unknown[]][] = [
    [
      `insert into hold (id, operation_id, organisation_id, reason, placed_for_id, placed_by_id, placed_at, lifted_by_id, lifted_at, lift_reason)
        values ($1, $2, $3, 'Trial', $3, $4, $5, $4, $5, 'Over')`,
      [randomUUID(), operationId, organisationId, personId, at],
    ],
    [
      `insert into purge (id, operation_id, decided_by_id, decided_at, reason, preview_sha256, records, state, manifest_sha256, finished_at)
        values ($1, $2, $3, $4, 'Over', $5, 1, 'done', $5, $4)`,
      [purgeId, operationId, personId, at, 'ab'.repeat(32)],
    ],
    [
      `insert into tombstone (purge_id, kind, record_id, class, operation_id, organisation_id, sha256, rule, since, purged_at)
        values ($1, 'letter', $2, 'messages', $3, $4, $5, 'period', $6, $6)`,
      [purgeId, randomUUID(), operationId, organisationId, 'ab'.repeat(32), at],
    ],
  ];
  for (const [text, values] of statements) await queryAs(pool, EVERYTHING, { text, values });
}
