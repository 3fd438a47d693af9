import { v7 } from 'uuid';
import type { Clock } from '../../domain/clock.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { refuseWriting, type Stage } from '../../domain/operation.ts';
import type { Plan } from '../../domain/plan.ts';
import { appendEvent } from '../event.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type NewOperation = { id: string; plan: Plan; isDrill: boolean; clock: Clock; actorId: string; at: Date };

/** An operation begins as a draft: a row, the first version of its plan, and no workflow yet. */
export async function createOperation(
  { prisma }: Database,
  { id, plan, isDrill, clock, actorId, at }: NewOperation,
  receipt: Receipt,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.operation.create({
      data: { id, title: plan.title, stage: 'draft', stageSince: at, isDrill, clock: { ...clock }, createdById: actorId, createdAt: at },
    });
    await tx.planVersion.create({ data: draft(id, 1, plan, actorId, at) });
    await appendEvent(tx, { type: 'operation.created', at, operationId: id, subjectId: id, actorId, data: { title: plan.title, isDrill } });
    await insertReceipt(tx, receipt);
  });
}

export type PlanWriting = { operationId: string; plan: Plan; actorId: string; at: Date };

/** What was written, as it stood then: read again afterwards, it could be what somebody else has made of it, under a tag of theirs. */
export type WrittenDraft = { number: number; edits: number; reason: string | null };

/**
 * Writes the draft over, if its version is still the one that the author read. After a return there is no draft: then this is the next
 * version, and what was submitted stays as it was.
 */
export async function writeDraft(
  { prisma }: Database,
  { operationId, plan, actorId, at }: PlanWriting,
  isCurrent: (etag: string) => boolean,
): Promise<{ code: FailureCode } | WrittenDraft> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select from operation where id = ${operationId}::uuid for no key update`;
    const { stage } = await tx.operation.findUniqueOrThrow({ where: { id: operationId }, select: { stage: true } });
    const code = refuseWriting(stage as Stage);
    if (code) return { code };
    const latest = await tx.planVersion.findFirstOrThrow({ where: { operationId }, orderBy: { number: 'desc' } });
    if (latest.state !== 'draft' && latest.state !== 'returned') return { code: 'plan.not-a-draft' as const };
    if (!isCurrent(planTag(latest))) return { code: 'request.stale' as const };

    const isDraft = latest.state === 'draft';
    const number = isDraft ? latest.number : latest.number + 1;
    if (isDraft) {
      const content = plan as unknown as Prisma.InputJsonObject;
      await tx.planVersion.update({
        where: { id: latest.id },
        data: { content, edits: { increment: 1 }, authorId: actorId, writtenAt: at },
      });
    } else await tx.planVersion.create({ data: { ...draft(operationId, number, plan, actorId, at), reason: latest.reason } });
    if (stage === 'draft')
      await tx.operation.update({ where: { id: operationId }, data: { title: plan.title, version: { increment: 1 } } });
    await appendEvent(tx, { type: 'plan.drafted', at, operationId, actorId, data: { planVersion: number } });
    return { number, edits: isDraft ? latest.edits + 1 : 1, reason: latest.reason };
  });
}

/** Opens the next version of a plan in force as a draft, with the reason that its approvers will read. */
export async function draftAmendment(
  { prisma }: Database,
  { operationId, plan, actorId, at }: PlanWriting,
  reason: string,
  receiptFor: (number: number) => Receipt,
): Promise<{ code: FailureCode } | { number: number }> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`select from operation where id = ${operationId}::uuid for no key update`;
    const { stage } = await tx.operation.findUniqueOrThrow({ where: { id: operationId }, select: { stage: true } });
    const code = refuseWriting(stage as Stage);
    if (code) return { code };
    const latest = await tx.planVersion.findFirstOrThrow({ where: { operationId }, orderBy: { number: 'desc' } });
    if (latest.state === 'draft') return { code: 'plan.draft-open' as const };
    if (latest.state === 'submitted') return { code: 'operation.submission-pending' as const };
    const number = latest.number + 1;
    await tx.planVersion.create({ data: { ...draft(operationId, number, plan, actorId, at), reason } });
    await appendEvent(tx, { type: 'plan.drafted', at, operationId, actorId, data: { planVersion: number, reason } });
    await insertReceipt(tx, receiptFor(number));
    return { number };
  });
}

/** Strong: it changes with every edit of the draft, with every new version, and with what is decided on it. */
export function planTag({ number, edits, state }: { number: number; edits: number; state: string }): string {
  return `"v${number}.${edits}.${state}"`;
}

function draft(operationId: string, number: number, plan: Plan, authorId: string, writtenAt: Date) {
  const content = plan as unknown as Prisma.InputJsonObject;
  return { id: v7(), operationId, number, state: 'draft', content, authorId, writtenAt };
}
