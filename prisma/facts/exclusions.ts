import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { queueLetters } from '../decisions/letter-queue.ts';
import { appendEvent, type Tx } from '../event.ts';
import { countsFrom } from '../frozen.ts';
import { doFiguresStand } from '../reads/kept-figures.ts';
import { ownMailboxes } from '../reads/mailboxes.ts';
import { seeAll } from '../sight.ts';
import { tellTallies } from '../tallies/stale.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

/** A case of `organisationId` that somebody takes out of the figures, or puts back. `id` names the exclusion, or the inclusion. */
export type Counting = {
  id: string;
  caseId: string;
  reference: string;
  operation: { id: string; title: string; at: number };
  organisationId: string;
  personId: string;
  reason: string;
};

/** Takes a case out of the figures from now on: editions that were frozen before keep it. Its owner is told why. */
export function excludeCase({ prisma }: Database, counting: Counting, receipt: Receipt): Promise<FailureCode | null> {
  const { id, caseId, operation, organisationId, personId, reason } = counting;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const from = await countsFrom(tx, [operation.id], new Date(operation.at));
    if (await doFiguresStand(tx, [operation.id])) return 'operation.purged';
    const excluded = await tx.$executeRaw`
      insert into case_exclusion (id, case_id, operation_id, organisation_id, reason, excluded_by_id, excluded_at)
      values (${id}::uuid, ${caseId}::uuid, ${operation.id}::uuid, ${organisationId}::uuid, ${reason}, ${personId}::uuid,
        ${from}::timestamptz)
      on conflict do nothing`;
    if (excluded === 0) return 'case.excluded-before';
    await countAnew(tx, counting, false, receipt);
    return null;
  });
}

/** Puts a case back. That it was out, and why, stays on record. */
export function includeCase({ prisma }: Database, counting: Counting, receipt: Receipt): Promise<FailureCode | null> {
  const { caseId, operation, personId, reason } = counting;
  return prisma.$transaction(async (tx) => {
    await seeAll(tx);
    const from = await countsFrom(tx, [operation.id], new Date(operation.at));
    if (await doFiguresStand(tx, [operation.id])) return 'operation.purged';
    const included = await tx.$executeRaw`
      update case_exclusion set included_by_id = ${personId}::uuid, included_at = ${from}::timestamptz, inclusion_reason = ${reason}
      where case_id = ${caseId}::uuid and included_at is null`;
    if (included === 0) return 'case.not-excluded';
    await countAnew(tx, counting, true, receipt);
    return null;
  });
}

/** The tallies and the owner hear of it. */
async function countAnew(
  tx: Tx,
  { id, caseId, reference, operation, organisationId, personId, reason }: Counting,
  isCounted: boolean,
  receipt: Receipt,
): Promise<void> {
  const at = new Date(operation.at);
  await tellTallies(tx, [{ caseId, operationId: operation.id }]);
  await appendEvent(tx, {
    ...{
      type: isCounted ? 'case.included' : 'case.excluded',
      at,
      operationId: operation.id,
      subjectId: caseId,
      organisationId,
      actorId: personId,
    },
    data: { reason },
  });
  const batch = `case/${caseId}`;
  const occasion = `counting-${id}`;
  const content = { operation: operation.title, reference, caseId, reason, isCounted };
  const owner = await ownMailboxes(tx, operation, organisationId);
  await queueLetters(
    tx,
    owner.map((mailbox) => ({ ...mailbox, operation, batch, kind: 'case-recounted', occasion, content })),
  );
  await tx.outbox.create({ data: { workflowId: `letters/${batch}/${occasion}`, signal: 'deliver' } });
  await insertReceipt(tx, receipt);
}
