import type { StatedHandling } from '../../domain/handling.ts';
import type { Database } from '../client.ts';
import { appendEvent } from '../event.ts';
import { tellFeeds } from '../feeds/unfed.ts';
import { Prisma } from '../generated/client.ts';
import { restrict } from '../restrictions.ts';
import { lockToRestrict } from '../sending.ts';
import { seeOnly } from '../sight.ts';
import { insertReceipt, type Receipt } from './receipts.ts';

/** What an owner says of one of its reports, from now on. */
export type HandlingStatement = {
  id: string;
  caseId: string;
  operationId: string;
  organisationId: string;
  personId: string;
  stated: StatedHandling;
  reason: string;
  at: Date;
};

/** Joins what was said last of a case as `b`: what a later statement does not speak of stays as it is, so that nothing is loosened by silence. */
export const SAID_BEFORE = (operationId: string, caseId: string): string => `left join lateral (
        select code, tlp, purposes, shares, permission from case_handling
        where operation_id = ${operationId} and case_id = ${caseId} order by id desc limit 1) b on true`;

/** What was said before stays on record. Nothing of the report changes, and nothing that was counted; what has left is called back where it has to be. */
export async function appendHandling({ prisma }: Database, statement: HandlingStatement, receipt: Receipt): Promise<void> {
  const { id, caseId, operationId, organisationId, personId, stated, reason, at } = statement;
  const { code = null, tlp = null, purposes = null, shares = null, permission = null } = stated;
  await prisma.$transaction(async (tx) => {
    await lockToRestrict(tx, operationId);
    await seeOnly(tx, organisationId);
    await tx.$executeRaw`
      insert into case_handling (id, case_id, operation_id, organisation_id, code, tlp, purposes, shares, permission, reason, said_by_id, said_at)
      select ${id}::uuid, ${caseId}::uuid, ${operationId}::uuid, ${organisationId}::uuid, coalesce(${code}, b.code), coalesce(${tlp}, b.tlp),
        coalesce(${purposes}::text[], b.purposes), coalesce(${shares}::text[], b.shares), coalesce(${permission}, b.permission), ${reason},
        ${personId}::uuid, ${at}::timestamptz
      from (select ${operationId}::uuid as operation_id, ${caseId}::uuid as id) as w
        ${Prisma.raw(SAID_BEFORE('w.operation_id', 'w.id'))}`;
    await tellFeeds(tx, { operationId, caseId });
    await appendEvent(tx, {
      type: 'case.handled',
      at,
      operationId,
      subjectId: caseId,
      organisationId,
      actorId: personId,
      data: { code, tlp },
    });
    await restrict(tx, { operationId, kind: 'handling', organisationId, caseIds: [caseId], actorId: personId, at });
    await insertReceipt(tx, receipt);
  });
}
