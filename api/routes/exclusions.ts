import { v7 } from 'uuid';
import { z } from 'zod';
import { takesAnswers } from '../../domain/operation.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { isoOf } from '../../domain/moment.ts';
import { excludeCase, includeCase, type Counting } from '../../prisma/facts/exclusions.ts';
import type { Receipt } from '../../prisma/facts/receipts.ts';
import { findCase } from '../../prisma/reads/cases.ts';
import { findTombstone } from '../../prisma/reads/tombstones.ts';
import type { OperationStanding } from '../../prisma/reads/standing.ts';
import { EVERYTHING } from '../../prisma/sight.ts';
import type { Dependencies } from '../dependencies.ts';
import { receiptOf, type ReceiptKey } from '../receipt.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { route, type Reply } from '../route.ts';
import { aboutCase, timeOf } from '../standing.ts';
import { CasePath, Id, Instant } from '../shapes/id.ts';
import { Reason } from '../shapes/tasking.ts';

const NewCounting = z.strictObject({ reason: Reason }).meta({ id: 'NewCounting' });
const Recounted = z
  .strictObject({ id: Id, caseId: Id, isCounted: z.boolean(), reason: z.string(), at: Instant })
  .meta({ id: 'Recounted', description: 'Whether a case counts from this instant on. Editions that were frozen before stay as they are.' });

/** Coordinators decide what counts, and never what a report says. */
export const EXCLUSION_ROUTES = [
  route({
    method: 'post',
    path: '/cases/{caseId}/exclusions',
    action: 'case.exclude',
    summary: 'Take a case out of the figures with a reason, which its owner is told; the report stays as it is',
    params: CasePath,
    body: NewCounting,
    about: aboutCase,
    replies: { status: 201, schema: Recounted },
    refuses: ['case.not-found', 'case.excluded-before', 'operation.not-running', 'operation.purged', 'case.purged'],
    handle: (call, deps) => recount(deps, { ...call, ...call.params, reason: call.body.reason }, false, excludeCase),
  }),
  route({
    method: 'post',
    path: '/cases/{caseId}/inclusions',
    action: 'case.exclude',
    summary: 'Put a case back into the figures with a reason, which its owner is told',
    params: CasePath,
    body: NewCounting,
    about: aboutCase,
    replies: { status: 201, schema: Recounted },
    refuses: ['case.not-found', 'case.not-excluded', 'operation.not-running', 'operation.purged', 'case.purged'],
    handle: (call, deps) => recount(deps, { ...call, ...call.params, reason: call.body.reason }, true, includeCase),
  }),
];

type Call = {
  actor: { personId: string };
  found: OperationStanding;
  receipt: ReceiptKey;
  realNow: number;
  caseId: string;
  reason: string;
};
type Append = (database: Dependencies['database'], counting: Counting, receipt: Receipt) => Promise<FailureCode | null>;

async function recount(
  { database }: Dependencies,
  { actor, found: operation, receipt, realNow, caseId, reason }: Call,
  isCounted: boolean,
  append: Append,
): Promise<Reply> {
  if (!takesAnswers(operation.stage)) throw new Refusal('operation.not-running');
  const known = await findCase(database, EVERYTHING, caseId);
  if (!known) throw new Refusal((await findTombstone(database, EVERYTHING, caseId)) ? 'case.purged' : 'case.not-found');
  const now = timeOf(operation, realNow);
  const id = v7();
  const { organisationId, reference } = known;
  const { personId } = actor;
  const counting = {
    id,
    caseId,
    reference,
    organisationId,
    personId,
    reason,
    operation: { id: operation.id, title: operation.title, at: now },
  };
  const reply = { status: 201, body: { id, caseId, isCounted, reason, at: isoOf(now) }, location: `/cases/${caseId}` };
  refuseIf(await append(database, counting, receiptOf(receipt, reply)));
  return reply;
}
