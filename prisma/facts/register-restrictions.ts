import { operationTime, type Clock } from '../../domain/clock.ts';
import type { Tx } from '../event.ts';
import { restrict } from '../restrictions.ts';
import { lockToRestrict } from '../sending.ts';

/** What the register says of an organisation that decides what may leave: how its reports may be used, and what it may have itself. */
export const RELEASING: readonly string[] = ['handling', 'kind', 'brands'];

type Operating = { id: string; clock: Clock };

/** Lets nothing leave, until this transaction ends, of any operation in which the organisation has been invited, or is given something. */
export async function lockSendingOf(tx: Tx, organisationId: string): Promise<Operating[]> {
  const operations = await tx.$queryRaw<Operating[]>`
    select id::text, clock from operation where id in (
      select operation_id from participation where organisation_id = ${organisationId}::uuid
      union select operation_id from delivery where recipient_id = ${organisationId}::uuid) order by id`;
  for (const { id } of operations) await lockToRestrict(tx, id);
  return operations;
}

/** The register's word on a moment is that of each operation's own clock. */
export async function restrictByRegister(
  tx: Tx,
  operations: readonly Operating[],
  { organisationId, actorId, isOwner }: { organisationId: string; actorId: string; isOwner: boolean },
): Promise<void> {
  const whose = isOwner ? { organisationId } : { recipientId: organisationId };
  for (const { id, clock } of operations)
    await restrict(tx, { operationId: id, kind: 'register', ...whose, actorId, at: new Date(operationTime(clock, Date.now())) });
}
