import type { ConsentScope } from '../../domain/consent.ts';
import type { FailureCode } from '../../domain/failure.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { restrict } from '../restrictions.ts';
import { lockToRestrict } from '../sending.ts';
import { seeOnly } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

export type GivenConsent = ConsentScope & {
  id: string;
  operationId: string;
  organisationId: string;
  recipientId: string | null;
  from: Date;
  until: Date | null;
  reason: string | null;
  personId: string;
  at: Date;
};

/** An owner agrees to a recipient, or everybody, having what is closed to it. Opens something, so that nothing has to be looked for. */
export async function giveConsent({ prisma }: Database, consent: GivenConsent, receipt: Receipt): Promise<void> {
  const { id, operationId, organisationId, recipientId, headings, cases, purposes, from, until, reason, personId, at } = consent;
  await prisma.$transaction(async (tx) => {
    await lockToRestrict(tx, operationId);
    await seeOnly(tx, organisationId);
    await tx.$executeRaw`
      insert into consent (id, operation_id, organisation_id, recipient_id, headings, case_ids, purposes, valid_from, valid_until, given_by_id, given_at,
        reason)
      values (${id}::uuid, ${operationId}::uuid, ${organisationId}::uuid, ${recipientId}::uuid, ${listOf(headings)}::text[], ${listOf(cases)}::uuid[],
        ${listOf(purposes)}::text[], ${from}::timestamptz, ${until}::timestamptz, ${personId}::uuid, ${at}::timestamptz, ${reason})`;
    await appendEvent(tx, {
      ...{ type: 'consent.given', at, operationId, subjectId: id, organisationId, actorId: personId },
      data: {
        recipientId,
        headings: listOf(headings),
        cases: listOf(cases),
        purposes: listOf(purposes),
        until: until?.toISOString() ?? null,
      },
    });
    await insertReceipt(tx, receipt);
  });
}

export type ConsentRevocation = { id: string; operationId: string; organisationId: string; personId: string; reason: string; at: Date };

/** What left by it is called back, as far as nothing else lets its recipient have it. What everybody could read cannot be. */
export async function revokeConsent(
  { prisma }: Database,
  { id, operationId, organisationId, personId, reason, at }: ConsentRevocation,
  receipt: Receipt,
): Promise<FailureCode | null> {
  return prisma.$transaction(async (tx) => {
    await lockToRestrict(tx, operationId);
    await seeOnly(tx, organisationId);
    const [revoked] = await tx.$queryRaw<{ recipientId: string | null; caseIds: string[] | null }[]>`
      update consent set revoked_by_id = ${personId}::uuid, revoked_at = ${at}::timestamptz, revocation_reason = ${reason}
      where id = ${id}::uuid and revoked_at is null returning recipient_id::text as "recipientId", case_ids as "caseIds"`;
    if (!revoked) return 'consent.revoked';
    const { recipientId, caseIds } = revoked;
    await appendEvent(tx, {
      ...{ type: 'consent.revoked', at, operationId, subjectId: id, organisationId, actorId: personId },
      data: { recipientId, reason },
    });
    if (recipientId !== null) {
      const theirs = { organisationId, recipientId, ...(caseIds ? { caseIds } : {}) };
      await restrict(tx, { operationId, kind: 'consent', ...theirs, actorId: personId, at });
    }
    await insertReceipt(tx, receipt);
    return null;
  });
}

function listOf<T extends string>(values: readonly T[] | null): T[] | null {
  return values && [...values];
}
